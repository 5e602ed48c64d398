/** A key of what Jira shows of something: its shape depends on the field. */
export function valueIn(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}

export const nameIn = (value: unknown): unknown => valueIn(value, 'name');
export const accountIn = (value: unknown): unknown => valueIn(value, 'accountId');
