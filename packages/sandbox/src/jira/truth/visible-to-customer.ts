import { publicComments, publicFiles, seesRequest } from '../domain/customer-view.ts';
import type { Site } from '../site.ts';
import { plainText } from '../text/adf.ts';
import { parseAdf } from '../text/documents.ts';

/** What the portal shows of an issue to one customer. Nothing, when it is not shown at all. */
export interface CustomerView {
  readonly visible: boolean;
  readonly summary: string | undefined;
  readonly description: string | undefined;
  /** The texts, oldest first. */
  readonly comments: readonly string[];
  /** File names. */
  readonly attachments: readonly string[];
}

const NOTHING: CustomerView = {
  visible: false,
  summary: undefined,
  description: undefined,
  comments: [],
  attachments: [],
};

export function visibleToCustomer(site: Site, issueKey: string, accountId: string): CustomerView {
  const issue = site.store.issuesByKey.first(issueKey);
  const account = site.store.accounts.get(accountId);
  if (!issue || !account || !seesRequest(site, account, issue)) return NOTHING;
  const { summary, description } = issue.values;
  return {
    visible: true,
    summary: typeof summary === 'string' ? summary : undefined,
    description: typeof description === 'string' ? plainText(parseAdf(description)) : undefined,
    comments: publicComments(site, issue).map(({ body }) => plainText(parseAdf(body))),
    attachments: publicFiles(site, issue).map(({ filename }) => filename),
  };
}
