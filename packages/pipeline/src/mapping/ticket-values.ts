import { adfToText, htmlToAdf } from '@zdjsm/transform';
import type { FieldValue, Ticket } from '../model/helpdesk.ts';
import { convertFieldValue } from './field-value.ts';
import type { Mapping } from './mapping.ts';

export type Note = (field: string, reason: string, detail: string) => void;

/** What of a ticket the config may place in fields, by the name that it goes by there; custom ones apart. */
export function valuesOf(ticket: Ticket, mapping: Mapping) {
  const { nameOf } = mapping.directory;
  return {
    id: ticket.id,
    number: ticket.number,
    url: ticket.url,
    channel: ticket.channel,
    category: ticket.category,
    subCategory: ticket.subCategory,
    classification: ticket.classification,
    language: ticket.language,
    createdAt: ticket.createdAt,
    modifiedAt: ticket.modifiedAt,
    closedAt: ticket.closedAt,
    dueAt: ticket.dueAt,
    status: ticket.status,
    priority: ticket.priority,
    resolution: ticket.resolution && adfToText(htmlToAdf(ticket.resolution).doc),
    assignee: nameOf('agent', ticket.assigneeId),
    team: nameOf('team', ticket.teamId),
    product: nameOf('product', ticket.productId),
    contract: nameOf('contract', ticket.contractId),
    rating: ticket.ratings.at(-1)?.verdict,
    sharedWith: ticket.sharedWith.length > 0 ? ticket.sharedWith : undefined,
  } satisfies Readonly<Record<string, FieldValue | undefined>>;
}

export type TicketValues = ReturnType<typeof valuesOf>;

/** What the ticket says that the config may place, under the names that it gives them; custom fields included. */
export function placeableValues(
  ticket: Ticket,
  values: TicketValues,
): [name: string, value: FieldValue][] {
  const all: readonly (readonly [string, FieldValue | undefined])[] = [
    ...Object.entries(values),
    ...Object.entries(ticket.customFields),
  ];
  return all.flatMap(([name, value]) =>
    value === undefined || value === null || value === '' ? [] : [[name, value]],
  );
}

/** Ends the type of a field that shows objects of Assets. */
const ASSETS_FIELD = ':cmdb-object-cftype';

export interface PlacedValues {
  /** By field id. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Names of what found its place in a field. */
  readonly placed: ReadonlySet<string>;
  /** Custom records that a field of Assets shall show, by field id: the load knows their objects. */
  readonly objects: Readonly<Record<string, readonly string[]>>;
  /** What no field takes, by its name in the source. */
  readonly unplaced: Readonly<Record<string, FieldValue>>;
}

/** Puts values into the fields that the config names for them; custom ones that none is named for are noted. */
export function placeValues(
  ticket: Ticket,
  values: TicketValues,
  mapping: Mapping,
  note: Note,
): PlacedValues {
  const fields: Record<string, unknown> = {};
  const placed = new Set<string>();
  const objects: Record<string, readonly string[]> = {};
  const unplaced: Record<string, FieldValue> = {};
  for (const [name, value] of placeableValues(ticket, values)) {
    const place = mapping.field(name);
    if (!place) {
      if (!(name in ticket.customFields)) continue;
      unplaced[name] = value;
      note(name, 'kept-in-property', 'no field of the target is named for it');
      continue;
    }
    const { field } = place;
    const records = ticket.lookUps?.[name]?.filter(({ kind }) => kind === 'custom-record') ?? [];
    if (records.length > 0 && field.schema.custom?.endsWith(ASSETS_FIELD)) {
      objects[field.id] = records.map(({ sourceId }) => sourceId);
      placed.add(name);
      continue;
    }
    // The one field that holds two values: what stands under it goes with it.
    const isTree = name === 'category' && field.schema.custom?.endsWith(':cascadingselect');
    const given = isTree && values.subCategory ? [String(value), values.subCategory] : value;
    const converted = convertFieldValue(field, given, place.values);
    if ('problem' in converted) {
      unplaced[name] = value;
      note(name, 'kept-in-property', `does not fit "${field.name}": ${converted.problem}`);
      continue;
    }
    fields[field.id] = converted.value;
    placed.add(name);
    // A child that is no option of its parent stays what it is without a field.
    if (given !== value && converted.change === undefined) placed.add('subCategory');
    if (converted.change) note(name, converted.change, `in "${field.name}"`);
  }
  return { fields, placed, objects, unplaced };
}
