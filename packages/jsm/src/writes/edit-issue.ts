import type { Context } from '../client/context.ts';
import { byTheLadder, type MediaFallback, type MediaRung, withoutMedia } from '../media/ladder.ts';
import { type AdfDocument, isAdfDocument } from '../model/adf.ts';
import type { EntityProperty, Fields } from '../model/json.ts';
import { fileMediaIn, mediaLost } from '../model/media.ts';
import type { CallOptions } from '../request/call.ts';
import { refuseToLoseMedia } from './keep-media.ts';

/** What is changed of an issue. */
export interface IssueEdit {
  readonly fields?: Fields | undefined;
  /** Set-like changes: `{ labels: [{ add: 'vip' }] }`. Not for comments: they would come twice. */
  readonly update?: Readonly<Record<string, readonly EditOperation[]>> | undefined;
  readonly properties?: readonly EntityProperty[] | undefined;
  /** Mail the watchers. Default false; Jira obeys only administrators of the site or the project. */
  readonly notify?: boolean | undefined;
  /** The new texts need not show the files that the old ones show. Default false. */
  readonly dropMedia?: boolean | undefined;
  /** By field id: what to write when the site refuses the media of the text there. Default: throw. */
  readonly fallback?: Readonly<Record<string, MediaFallback>> | undefined;
}

/** A change of one value in a field of several. */
export type EditOperation =
  | { readonly set: unknown }
  | { readonly add: unknown }
  | { readonly remove: unknown };

/** Edits an issue; texts whose media the site refuses are written by their fallbacks. */
export async function editIssue(
  context: Context,
  issueKey: string,
  edit: IssueEdit,
  { signal }: CallOptions,
): Promise<{ readonly rung: MediaRung }> {
  const { fields = {}, update, properties, fallback, dropMedia } = edit;
  const path = { issueIdOrKey: issueKey };
  const call = { path, query: { notifyUsers: edit.notify ?? false }, signal };
  const texts = Object.entries(fields).filter((entry): entry is [string, AdfDocument] =>
    isAdfDocument(entry[1]),
  );
  const illustrated = texts.filter(([, text]) => fileMediaIn(text).size > 0);

  const read = async (ids: readonly string[]): Promise<Fields> => {
    if (ids.length === 0) return {};
    const query = { fields: ids };
    const issue = await context.api.request('GET /rest/api/3/issue/{issueIdOrKey}', {
      path,
      query,
      signal,
    });
    return issue.fields;
  };
  const before = dropMedia ? {} : await read(texts.map(([id]) => id));
  const put = async (over: Fields): Promise<void> => {
    for (const [id] of texts) {
      refuseToLoseMedia(`${issueKey}, field ${id}`, before[id], over[id] ?? fields[id]);
    }
    const json = { fields: edit.fields && { ...fields, ...over }, update, properties };
    await context.api.request('PUT /rest/api/3/issue/{issueIdOrKey}', { ...call, json });
  };
  const others = Object.fromEntries(
    Object.entries(fields).filter(([id]) => !illustrated.some(([known]) => known === id)),
  );

  /** All the texts, to be looked through together; undefined where one can't be written so. */
  const wikiOf = (ids: readonly string[]): string | undefined => {
    const wikis = ids.map((id) => fallback?.[id]?.wiki);
    // If the server did not find the files by their names, those of the old text would be lost.
    const risky = ids.some((id) => mediaLost(before[id], undefined).length > 0);
    return risky || wikis.includes(undefined) ? undefined : wikis.join('\n');
  };

  const { rung } = await byTheLadder<void>(
    context,
    issueKey,
    fallback && {
      wiki: wikiOf(illustrated.map(([id]) => id)),
      async before(rung) {
        for (const [id] of illustrated) await fallback[id]?.before?.(rung);
      },
    },
    {
      media: () => put({}),
      async wiki() {
        const wikis = illustrated.map(([id]) => [id, fallback?.[id]?.wiki]);
        await context.api.request('PUT /rest/api/3/issue/{issueIdOrKey}', {
          ...call,
          json: { fields: others, update, properties },
        });
        await context.api.request('PUT /rest/api/2/issue/{issueIdOrKey}', {
          ...call,
          json: { fields: Object.fromEntries(wikis) },
        });
        const stored = await read(illustrated.map(([id]) => id));
        const shows = illustrated.every(([id]) => {
          const text = stored[id];
          return isAdfDocument(text) && fileMediaIn(text).size > 0;
        });
        return { written: undefined, shows };
      },
      names: () =>
        put(
          Object.fromEntries(
            illustrated.map(([id, text]) => [id, withoutMedia(text, fallback?.[id] ?? {})]),
          ),
        ),
    },
    signal,
  );
  return { rung };
}
