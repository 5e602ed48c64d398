import { Readable } from 'node:stream';
import { imageSource, ownerOf } from '../extract/files.ts';
import type { RunContext } from '../run/context.ts';
import type { FileLocator, MasterKind, Source, SourcePage } from '../source/source.ts';
import type { FileRow, StagedRecord } from '../store/store.ts';

/** The people of a sample's tickets: nobody else is brought along. */
export interface SamplePeople {
  readonly tickets: ReadonlySet<string>;
  readonly contacts: ReadonlySet<string>;
  readonly accounts: ReadonlySet<string>;
}

/** What is staged already as a source: for these tickets it costs nothing; the rest the true source gives. */
export function stagedSource({ store, source }: RunContext, people: SamplePeople): Source {
  const of = async function* (
    kind: string,
    wanted: (record: StagedRecord) => boolean,
  ): AsyncGenerator<SourcePage> {
    const records = [];
    for await (const record of store.staging.iterate(kind)) {
      const { id, payload, modifiedAt, parentId } = record;
      if (wanted(record)) records.push({ id, payload, modifiedAt, parentId });
    }
    yield { records, checkpoint: undefined };
  };
  const inSample: Readonly<Partial<Record<MasterKind, (record: StagedRecord) => boolean>>> = {
    contact: ({ id }) => people.contacts.has(id),
    account: ({ id }) => people.accounts.has(id),
  };
  return {
    name: source.name,
    parse: source.parse,
    tenant: (options) => source.tenant(options),
    masters: (kind) => of(kind, inSample[kind] ?? (() => true)),
    children: (kind) =>
      of(kind, ({ parentId }) => parentId !== undefined && people.tickets.has(parentId)),
    ticketRows: () => of('ticket-row', ({ id }) => people.tickets.has(id)),
    async ticket(id, options) {
      const staged = await store.staging.get('ticket', id);
      return staged ?? (await source.ticket(id, options));
    },
    async openFile(locator, options) {
      const { sha256, contentType } = (await stagedFile(locator)) ?? {};
      const blob = sha256 === undefined ? undefined : await store.blobs.get(sha256);
      if (sha256 === undefined || !blob) return await source.openFile(locator, options);
      const body = Readable.from(store.blobs.open(sha256), { objectMode: false });
      return { body, contentType: contentType ?? blob.contentType };
    },
  };

  async function stagedFile(locator: FileLocator): Promise<FileRow | undefined> {
    const name = locator.file?.id ?? imageSource(locator.image ?? '');
    const rows = await store.staging.files(ownerOf(locator.ticketId));
    return rows.find((row) => row.source === name);
  }
}
