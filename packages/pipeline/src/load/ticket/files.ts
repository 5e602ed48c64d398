import { Readable } from 'node:stream';
import { ZdjsmError } from '@zdjsm/core';
import type { FileSource } from '@zdjsm/jsm';
import { imageSource, missingImageId } from '../../extract/files.ts';
import { isGone } from '../../extract/gone-files.ts';
import type { FileRef } from '../../model/helpdesk.ts';
import { isOfOneRecord } from '../../run/stopping-errors.ts';
import { digestOf } from '../../store/hash.ts';
import type { CrosswalkRow, FileRow, RecordName } from '../../store/store.ts';
import { fileSource, type NamedBlob } from '../file-source.ts';
import type { LoadContext } from '../load-context.ts';
import { leaveOut, settle } from '../write-protocol.ts';
import { overLimit } from './over-limit.ts';

/** A file on the issue, by the id that documents show it with. */
export interface Uploaded {
  readonly mediaId: string;
}

/** Puts a ticket's files onto its issue, each content once, and knows what became of each. */
export interface TicketFiles {
  attachment(file: FileRef): Promise<Uploaded | Missing>;
  /** Undefined when it is not there; the report says why. */
  image(src: string, name: string): Promise<Uploaded | undefined>;
}

/** The same, for what is written and not only looked at. */
export interface UploadedFiles extends TicketFiles {
  /** Attaches a text as it was in the source; no message shows it. */
  original(name: string, html: string): Promise<void>;
  /** Whether it was tried, and is not there. */
  lacksOriginal(name: string): boolean;
  /** Its text needs it no more. One that is there stays. */
  dropOriginal(name: string): Promise<void>;
}

/** It is not there, and why: in words for a reader. */
export interface Missing {
  readonly why: string;
}

const FILE_KINDS: ReadonlySet<string> = new Set(['attachment', 'image', 'original']);

export async function createTicketFiles(
  context: LoadContext,
  init: {
    readonly ticketId: string;
    readonly issueKey: string;
    readonly rows: readonly FileRow[];
    /** The ticket's rows of the crosswalk. */
    readonly family: readonly CrosswalkRow[];
  },
): Promise<UploadedFiles> {
  const { store, jsm, catalog, signal } = context;
  const { ticketId, issueKey, family } = init;
  const bySource = new Map(init.rows.map((row) => [row.source, row]));
  /** Attachments that are known to be others when one is looked for: those of earlier runs, too. */
  const known = new Set(
    family.flatMap(({ kind, targetId }) =>
      targetId !== undefined && FILE_KINDS.has(kind) ? [targetId] : [],
    ),
  );
  /** Those that were tried, by their ids, and whether they are there. */
  const originals = new Map(
    family.flatMap(({ kind, sourceId, state }) =>
      kind === 'original' ? [[sourceId, state === 'done']] : [],
    ),
  );
  const originalId = (name: string): string => `${ticketId}/${name}`;

  /** What an interrupted upload left: names and sizes repeat in mail, so the bytes have to be the same. */
  const find = async (file: FileSource, sha256: string) => {
    const others = new Set(known);
    for (;;) {
      const found = await jsm.attachments.find(issueKey, file, { except: others, signal });
      if (!found) return undefined;
      const id = String(found.id);
      const { body } = await jsm.attachments.open(id, { signal });
      const there = await digestOf(body);
      if (there.size !== file.size) throw notItsBytes(file, there.size);
      if (there.sha256 === sha256) return id;
      others.add(id);
    }
  };

  const upload = async (
    { kind, sourceId }: RecordName,
    blob: NamedBlob,
    { isShown = true } = {},
  ): Promise<Uploaded> => {
    const file = await fileSource(store, blob);
    const { sha256 } = blob;
    const row = await settle(context, {
      kind,
      sourceId,
      hash: sha256,
      part: true,
      async create() {
        const options = { known, mediaId: isShown, signal };
        const uploaded = await jsm.attachments.upload(issueKey, file, options);
        return { targetId: uploaded.id, targetKey: uploaded.mediaId };
      },
      async find() {
        const id = await find(file, sha256);
        if (id === undefined) return undefined;
        if (!isShown) return { targetId: id };
        return { targetId: id, targetKey: await jsm.attachments.mediaId(id, { signal }) };
      },
    });
    known.add(row.targetId ?? '');
    return { mediaId: row.targetKey ?? '' };
  };

  /** One that the site does not take stops no text. */
  const take = async (record: RecordName, blob: NamedBlob): Promise<Uploaded | Missing> => {
    const size = (await store.blobs.get(blob.sha256))?.size ?? 0;
    const isThere = async () =>
      (await store.crosswalk.get(record.kind, record.sourceId))?.state === 'done';
    // A limit that was lowered since takes nothing away.
    if (size <= catalog.uploadLimit || (await isThere())) {
      return await orRefused(context, upload(record, blob));
    }
    const reason = overLimit(catalog.uploadLimit);
    await leaveOut(context, { ...record, reason });
    return { why: `it is ${reason}` };
  };

  /**
   * Several texts may show a picture. Once it was refused to one, all do without it until a retry, which
   * writes all of them anew: tried again for the next, it would be missing in the first for good.
   */
  const leftToRetry = new Set(
    family.flatMap(({ kind, sourceId, state }) =>
      kind === 'image' && state === 'failed' && !context.only?.has({ kind, sourceId })
        ? [sourceId]
        : [],
    ),
  );

  return {
    async original(name, html) {
      const bytes = [Buffer.from(html)];
      const blob = await store.blobs.write(Readable.from(bytes), 'text/html; charset=utf-8');
      const sourceId = originalId(name);
      originals.set(sourceId, false);
      await upload({ kind: 'original', sourceId }, { name, ...blob }, { isShown: false });
      originals.set(sourceId, true);
    },
    lacksOriginal: (name) => originals.get(originalId(name)) === false,
    async dropOriginal(name) {
      const record = { kind: 'original', sourceId: originalId(name) };
      const isThere = originals.get(record.sourceId);
      if (isThere === false) await store.commit({ forget: [record] });
      originals.delete(record.sourceId);
    },
    async attachment(file) {
      const sourceId = `${ticketId}/${file.id}`;
      const row = bySource.get(file.id);
      if (!row?.sha256) {
        await noteMissing(context, { kind: 'attachment', sourceId }, row);
        return NOT_FETCHED;
      }
      const { sha256, contentType } = row;
      return await take({ kind: 'attachment', sourceId }, { name: file.name, sha256, contentType });
    },
    async image(src, name) {
      const source = imageSource(src);
      const row = bySource.get(source);
      const missing = { kind: 'image', sourceId: `${ticketId}/${missingImageId(source)}` };
      if (row && !row.sha256) await noteMissingImage(context, missing, row);
      if (!row?.sha256) return undefined;
      if (await store.crosswalk.get(missing.kind, missing.sourceId)) {
        await store.commit({ forget: [missing] });
      }
      const { sha256, contentType } = row;
      const record = { kind: 'image', sourceId: `${ticketId}/${sha256}` };
      if (leftToRetry.has(record.sourceId)) return undefined;
      const taken = ifUploaded(await take(record, { name, sha256, contentType }));
      if (!taken) leftToRetry.add(record.sourceId);
      return taken;
    },
  };
}

export const NOT_FETCHED: Missing = { why: 'it could not be fetched from the source' };
export const REFUSED: Missing = { why: 'the target refused it' };

/** Its row has failed then: a retry uploads it, and writes the texts anew that say that it is missing. */
export async function orRefused(
  { signal }: Pick<LoadContext, 'signal'>,
  upload: Promise<Uploaded>,
): Promise<Uploaded | Missing> {
  try {
    return await upload;
  } catch (error) {
    signal.throwIfAborted();
    if (!isOfOneRecord(error)) throw error;
    return REFUSED;
  }
}

export const ifUploaded = (file: Uploaded | Missing): Uploaded | undefined =>
  'mediaId' in file ? file : undefined;

/** A page that stands in for the bytes says nothing of them: taken for another file, this one would be there twice. */
const notItsBytes = ({ name, size }: FileSource, came: number): ZdjsmError =>
  new ZdjsmError({
    code: 'SIZE_DIFFERS',
    message: `${name}: the issue has one of ${size} bytes, and ${came} came when it was read`,
    remedy: 'Run `zdjsm retry`: it is read again, and adopted if it is the same.',
  });

/** An image that the source has lost itself is no failure of the migration; anything else is. */
async function noteMissingImage(
  context: LoadContext,
  record: RecordName,
  row: FileRow,
): Promise<void> {
  if (!isGone(row)) return await noteMissing(context, record, row);
  const reason = 'the source itself does not show this image any more';
  await leaveOut(context, { ...record, reason });
}

/** A file that the source did not give has failed, with what it said. */
export async function noteMissing(
  { store, batch, clock }: LoadContext,
  name: RecordName,
  row: FileRow | undefined,
): Promise<void> {
  const error = row?.error ?? {
    code: 'NOT_FETCHED',
    message: 'the file was not fetched with its record',
    remedy: 'Extract the record again.',
  };
  const at = new Date(clock.now()).toISOString();
  const state = { state: 'failed', rollback: 'preserve', attempts: 1 } as const;
  await store.commit({ crosswalk: [{ ...name, ...state, error, batch, at }] });
}
