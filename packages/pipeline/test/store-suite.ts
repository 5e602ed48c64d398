import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import type { CrosswalkRow, Store } from '../src/index.ts';

/** What every implementation of `Store` has to pass. `reopen` closes the store and opens it again. */
export function storeSuite(open: () => Promise<{ store: Store; reopen(): Promise<Store> }>): void {
  const row = (over: Partial<CrosswalkRow> = {}): CrosswalkRow => ({
    kind: 'ticket',
    sourceId: '1',
    state: 'done',
    rollback: 'delete',
    attempts: 1,
    batch: 'b1',
    at: '2026-03-02T09:00:00.000Z',
    ...over,
  });

  test('what was committed is there after the store was opened again', async () => {
    const { store, reopen } = await open();
    const staged = { kind: 'ticket', id: '7', hash: 'h', modifiedAt: undefined };
    const payload = { subject: 'Grüße 👋', nested: [null, 1, '\u0000'] };
    const error = { code: 'X', message: 'm', remedy: 'r' };
    await store.commit({
      meta: { page: { from: 100 } },
      staged: [{ ...staged, payload }],
      files: [{ owner: 'ticket:7', source: 'a', sha256: undefined, error }],
      crosswalk: [row({ sourceId: '7', targetKey: 'SUP-1' })],
      changes: [
        { kind: 'ticket', sourceId: '7', changes: [{ field: 'f', reason: 'r', detail: 'd' }] },
      ],
    });
    const again = await reopen();
    expect(await again.meta.get('page')).toEqual({ from: 100 });
    expect(await again.staging.get('ticket', '7')).toEqual({ ...staged, payload });
    expect(await again.staging.hashOf('ticket', '7')).toBe('h');
    expect(await again.staging.files('ticket:7')).toMatchObject([{ source: 'a', error }]);
    expect(await again.crosswalk.get('ticket', '7')).toMatchObject({ targetKey: 'SUP-1' });
    expect(await Array.fromAsync(again.changes.iterate())).toEqual([
      { kind: 'ticket', sourceId: '7', field: 'f', reason: 'r', detail: 'd' },
    ]);
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
      await store.commit({ staged: [{ ...record(id), hash: 'new' }] });
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
}
