import { type Issue, type Jsm, NotFoundError } from '@zdjsm/jsm';
import { projectKeysOf } from '../../config/project-keys.ts';
import type { RunContext } from '../../run/context.ts';
import type { Batch } from '../../store/store.ts';

const ORGANIZATIONS = 'com.atlassian.servicedesk:sd-customer-organizations';
const PARTICIPANTS = 'com.atlassian.servicedesk:sd-request-participants';

// JQL takes times in the account's zone, whatever that is.
const MARGIN_MS = 2 * 24 * 3_600_000;

/**
 * Who is needed by what stays: people and organizations of issues that are not taken back. Whoever
 * answers a customer in an issue that stays must not lose that customer.
 */
export interface Uses {
  /** Fields by which an issue says whom it needs. */
  fields(): Promise<readonly string[]>;
  /** Keys of issues that are taken back. */
  readonly going: Set<string>;
  /** Organizations that are taken back, and those that were to be and stay. */
  readonly organizationsGoing: Set<string>;
  readonly organizationsStaying: Set<string>;
  /** Whether an issue that the search shows is taken back. */
  isGone(issue: Issue): Promise<boolean>;
  /** Notes whom an issue needs that stays. */
  note(issue: Issue): Promise<void>;
  /** Account ids in issues that are there since the batch began. Ask once all issues are judged. */
  people(): Promise<ReadonlySet<string>>;
  /** Ids of organizations in issues that are there since the batch began. */
  organizationsSince(): Promise<ReadonlySet<string>>;
  /** Ids of organizations in any issue that was changed since. */
  organizations(): Promise<ReadonlySet<string>>;
  /** Ids of the organizations that may use a service desk. Ask once all organizations are judged. */
  linkedTo(serviceDeskId: string): Promise<ReadonlySet<string>>;
}

type UsesContext = Pick<RunContext, 'store' | 'config' | 'signal'> & { readonly jsm: Jsm };

export function createUses(context: UsesContext, taken: Batch): Uses {
  const { jsm, store, config, signal } = context;
  const people = new Set<string>();
  const since = new Set<string>();
  const ever = new Set<string>();
  const going = new Set<string>();
  const linked = new Map<string, Promise<ReadonlySet<string>>>();
  const began = Date.parse(taken.startedAt);
  let ids: Promise<{ organizations: string[]; participants: string[] }> | undefined;
  let scanned: Promise<void> | undefined;

  const fieldIds = () => {
    ids ??= jsm.fields.list({ signal }).then((fields) => {
      const ofType = (type: string): string[] =>
        fields.filter(({ schema }) => schema?.custom === type).map(({ id }) => id);
      return { organizations: ofType(ORGANIZATIONS), participants: ofType(PARTICIPANTS) };
    });
    return ids;
  };
  const fields = async (): Promise<string[]> => {
    const { organizations, participants } = await fieldIds();
    return ['reporter', 'created', 'labels', ...organizations, ...participants];
  };

  const note = async (issue: Issue): Promise<void> => {
    const { organizations, participants } = await fieldIds();
    const named = organizations.flatMap((id) => valuesOf(issue.fields[id], 'id'));
    for (const id of named) ever.add(id);
    if (Date.parse(String(issue.fields['created'])) < began) return;
    for (const id of named) since.add(id);
    for (const id of ['reporter', ...participants]) {
      for (const accountId of valuesOf(issue.fields[id], 'accountId')) people.add(accountId);
    }
  };

  /** The search may still show what was deleted by a run that was killed; that one has no row any more. */
  const isGone = async (issue: Issue): Promise<boolean> => {
    if (going.has(issue.key)) return true;
    const prefix = config.tickets.labelPrefix;
    const label = valuesOf(issue.fields['labels']).find((one) => one.startsWith(prefix));
    if (!label || (await store.crosswalk.get('ticket', label.slice(prefix.length)))) return false;
    try {
      await jsm.issues.get(issue.key, { fields: ['created'], signal });
      return false;
    } catch (error) {
      if (error instanceof NotFoundError) return true;
      throw error;
    }
  };

  const scan = async (): Promise<void> => {
    const from = new Date(began - MARGIN_MS).toISOString().slice(0, 10);
    for (const key of projectKeysOf(config)) {
      const jql = `project = "${key}" AND updated >= "${from}" ORDER BY key`;
      for await (const issue of jsm.search(jql, { fields: await fields(), signal })) {
        if (!(await isGone(issue))) await note(issue);
      }
    }
  };
  const after = async (set: ReadonlySet<string>): Promise<ReadonlySet<string>> => {
    scanned ??= scan();
    await scanned;
    return set;
  };

  return {
    fields,
    going,
    organizationsGoing: new Set(),
    organizationsStaying: new Set(),
    isGone,
    note,
    people: () => after(people),
    organizationsSince: () => after(since),
    organizations: () => after(ever),
    linkedTo(serviceDeskId) {
      const known = linked.get(serviceDeskId);
      if (known !== undefined) return known;
      const list = jsm.organizations.list({ serviceDeskId, signal });
      const read = Array.fromAsync(list, ({ id }) => id).then((all) => new Set(all));
      linked.set(serviceDeskId, read);
      return read;
    },
  };
}

/** One value or a list of them, each a text or an object that names itself by the key. */
function valuesOf(value: unknown, key = ''): string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.flatMap((item) => {
    if (typeof item === 'string') return [item];
    if (typeof item !== 'object' || item === null) return [];
    const named: unknown = Reflect.get(item, key);
    return named === undefined ? [] : [String(named)];
  });
}
