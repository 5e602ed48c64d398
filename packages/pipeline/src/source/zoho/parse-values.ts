import type { Author, FieldValue, FileRef, Ticket } from '../../model/helpdesk.ts';
import type { PayloadReader } from '../payload.ts';

// Parts that several kinds of Zoho's records have in common.

export function file(data: PayloadReader): FileRef {
  const id = data.required('id');
  return {
    id,
    name: data.text('name') ?? id,
    size: data.number('size'),
    isPublic: data.maybeFlag('isPublic'),
    href: data.text('href'),
  };
}

export function author(data: PayloadReader): Author | undefined {
  const name = nameOf(data) ?? data.text('email');
  if (name === undefined) return undefined;
  const type = data.text('type');
  return {
    id: data.text('id'),
    name,
    email: data.text('email'),
    type:
      type === 'AGENT' || type === 'TEAM' ? 'agent' : type === 'END_USER' ? 'contact' : 'system',
  };
}

export function nameOf(data: PayloadReader): string | undefined {
  const parts = [data.text('firstName'), data.text('lastName')].filter(
    (part) => part !== undefined,
  );
  return data.text('name') ?? (parts.length > 0 ? parts.join(' ') : undefined);
}

/** Those of the named fields that are filled. */
export function plainFields(
  data: PayloadReader,
  keys: readonly string[],
): Readonly<Record<string, string>> {
  const filled = keys.flatMap((key) => {
    const value = data.text(key);
    return value === undefined ? [] : [[key, value] as const];
  });
  return Object.fromEntries(filled);
}

export function customFields(data: PayloadReader): Readonly<Record<string, FieldValue>> {
  return Object.fromEntries(data.entries('cf').map(([name, value]) => [name, fieldValueOf(value)]));
}

function fieldValueOf(value: unknown): FieldValue {
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) {
    return value as FieldValue;
  }
  return Array.isArray(value) ? value.map(String) : JSON.stringify(value);
}

export function statusTypeOf(type: string | undefined): Ticket['statusType'] {
  if (type === 'Closed') return 'closed';
  return type === 'On Hold' ? 'on-hold' : 'open';
}
