import { ValidationError } from '@zdjsm/jsm';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Creates an issue with all its fields. Those that Jira refuses there are set by an edit, which asks no
 * screen. An assignee who is refused is none: only agents can be, and the name stands in the text anyway.
 */
export async function createWhole<T>(
  fields: Fields,
  how: {
    create(fields: Fields): Promise<T>;
    edit(created: T, fields: Fields): Promise<unknown>;
  },
): Promise<T> {
  try {
    return await how.create(fields);
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    const refused = Object.keys(fields).filter((id) => id in error.fieldErrors);
    if (refused.length === 0) throw error;
    const isRefused = ([id]: readonly [string, unknown]): boolean => refused.includes(id);
    const rest = Object.entries(fields).filter((field) => !isRefused(field));
    const created = await how.create(Object.fromEntries(rest));
    const late = Object.entries(fields).filter(
      (field) => isRefused(field) && field[0] !== 'assignee',
    );
    if (late.length > 0) await how.edit(created, Object.fromEntries(late));
    return created;
  }
}
