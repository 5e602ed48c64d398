import type { FieldValue, LookedUp, Ticket } from '../model/helpdesk.ts';
import type { RunContext } from './context.ts';

type Stored = Pick<RunContext, 'store' | 'source'>;

/** What a look-up holds: ids, as long as helpdesks make them. */
const IDS = /^\d{10,}(?:;\d{10,})*$/;

/** The ticket with names where its custom fields hold ids of other records, as far as these are staged. */
export async function withLookUps(stored: Stored, ticket: Ticket): Promise<Ticket> {
  const lookUps: Record<string, readonly LookedUp[]> = {};
  const named: Record<string, FieldValue> = {};
  for (const [field, value] of Object.entries(ticket.customFields)) {
    if (typeof value !== 'string' || !IDS.test(value)) continue;
    const ids = value.split(';');
    const records = await Promise.all(ids.map((id) => lookUp(stored, id)));
    const found = records.flatMap((record) => record ?? []);
    if (found.length === 0) continue;
    lookUps[field] = found;
    const names = records.map((record, at) => record?.name ?? ids[at] ?? '');
    named[field] = names.length === 1 ? (names[0] ?? value) : names;
  }
  if (Object.keys(lookUps).length === 0) return ticket;
  return { ...ticket, lookUps, customFields: { ...ticket.customFields, ...named } };
}

async function lookUp({ store, source }: Stored, id: string): Promise<LookedUp | undefined> {
  const { staging } = store;
  const key = await staging.idOf('custom-record', id);
  const record = key === undefined ? undefined : await staging.get('custom-record', key);
  if (record && source.customModules) {
    const { name } = source.customModules.parse.record(record.payload);
    return { kind: 'custom-record', sourceId: record.id, name };
  }
  for (const kind of ['contact', 'account', 'agent', 'product'] as const) {
    const staged = await staging.get(kind, id);
    if (staged) return { kind, sourceId: id, name: source.parse[kind](staged.payload).name };
  }
  return undefined;
}
