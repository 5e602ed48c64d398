import { Secret } from '@zdjsm/core';
import { createJsm, type Jsm } from '@zdjsm/jsm';
import type { World } from './world.ts';

/** Somebody who works in the target meanwhile: an agent with an account of their own. */
export function targetAgent({ sandbox, urls, clock }: World): Jsm {
  const { email, apiToken } = sandbox.jira.access.secondAdmin;
  return createJsm({
    site: urls.site,
    gateway: urls.gateway,
    mediaHosts: [new URL(urls.media).host],
    auth: { email, apiToken: new Secret(apiToken) },
    clock,
  });
}

/** Key of a ticket's issue. */
export function keyOf({ sandbox }: World, ticketId: string): string {
  const found = sandbox.jira
    .issues()
    .filter(({ fields }) => String(fields['Labels']).split(' ').includes(`zoho-${ticketId}`));
  const [issue, ...others] = found;
  if (!issue || others.length > 0) throw new Error(`${found.length} issues of ${ticketId}`);
  return issue.key;
}
