import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Batch, CrosswalkRow, Store } from '../src/index.ts';

/** A row of the crosswalk, of which only what matters has to be named. */
export const row = (over: Partial<CrosswalkRow> = {}): CrosswalkRow => ({
  kind: 'ticket',
  sourceId: '1',
  state: 'done',
  rollback: 'delete',
  attempts: 1,
  batch: 'b1',
  at: '2026-03-02T09:00:00.000Z',
  ...over,
});

/** Opens an empty store; `reopen` closes it and opens it again. */
export type OpenStore = () => Promise<{ store: Store; reopen(): Promise<Store> }>;

/** What every implementation of `Store` has to pass. */
export function storeSuite(open: OpenStore): void {
  test('what was committed is there after the store was opened again', async () => {
    const { store, reopen } = await open();
    const staged = { kind: 'ticket', id: '7', hash: 'h', modifiedAt: undefined };
    const payload = { subject: 'Grüße 👋', nested: [null, 1, '\u0000'] };
    const error = { code: 'X', message: 'm', remedy: 'r' };
    await store.commit({
      meta: { page: { from: 100 } },
      staged: [{ ...staged, payload }],
      files: [
        { owner: 'ticket:7', source: 'a', sha256: undefined, error },
        { owner: 'ticket:7', source: 'b', sha256: 'ff', contentType: 'text/csv', error: undefined },
      ],
      crosswalk: [row({ sourceId: '7', targetKey: 'SUP-1' })],
      changes: [
        { kind: 'ticket', sourceId: '7', changes: [{ field: 'f', reason: 'r', detail: 'd' }] },
      ],
    });
    const again = await reopen();
    expect(await again.meta.get('page')).toEqual({ from: 100 });
    expect(await again.staging.get('ticket', '7')).toEqual({ ...staged, payload });
    expect(await again.staging.hashOf('ticket', '7')).toBe('h');
    expect(await again.staging.files('ticket:7')).toMatchObject([
      { source: 'a', error },
      { source: 'b', sha256: 'ff', contentType: 'text/csv' },
    ]);
    expect(await again.crosswalk.get('ticket', '7')).toMatchObject({ targetKey: 'SUP-1' });
    expect(await Array.fromAsync(again.changes.iterate())).toEqual([
      { kind: 'ticket', sourceId: '7', field: 'f', reason: 'r', detail: 'd' },
    ]);
  });

  test('a record is found by what it hangs on, and by what it is called', async () => {
    const { store, reopen } = await open();
    const staged = { hash: 'h', payload: {}, modifiedAt: undefined };
    await store.commit({
      staged: [
        { ...staged, kind: 'task', id: '2', parentId: '7' },
        { ...staged, kind: 'call', id: '9', parentId: '7' },
        { ...staged, kind: 'task', id: '3', parentId: '8' },
        { ...staged, kind: 'ticket-row', id: '7', names: ['#101', 'dv/abc'] },
      ],
    });
    const again = await reopen();
    const found = await again.staging.ofParent('7');
    expect(found.map(({ kind, id }) => kind + id)).toEqual(['call9', 'task2']);
    expect(await again.staging.ofParent('1')).toEqual([]);
    expect(await again.staging.idOf('ticket-row', '#101')).toBe('7');
    expect(await again.staging.idOf('ticket-row', 'dv/abc')).toBe('7');
    expect(await again.staging.idOf('ticket-row', '#102')).toBeUndefined();
    expect(await again.staging.idOf('task', '#101')).toBeUndefined();
  });

  test('what is not there is undefined', async () => {
    const { store } = await open();
    expect(await store.meta.get('x')).toBeUndefined();
    expect(await store.staging.get('ticket', 'x')).toBeUndefined();
    expect(await store.staging.hashOf('ticket', 'x')).toBeUndefined();
    expect(await store.crosswalk.get('ticket', 'x')).toBeUndefined();
    expect(await store.blobs.get('00')).toBeUndefined();
  });

  test('a commit that fails leaves nothing of itself', async () => {
    const { store } = await open();
    const broken = { ...row(), state: undefined } as unknown as CrosswalkRow;
    await expect(store.commit({ meta: { a: 1 }, crosswalk: [broken] })).rejects.toThrow();
    expect(await store.meta.get('a')).toBeUndefined();
    await store.commit({ meta: { a: 2 } });
    expect(await store.meta.get('a')).toBe(2);
  });

  test('an iteration gives every record once, in order, also when one writes meanwhile', async () => {
    const { store } = await open();
    const ids = Array.from({ length: 1_234 }, (_, i) => String(i).padStart(5, '0'));
    const record = (id: string) => ({
      kind: 'k',
      id,
      payload: id,
      hash: id,
      modifiedAt: undefined,
    });
    await store.commit({ staged: ids.toReversed().map(record) });
    await store.commit({ staged: [{ ...record('x'), kind: 'other' }] });
    const seen: string[] = [];
    for await (const { id } of store.staging.iterate('k')) {
      seen.push(id);
      if (seen.length % 10 === 0) await store.commit({ staged: [{ ...record(id), hash: 'new' }] });
    }
    expect(seen).toEqual(ids);
    expect(await store.staging.count('k')).toBe(ids.length);
  });

  test('a record that is put again replaces the one before', async () => {
    const { store } = await open();
    await store.commit({ crosswalk: [row({ state: 'intent' }), row({ sourceId: '2' })] });
    await store.commit({ crosswalk: [row({ state: 'done', targetId: '10' })] });
    expect(await store.crosswalk.get('ticket', '1')).toMatchObject({
      state: 'done',
      targetId: '10',
    });
    expect(await store.crosswalk.summary()).toEqual([{ kind: 'ticket', state: 'done', count: 2 }]);
    expect(await Array.fromAsync(store.crosswalk.iterate('ticket'))).toHaveLength(2);
  });

  test('the changes of a record replace those that were noted for it before', async () => {
    const { store } = await open();
    const change = (detail: string) => ({ field: 'summary', reason: 'shortened', detail });
    const of = (sourceId: string, ...details: string[]) => ({
      kind: 'ticket',
      sourceId,
      changes: details.map(change),
    });
    await store.commit({ changes: [of('1', 'a', 'b'), of('2', 'c')] });
    await store.commit({ changes: [of('1', 'd')] });
    const all = await Array.fromAsync(store.changes.iterate());
    expect(all.map(({ sourceId, detail }) => `${sourceId}${detail}`)).toEqual(['1d', '2c']);
    expect(await store.changes.of({ kind: 'ticket', sourceId: '1' })).toEqual(all.slice(0, 1));
    expect(await store.changes.of({ kind: 'ticket', sourceId: '3' })).toEqual([]);
  });

  test('R-04: what was written of each field is kept, and the conflicts of a record replace the old ones', async () => {
    const { store, reopen } = await open();
    const fields = { summary: 'a', 'label:vip': 'b' };
    const conflict = (field: string) => ({
      field,
      reason: 'edited',
      detail: 'by an agent',
      outcome: 'target-kept' as const,
    });
    const of = (sourceId: string, ...names: string[]) => ({
      kind: 'ticket',
      sourceId,
      conflicts: names.map(conflict),
    });
    await store.commit({ crosswalk: [row({ fields })], conflicts: [of('1', 'x'), of('2', 'y')] });
    await store.commit({ conflicts: [of('1', 'summary', 'priority')] });
    await store.commit({ forget: [{ kind: 'ticket', sourceId: '2' }] });
    const again = await reopen();
    expect(await again.crosswalk.get('ticket', '1')).toMatchObject({ fields });
    expect(await Array.fromAsync(again.conflicts.iterate())).toMatchObject([
      { kind: 'ticket', sourceId: '1', ...conflict('summary') },
      { kind: 'ticket', sourceId: '1', ...conflict('priority') },
    ]);
  });

  test('a record that the source has no more leaves staging, with its names', async () => {
    const { store } = await open();
    const staged = { kind: 'ticket-row', hash: 'h', payload: {}, modifiedAt: undefined };
    await store.commit({ staged: ['7', '8'].map((id) => ({ ...staged, id, names: [`#${id}`] })) });
    await store.commit({ unstage: [{ kind: 'ticket-row', id: '7' }] });
    expect(await store.staging.get('ticket-row', '7')).toBeUndefined();
    expect(await store.staging.idOf('ticket-row', '#7')).toBeUndefined();
    expect(await store.staging.idOf('ticket-row', '#8')).toBe('8');
  });

  test('a file is kept once, by its content, and read back byte for byte', async () => {
    const { store } = await open();
    const bytes = randomBytes(300_000);
    const chunks = async function* () {
      for (let i = 0; i < bytes.length; i += 65_536) yield bytes.subarray(i, i + 65_536);
    };
    const blob = await store.blobs.write(chunks(), 'image/png');
    expect(blob).toMatchObject({ size: bytes.length, contentType: 'image/png' });
    expect(await store.blobs.write(chunks(), 'image/png')).toEqual(blob);
    expect(await store.blobs.get(blob.sha256)).toEqual(blob);
    expect(Buffer.concat(await Array.fromAsync(store.blobs.open(blob.sha256)))).toEqual(bytes);
  });

  test('nothing is kept of a file that breaks off', async () => {
    const { store } = await open();
    const broken = async function* () {
      yield Buffer.from('some');
      throw new Error('cut');
    };
    await expect(store.blobs.write(broken(), 'text/plain')).rejects.toThrow('cut');
  });

  test('rows can be asked for by state and by batch', async () => {
    const { store } = await open();
    await store.commit({
      crosswalk: [
        row({ sourceId: '1', batch: 'b1' }),
        row({ sourceId: '2', batch: 'b2', state: 'failed' }),
        row({ sourceId: '3', batch: 'b2', changedIn: 'b3' }),
      ],
    });
    const ids = async (filter: Parameters<Store['crosswalk']['iterate']>[1]) =>
      (await Array.fromAsync(store.crosswalk.iterate('ticket', filter))).map((r) => r.sourceId);
    expect(await ids({ state: 'failed' })).toEqual(['2']);
    expect(await ids({ batch: 'b2' })).toEqual(['2', '3']);
    expect(await ids({ batch: 'b2', state: 'done' })).toEqual(['3']);
    expect(await store.crosswalk.get('ticket', '3')).toMatchObject({ changedIn: 'b3' });
  });

  test('a family is a record with its parts, of every kind, and nothing that merely looks alike', async () => {
    const { store } = await open();
    const names = [
      ['ticket', '7'],
      ['comment', '7/1'],
      ['comment', '7/2'],
      ['thread', '7/1'],
      ['status', '7'],
      ['ticket', '70'],
      ['comment', '70/1'],
      ['comment', '6/7'],
    ] as const;
    await store.commit({ crosswalk: names.map(([kind, sourceId]) => row({ kind, sourceId })) });
    const family = (await store.crosswalk.family('7')).map((r) => `${r.kind} ${r.sourceId}`);
    expect(family.toSorted()).toEqual([
      'comment 7/1',
      'comment 7/2',
      'status 7',
      'thread 7/1',
      'ticket 7',
    ]);
    expect(await store.crosswalk.family('none')).toEqual([]);
  });

  test('a record that is forgotten takes its changes and findings along, and leaves the others', async () => {
    const { store } = await open();
    const of = (sourceId: string) => ({ kind: 'ticket', sourceId });
    const note = { field: 'f', reason: 'r', detail: 'd' };
    const finding = { field: 'f', expected: 'e', actual: 'a' };
    await store.commit({
      crosswalk: [row(of('1')), row(of('2'))],
      changes: ['1', '2'].map((id) => ({ ...of(id), changes: [note] })),
      findings: ['1', '2'].map((id) => ({ ...of(id), findings: [finding] })),
    });
    await store.commit({ forget: [of('1'), of('not there')] });
    expect(await store.crosswalk.get('ticket', '1')).toBeUndefined();
    expect(await Array.fromAsync(store.crosswalk.iterate('ticket'))).toHaveLength(1);
    expect(await Array.fromAsync(store.changes.iterate())).toMatchObject([of('2')]);
    expect(await Array.fromAsync(store.findings.iterate())).toMatchObject([of('2')]);
  });

  test('batches are listed in the order in which they began, and change their state', async () => {
    const { store, reopen } = await open();
    const batch = (id: string, startedAt: string): Batch => ({
      id,
      purpose: 'load',
      state: 'loading',
      startedAt,
    });
    await store.commit({ batches: [batch('a', '2026-03-02'), batch('b', '2026-03-01')] });
    await store.commit({ batches: [{ ...batch('a', '2026-03-02'), state: 'approved' }] });
    const list = await (await reopen()).batches.list();
    expect(list).toMatchObject([
      { id: 'b', state: 'loading' },
      { id: 'a', state: 'approved' },
    ]);
  });

  test('files that could not be fetched are listed, in pages', async () => {
    const { store } = await open();
    const error = { code: 'X', message: 'm', remedy: 'r' };
    const files = Array.from({ length: 1_100 }, (_, i) => ({
      owner: `ticket:${String(i % 40).padStart(3, '0')}`,
      source: String(i),
      sha256: i % 2 === 0 ? 'aa' : undefined,
      error: i % 2 === 0 ? undefined : error,
    }));
    await store.commit({ files });
    const failed = await Array.fromAsync(store.staging.failedFiles());
    expect(new Set(failed.map((file) => file.source)).size).toBe(550);
    expect(failed.every((file) => file.sha256 === undefined)).toBe(true);
  });
}
