/** What travels as JSON. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

/** Fields of an issue by their id, as Jira takes and gives them. */
export type Fields = Readonly<Record<string, unknown>>;

/** What programs keep with an issue, a comment or a project. */
export interface EntityProperty {
  readonly key: string;
  readonly value: Json;
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const stringIn = (value: unknown, key: string): string | undefined => {
  const found = isRecord(value) ? value[key] : undefined;
  return typeof found === 'string' ? found : undefined;
};
