import { InvalidDocumentError, type MediaFallback } from '@zdjsm/jsm';
import { type AdfDoc, adfToText } from '@zdjsm/transform';
import { isOfOneRecord } from '../../run/stopping-errors.ts';
import type { RecordName } from '../../store/store.ts';
import type { LoadContext } from '../load-context.ts';
import { paragraph } from './compose.ts';
import type { UploadedFiles } from './files.ts';

export interface TextToWrite {
  /** The record that it is the text of, and under which the report says how it was written. */
  readonly record: RecordName;
  readonly doc: AdfDoc;
  /** The source's HTML. */
  readonly html: string | undefined;
  readonly files: UploadedFiles;
}

/**
 * Writes a text in the best form that the target takes: whole, or (by the client's fallback) with the names
 * of its files in their places, or as its words alone, with the original beside it as a file that no message
 * shows: agents see that, customers don't. What became of it is noted before it is written: whoever finds it
 * there, after a death, looks at nothing else of this text.
 */
export async function writeText<T>(
  context: LoadContext,
  { record, doc, html, files }: TextToWrite,
  write: (doc: AdfDoc, fallback: MediaFallback) => Promise<T>,
): Promise<T> {
  await forgetReport(context, record);
  const before = () => report(context, record, [NAMES_ONLY]);
  let isPlain = false;
  const written = await orPlain(doc, async (text) => {
    isPlain = text !== doc;
    if (isPlain) await attachOriginal(context, { record, html, files });
    return await write(text, isPlain ? {} : { before });
  });
  if (!isPlain) await files.dropOriginal(originalName(record));
  return written;
}

/** The same for a text that shows no files; its original stays in the source. */
export async function writeWords<T>(
  context: LoadContext,
  { record, doc }: Pick<TextToWrite, 'record' | 'doc'>,
  write: (doc: AdfDoc) => Promise<T>,
): Promise<T> {
  await forgetReport(context, record);
  return await orPlain(doc, async (text) => {
    if (text !== doc) await report(context, record, [WORDS_ALONE]);
    return await write(text);
  });
}

const WORDS_ALONE = 'the target refused its form: the words alone are there';
const NAMES_ONLY = 'the target refused its images there: they are attached, and named in the text';

/** What the file of a text is called that is there by its words alone. */
export const originalName = ({ kind, sourceId }: RecordName): string =>
  `original of ${kind} ${sourceId.split('/').at(-1)}.html`;

/** Attaches it and reports what became of the text; where it could not be attached, its own row says so. */
export async function attachOriginal(
  context: LoadContext,
  { record, html, files }: Omit<TextToWrite, 'doc'>,
): Promise<void> {
  const name = originalName(record);
  const isAttached =
    html !== undefined &&
    (await files.original(name, html).then(
      () => true,
      (error: unknown) => {
        context.signal.throwIfAborted();
        if (!isOfOneRecord(error)) throw error;
        return false;
      },
    ));
  const beside = isAttached ? `; the original is attached as "${name}"` : '';
  await report(context, record, [`${WORDS_ALONE}${beside}`]);
}

/** What was said of an attempt that came to nothing, or of a text that is replaced now. */
async function forgetReport(context: LoadContext, record: RecordName): Promise<void> {
  if ((await context.store.changes.of(record)).length > 0) await report(context, record, []);
}

/** In place of what was said before of how this text was written. */
async function report(
  { store }: LoadContext,
  record: RecordName,
  details: readonly string[],
): Promise<void> {
  const changes = details.map((detail) => ({ field: 'text', reason: 'plainer', detail }));
  await store.commit({ changes: [{ ...record, changes }] });
}

/** Jira does not say what it dislikes in a document; the words alone it always takes. */
export async function orPlain<T>(doc: AdfDoc, write: (doc: AdfDoc) => Promise<T>): Promise<T> {
  try {
    return await write(doc);
  } catch (error) {
    if (!(error instanceof InvalidDocumentError)) throw error;
    return await write(plainDocument(doc));
  }
}

/** The words alone: for a document that Jira refuses without saying why. */
export function plainDocument(doc: AdfDoc): AdfDoc {
  const lines = adfToText(doc)
    .split('\n')
    .filter((line) => line.trim() !== '');
  return { version: 1, type: 'doc', content: lines.map(paragraph) };
}
