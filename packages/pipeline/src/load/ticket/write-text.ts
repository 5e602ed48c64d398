import { InvalidDocumentError, type MediaRung } from '@zdjsm/jsm';
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
 * shows: agents see that, customers don't.
 */
export async function writeText<T extends { readonly rung?: MediaRung }>(
  context: LoadContext,
  { record, doc, html, files }: TextToWrite,
  write: (doc: AdfDoc) => Promise<T>,
): Promise<T> {
  const report = async (detail: string): Promise<void> => {
    const change = { field: 'text', reason: 'plainer', detail };
    await context.store.commit({ changes: [{ ...record, changes: [change] }] });
  };
  let isPlain = false;
  const written = await orPlain(doc, (text) => {
    isPlain = text !== doc;
    return write(text);
  });
  if (!isPlain) {
    if (written.rung && written.rung !== 'media') {
      await report('the target refused its images there: they are attached, and named in the text');
    }
    return written;
  }
  const original =
    html === undefined ? undefined : await attachOriginal(context, record, { html, files });
  const beside = original === undefined ? '' : `; the original is attached as "${original}"`;
  await report(`the target refused its form: the words alone are there${beside}`);
  return written;
}

/** Returns its name; undefined where it could not be attached, which its own row says. */
async function attachOriginal(
  { signal }: LoadContext,
  { kind, sourceId }: RecordName,
  { html, files }: { readonly html: string; readonly files: UploadedFiles },
): Promise<string | undefined> {
  const name = `original of ${kind} ${sourceId.split('/').at(-1)}.html`;
  try {
    await files.original(name, html);
    return name;
  } catch (error) {
    signal.throwIfAborted();
    if (!isOfOneRecord(error)) throw error;
    return undefined;
  }
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
