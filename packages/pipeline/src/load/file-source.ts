import { Readable } from 'node:stream';
import type { FileSource } from '@zdjsm/jsm';
import { unusableBlob } from '../store/file-blobs.ts';
import type { Store } from '../store/store.ts';

/** A file of the store by what it is called. */
export interface NamedBlob {
  readonly sha256: string;
  readonly name: string;
  /** Default: that of the file that brought these bytes first. */
  readonly contentType: string | undefined;
}

/** As the client uploads it. */
export async function fileSource(
  store: Store,
  { sha256, name, contentType }: NamedBlob,
): Promise<FileSource & { readonly sha256: string }> {
  const blob = await store.blobs.get(sha256);
  if (!blob) throw unusableBlob('BLOB_LOST', `the store has no file ${sha256}`);
  return {
    name: safeName(name),
    contentType: contentType ?? blob.contentType,
    size: blob.size,
    sha256,
    open: () => Readable.from(store.blobs.open(sha256), { objectMode: false }),
  };
}

/** Jira takes most names; separators and control characters have no business in one. */
function safeName(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to go
  const clean = name.replace(/[\u0000-\u001f\u007f/\\]/g, '_').trim();
  return clean.toWellFormed().slice(-200) || 'file';
}
