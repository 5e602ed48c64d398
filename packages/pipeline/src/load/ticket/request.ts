import { type Fields, type IssueEdit, ValidationError } from '@zdjsm/jsm';
import { type AdfDoc, withPlaceholders } from '@zdjsm/transform';
import type { TicketIntent } from '../../mapping/ticket.ts';
import { hashOf } from '../../store/hash.ts';
import type { CrosswalkRow } from '../../store/store.ts';
import { fieldHash } from '../field-hashes.ts';
import { type ForeignChange, foreignFieldChanges, lastForeignChanges } from '../foreign-changes.ts';
import type { LoadContext } from '../load-context.ts';
import { settle } from '../write-protocol.ts';
import { settleComponents } from './components.ts';
import { createWhole } from './create-whole.ts';
import { SOURCE_PROPERTY } from './parts/details.ts';
import { orPlain } from './write-text.ts';

const ORGANIZATIONS_FIELD = 'com.atlassian.servicedesk:sd-customer-organizations';
/** Type of the field that holds an issue's request type. */
export const REQUEST_TYPE_FIELD = 'com.atlassian.servicedesk:vp-origin';

/** The people and companies of a ticket, as the target knows them. */
export interface Parties {
  readonly reporter: string;
  readonly assignee: string | undefined;
  readonly organization: string | undefined;
}

/** A request, and what it was created with if that was just now. */
export interface SettledRequest {
  readonly row: CrosswalkRow;
  /** The text in which it was created, with its property; undefined for one that was there. */
  readonly createdWith: AdfDoc | undefined;
}

/** Creates the request, or brings its fields up to date. Its text gets its images afterwards. */
export async function settleRequest(
  context: LoadContext,
  intent: TicketIntent,
): Promise<SettledRequest> {
  const { jsm, signal } = context;
  const parties = await partiesOf(context, intent);
  const components = await settleComponents(context, intent);
  const fields = {
    ...fieldsOf(context, { ...intent, components }, parties),
    ...(await objectsOf(context, intent)),
  };
  const values = valuesOf(intent, fields, parties);
  const type = {
    serviceDeskId: intent.project.serviceDeskId,
    requestTypeId: intent.requestType.id,
  } as const;
  const request = {
    ...type,
    summary: intent.summary,
    onBehalfOf: parties.reporter,
    marker: intent.ticketId,
    properties: [{ key: SOURCE_PROPERTY, value: intent.property }],
    via: 'platform',
  } as const;
  const description = withPlaceholders(intent.description);
  const hashes = {
    ...Object.fromEntries(Object.entries(values).map(([id, value]) => [id, fieldHash(value)])),
    ...Object.fromEntries(fields.labels.map((label) => [LABEL + label, ''])),
    [REQUEST_TYPE]: intent.requestType.id,
  };
  let createdWith: AdfDoc | undefined;
  const create = async (text: AdfDoc, some: Readonly<Record<string, unknown>>) => {
    const init = { ...request, description: text, fields: some };
    const created = await jsm.requests.create(init, { signal });
    createdWith = text;
    return created;
  };

  const row = await settle(context, {
    kind: 'ticket',
    sourceId: intent.ticketId,
    hash: hashOf(hashes),
    fields: hashes,
    async create() {
      const created = await createWhole(fields, {
        create: async (some) => await orPlain(description, (text) => create(text, some)),
        edit: ({ issueKey }, some) => jsm.issues.edit(issueKey, { fields: some }, { signal }),
      });
      return { targetId: created.issueId, targetKey: created.issueKey };
    },
    async find() {
      const { key: projectKey } = intent.project;
      const found = await jsm.requests.find(intent.ticketId, { projectKey, signal });
      if (!found) return undefined;
      // What was begun may lack its type, and some fields: this finishes it.
      const { issueId, issueKey } = await jsm.requests.ensure(
        { ...request, description, fields },
        { signal },
      );
      const { assignee: _, ...others } = fields;
      await jsm.issues.edit(issueKey, { fields: others }, { signal });
      return { targetId: issueId, targetKey: issueKey };
    },
    async update({ targetId = '', targetKey = '' }, changed) {
      const edit = editOf(changed, values, fields.labels);
      if (Object.keys(edit.fields).length > 0 || edit.update) {
        await jsm.issues.edit(targetKey, edit, { signal }).catch(async (error: unknown) => {
          const others = withoutAssignee(edit.fields, error);
          await jsm.issues.edit(targetKey, { ...edit, fields: others }, { signal });
        });
      }
      if (changed.includes(REQUEST_TYPE)) {
        await jsm.requests.setType({ issueId: targetId, issueKey: targetKey }, type, { signal });
      }
    },
    foreign: (row, changed) => foreignChanges(context, row, changed),
  });
  return { row, createdWith };
}

/** In the crosswalk row, beside the ids of fields: each label by itself, so that those of agents stay. */
const LABEL = 'label:';
const REQUEST_TYPE = 'requestType';

/** Everything that an edit sets, as Jira takes it. */
function valuesOf(
  { summary, requestType }: TicketIntent,
  { labels: _, ...fields }: Readonly<Record<string, unknown>>,
  { reporter }: Parties,
): Readonly<Record<string, unknown>> {
  return {
    ...fields,
    summary,
    reporter: { accountId: reporter },
    issuetype: { id: requestType.issueTypeId },
  };
}

/** The silent edit that sets these fields, and clears those that are not meant to be any more. */
function editOf(
  changed: readonly string[],
  values: Readonly<Record<string, unknown>>,
  labels: readonly string[],
): IssueEdit & { readonly fields: Fields } {
  const ids = changed.filter((name) => name !== REQUEST_TYPE && !name.startsWith(LABEL));
  // Many sites require a priority: an issue keeps the one that it has.
  const settable = ids.filter((id) => id !== 'priority' || values[id] !== undefined);
  const tags = changed.flatMap((name) => (name.startsWith(LABEL) ? name.slice(LABEL.length) : []));
  const edits = tags.map((tag) => (labels.includes(tag) ? { add: tag } : { remove: tag }));
  return {
    fields: Object.fromEntries(settable.map((id) => [id, values[id] ?? null])),
    ...(edits.length > 0 ? { update: { labels: edits } } : {}),
  };
}

/** Only agents of the desk can be assigned; the name stands in the text anyway. */
function withoutAssignee(fields: Fields, error: unknown): Fields {
  if (!(error instanceof ValidationError) || !('assignee' in error.fieldErrors)) throw error;
  const { assignee: _, ...others } = fields;
  return others;
}

async function foreignChanges(
  context: LoadContext,
  row: CrosswalkRow,
  changed: readonly string[],
): Promise<readonly ForeignChange[]> {
  const { catalog } = context;
  const key = row.targetKey ?? '';
  const ids = changed.filter((name) => name !== REQUEST_TYPE && !name.startsWith(LABEL));
  const edited = await foreignFieldChanges(context, key, row, ids);
  const type = catalog.fields.find((field) => field.schema.custom === REQUEST_TYPE_FIELD);
  if (!type || !changed.includes(REQUEST_TYPE) || !row.fields?.[REQUEST_TYPE]) return edited;
  const [retyped] = await lastForeignChanges(context, key, [type.id]);
  return retyped ? [...edited, { ...retyped, field: REQUEST_TYPE }] : edited;
}

function fieldsOf(
  { catalog, config }: LoadContext,
  intent: TicketIntent,
  { assignee, organization }: Parties,
): Record<string, unknown> & { readonly labels: readonly string[] } {
  const organizations = catalog.fields.find((field) => field.schema.custom === ORGANIZATIONS_FIELD);
  return {
    ...intent.fields,
    // The marker's label is the client's business when it creates; an edit must not take it away.
    labels: [...intent.labels, `${config.tickets.labelPrefix}${intent.ticketId}`],
    ...(intent.priority ? { priority: { name: intent.priority } } : {}),
    ...(intent.components.length > 0
      ? { components: intent.components.map((name) => ({ name })) }
      : {}),
    ...(intent.dueDate ? { duedate: intent.dueDate } : {}),
    ...(assignee ? { assignee: { accountId: assignee } } : {}),
    ...(organizations && organization ? { [organizations.id]: [Number(organization)] } : {}),
  };
}

/** Objects of Assets by field, as far as the records went there. A foreign workspace's would be dropped unsaid. */
async function objectsOf(
  { store, jsm }: LoadContext,
  { objects }: TicketIntent,
): Promise<Record<string, unknown>> {
  const fields: Record<string, unknown> = {};
  for (const [field, records] of Object.entries(objects)) {
    const rows = await Promise.all(records.map((id) => store.crosswalk.get('custom-record', id)));
    const ids = rows.flatMap((row) => row?.targetId ?? []);
    if (ids.length === 0) continue;
    const workspaceId = await jsm.assets.workspaceId();
    fields[field] = ids.map((objectId) => ({
      workspaceId,
      id: `${workspaceId}:${objectId}`,
      objectId,
    }));
  }
  return fields;
}

export async function partiesOf(
  context: LoadContext,
  intent: Pick<TicketIntent, 'contactId' | 'accountId' | 'assigneeId'>,
): Promise<Parties> {
  const { store, migrator } = context;
  const targetOf = async (kind: string, id: string | undefined): Promise<string | undefined> =>
    id === undefined ? undefined : (await store.crosswalk.get(kind, id))?.targetId;
  return {
    // Somebody has to be the reporter: without a customer it is the account that migrates.
    reporter: (await targetOf('contact', intent.contactId)) ?? migrator,
    assignee: await assigneeOf(context, intent.assigneeId),
    organization: await targetOf('account', intent.accountId),
  };
}

/** Who gets the work of an agent: the agent, or the one who takes it for those that are gone. */
export async function assigneeOf(
  context: LoadContext,
  agentId: string | undefined,
): Promise<string | undefined> {
  if (agentId === undefined) return undefined;
  const known = await context.store.crosswalk.get('agent', agentId);
  return known?.targetId ?? context.fallbackAssignee;
}
