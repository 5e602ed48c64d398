import type { Context } from '../client/context.ts';
import { InvalidDocumentError } from '../errors/atlassian-error.ts';
import type { AdfDocument } from '../model/adf.ts';
import { type FileNames, namedFiles } from './named-files.ts';

/**
 * How a text shows its files, the best way first:
 *
 * - `media`: as ADF media, where they stand in the text;
 * - `wiki`: written as wiki markup, in which the server itself finds the files by their names;
 * - `names`: by their names only; the files stay attached beside the text.
 */
export type MediaRung = 'media' | 'wiki' | 'names';

/** What to write instead when a site refuses a document's media. */
export interface MediaFallback {
  /**
   * The same text as wiki markup, with its files as `!shot.png|width=520!`. Left out where a name is
   * not that of exactly one file of the issue. Loses what only ADF can say.
   */
  readonly wiki?: string | undefined;
  /** For a text that can only name them. Default: the `alt` of each media node. */
  readonly names?: FileNames | undefined;
  /** Awaited before the text is written in this way: what is noted here outlives a crash right after the write. */
  readonly before?: ((rung: LesserRung) => Promise<void> | void) | undefined;
}

/** How a text is written whose media were refused. */
export type LesserRung = Exclude<MediaRung, 'media'>;

/** How each rung is written; what comes back is given on. */
interface Rungs<T> {
  readonly media: () => Promise<T>;
  /** Also whether the stored text shows files now. */
  readonly wiki?:
    | ((markup: string) => Promise<{ readonly written: T; readonly shows: boolean }>)
    | undefined;
  /** `over` is what an earlier rung has written, to be replaced. */
  readonly names: (over: T | undefined) => Promise<T>;
}

/** Writes by the first rung that the site takes. Without a fallback only the first is tried. */
export async function byTheLadder<T>(
  context: Context,
  issueKey: string,
  fallback: MediaFallback | undefined,
  rungs: Rungs<T>,
  signal: AbortSignal | undefined,
): Promise<{ readonly written: T; readonly rung: MediaRung }> {
  try {
    return { written: await rungs.media(), rung: 'media' };
  } catch (error) {
    const refused = error instanceof InvalidDocumentError && error.code === 'INVALID_MEDIA';
    if (!fallback || !refused) throw error;
  }
  const { wiki } = fallback;
  let over: T | undefined;
  if (rungs.wiki && wiki !== undefined && (await namesAreClear(context, issueKey, wiki, signal))) {
    await fallback.before?.('wiki');
    const { written, shows } = await rungs.wiki(wiki);
    if (shows) return told('wiki', written);
    over = written;
  }
  await fallback.before?.('names');
  return told('names', await rungs.names(over));

  function told(rung: LesserRung, written: T) {
    context.emit({ type: 'media-fallback', issueKey, rung });
    return { written, rung };
  }
}

/** The last rung's document. */
export const withoutMedia = (document: AdfDocument, { names = {} }: MediaFallback): AdfDocument =>
  namedFiles(document, names);

const SHOWN_FILE = /!([^!|\n]+)(?:\|[^!\n]*)?!/g;

/** Whether each file that the markup shows is the only one of its name. */
async function namesAreClear(
  { api }: Context,
  issueKey: string,
  wiki: string,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const shown = Array.from(wiki.matchAll(SHOWN_FILE), ([, name]) => name);
  const { fields } = await api.request('GET /rest/api/3/issue/{issueIdOrKey}', {
    path: { issueIdOrKey: issueKey },
    query: { fields: 'attachment' },
    signal,
  });
  const { attachment } = fields;
  const attached = Array.isArray(attachment) ? attachment : [];
  return shown.every((name) => attached.filter(({ filename }) => filename === name).length === 1);
}
