import type { Caller } from '../access/caller.ts';
import { may } from '../access/guards.ts';
import { badRequest, Refusal } from '../api/refusal.ts';
import type { FieldOperation, FieldWrite } from '../fields/field-kind.ts';
import { kindOf } from '../fields/kinds.ts';
import { contextFor } from '../fields/options.ts';
import type { Field, Project } from '../model/configuration.ts';
import { isRecord, type Json } from '../model/json.ts';
import type { Site } from '../site.ts';

export interface FieldPlace {
  readonly site: Site;
  readonly caller: Caller;
  readonly project: Project;
  readonly issueTypeId: string;
  readonly richText: FieldWrite['richText'];
  /** Whether the field may be set here: by screen, by form, or by context alone. */
  readonly allows: (fieldId: string) => boolean;
}

export type Values = Readonly<Record<string, Json>>;

/** Fields that the issue itself holds, and that are read elsewhere. */
const ELSEWHERE = new Set(['project', 'issuetype', 'parent']);

/**
 * Reads `fields` and the `set`, `add` and `remove` of `update` on top of the present values. All
 * fields are looked at before anything is refused, so that the answer names every wrong one.
 */
export function readFields(
  place: FieldPlace,
  present: Values,
  fields: unknown,
  update: unknown,
): { values: Values; actions: FieldActions } {
  const values: Record<string, Json> = { ...present };
  const wrong: Record<string, string> = {};
  const actions: FieldActions = { comment: [], issuelinks: [], worklog: [] };

  const attempt = (fieldId: string, apply: () => void): void => {
    try {
      apply();
    } catch (error) {
      if (!(error instanceof Refusal) || Object.keys(error.fields).length === 0) throw error;
      Object.assign(wrong, error.fields);
    }
    if (values[fieldId] === null) delete values[fieldId];
  };

  for (const [fieldId, input] of Object.entries(isRecord(fields) ? fields : {})) {
    if (ELSEWHERE.has(fieldId)) continue;
    attempt(fieldId, () => {
      values[fieldId] = readValue(place, fieldId, input);
    });
  }
  for (const [fieldId, operations] of Object.entries(isRecord(update) ? update : {})) {
    if (!Array.isArray(operations)) throw badRequest('Operations must be an array.');
    for (const operation of operations) {
      if (!isRecord(operation)) throw badRequest('Each operation must be an object.');
      if (isAction(fieldId)) {
        const added = operation.add;
        if (added === undefined) throw badRequest(`Field '${fieldId}' supports 'add' only.`);
        actions[fieldId].push(added);
        continue;
      }
      attempt(fieldId, () => {
        values[fieldId] = applyOperation(place, fieldId, operation, values[fieldId] ?? null);
      });
    }
  }
  if (Object.keys(wrong).length > 0) throw new Refusal(400, [], wrong);
  return { values, actions };
}

/** What `update` adds beside field values. */
export interface FieldActions {
  readonly comment: unknown[];
  readonly issuelinks: unknown[];
  readonly worklog: unknown[];
}

const ACTIONS: readonly (keyof FieldActions)[] = ['comment', 'issuelinks', 'worklog'];

function isAction(fieldId: string): fieldId is keyof FieldActions {
  return ACTIONS.some((name) => name === fieldId);
}

function applyOperation(
  place: FieldPlace,
  fieldId: string,
  operation: Readonly<Record<string, unknown>>,
  present: Json,
): Json {
  const [name, input] = Object.entries(operation)[0] ?? [];
  const field = settable(place, fieldId);
  const supported: readonly FieldOperation[] = kindOf(field)?.operations ?? [];
  if (!supported.some((known) => known === name)) {
    throw new Refusal(400, [], { [fieldId]: `Field does not support update '${name}'` });
  }
  if (name === 'set') return readValue(place, fieldId, input);
  const given = readValue(place, fieldId, [input]);
  const list = Array.isArray(present) ? present : [];
  const change = Array.isArray(given) ? given : [];
  return name === 'add'
    ? [...new Set([...list, ...change])]
    : list.filter((item: Json) => !change.includes(item));
}

function readValue(place: FieldPlace, fieldId: string, input: unknown): Json {
  const field = settable(place, fieldId);
  const kind = kindOf(field);
  if (!kind) throw unsettable(fieldId);
  // Null empties a field; the summary is the one that can't be empty.
  if (input === null && fieldId !== 'summary') return null;
  const value = kind.parse(input, {
    site: place.site,
    field,
    project: place.project,
    issueTypeId: place.issueTypeId,
    richText: place.richText,
    mayModifyReporter: may(place.site, place.caller, 'MODIFY_REPORTER', place.project),
  });
  return Array.isArray(value) && value.length === 0 ? null : value;
}

function settable(place: FieldPlace, fieldId: string): Field {
  const field = place.site.store.fields.get(fieldId);
  const inContext =
    field?.customType === undefined ||
    contextFor(place.site, fieldId, place.project.id, place.issueTypeId) !== undefined;
  if (!field || !inContext || !place.allows(fieldId)) throw unsettable(fieldId);
  return field;
}

function unsettable(fieldId: string): Refusal {
  const message = `Field '${fieldId}' cannot be set. It is not on the appropriate screen, or unknown.`;
  return new Refusal(400, [], { [fieldId]: message });
}
