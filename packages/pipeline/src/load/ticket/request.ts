import { ValidationError } from '@zdjsm/jsm';
import { withPlaceholders } from '@zdjsm/transform';
import type { TicketIntent } from '../../mapping/ticket.ts';
import { hashOf } from '../../store/hash.ts';
import type { CrosswalkRow } from '../../store/store.ts';
import type { LoadContext } from '../load-context.ts';
import { settle } from '../write-protocol.ts';
import { plainDocument } from './compose.ts';

const ORGANIZATIONS_FIELD = 'com.atlassian.servicedesk:sd-customer-organizations';

/** The people and companies of a ticket, as the target knows them. */
export interface Parties {
  readonly reporter: string;
  readonly assignee: string | undefined;
  readonly organization: string | undefined;
}

/** Creates the request, or brings its fields up to date. Its text gets its images afterwards. */
export async function settleRequest(
  context: LoadContext,
  intent: TicketIntent,
): Promise<CrosswalkRow> {
  const { jsm, signal } = context;
  const parties = await partiesOf(context, intent);
  const fields = fieldsOf(context, intent, parties);
  const request = {
    serviceDeskId: intent.project.serviceDeskId,
    requestTypeId: intent.requestType.id,
    summary: intent.summary,
    onBehalfOf: parties.reporter,
    marker: intent.ticketId,
    via: 'platform',
  } as const;
  const description = withPlaceholders(intent.description);

  return await settle(context, {
    kind: 'ticket',
    sourceId: intent.ticketId,
    hash: hashOf([request, fields]),
    async create() {
      const create = (over: { description?: typeof description; fields?: typeof fields } = {}) =>
        jsm.requests.create({ ...request, description, fields, ...over }, { signal });
      const created = await create().catch(async (error: unknown) => {
        if (!(error instanceof ValidationError)) throw error;
        if (error.code === 'INVALID_DOCUMENT') {
          return await create({ description: plainDocument(description) });
        }
        // Only agents of the desk can be assigned; the name stands in the text anyway.
        if (!('assignee' in error.fieldErrors)) throw error;
        const { assignee: _, ...others } = fields;
        return await create({ fields: others });
      });
      return { targetId: created.issueId, targetKey: created.issueKey };
    },
    async find() {
      const { key: projectKey } = intent.project;
      const found = await jsm.requests.find(intent.ticketId, { projectKey, signal });
      if (!found) return undefined;
      // What was begun may lack its type: this finishes it.
      const { issueId, issueKey } = await jsm.requests.ensure(
        { ...request, description, fields },
        { signal },
      );
      return { targetId: issueId, targetKey: issueKey };
    },
    async update({ targetKey }) {
      const change = {
        ...fields,
        summary: intent.summary,
        reporter: { accountId: parties.reporter },
      };
      await jsm.issues.edit(targetKey ?? '', { fields: change, notify: false }, { signal });
    },
  });
}

function fieldsOf(
  { catalog, config }: LoadContext,
  intent: TicketIntent,
  { assignee, organization }: Parties,
): Record<string, unknown> {
  const organizations = catalog.fields.find((field) => field.schema.custom === ORGANIZATIONS_FIELD);
  return {
    ...intent.fields,
    // The marker's label is the client's business when it creates; an edit must not take it away.
    labels: [...intent.labels, `${config.tickets.labelPrefix}${intent.ticketId}`],
    ...(intent.priority ? { priority: { name: intent.priority } } : {}),
    ...(intent.dueDate ? { duedate: intent.dueDate } : {}),
    ...(assignee ? { assignee: { accountId: assignee } } : {}),
    ...(organizations && organization ? { [organizations.id]: [Number(organization)] } : {}),
  };
}

export async function partiesOf(context: LoadContext, intent: TicketIntent): Promise<Parties> {
  const { store, migrator, fallbackAssignee } = context;
  const targetOf = async (kind: string, id: string | undefined): Promise<string | undefined> =>
    id === undefined ? undefined : (await store.crosswalk.get(kind, id))?.targetId;
  const assignee = await targetOf('agent', intent.assigneeId);
  return {
    // Somebody has to be the reporter: without a customer it is the account that migrates.
    reporter: (await targetOf('contact', intent.contactId)) ?? migrator,
    assignee: assignee ?? (intent.assigneeId ? fallbackAssignee : undefined),
    organization: await targetOf('account', intent.accountId),
  };
}
