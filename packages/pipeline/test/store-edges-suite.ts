import { expect, test } from 'vitest';
import type { CrosswalkRow } from '../src/index.ts';
import { type OpenStore, row } from './store-suite.ts';

/** The same for odd texts, and for what happens at the same time. */
export function storeEdgesSuite(open: OpenStore): void {
  test('texts come back as they went in, in the order of their bytes', async () => {
    const { store, reopen } = await open();
    const odd = ['\u0000', '\u0001', 'a\u0000b', 'a', 'Z', 'ä', '\u{1f600}', '\uffee', '~', '1'];
    const staged = { kind: 'k\u0000', hash: 'h', modifiedAt: undefined };
    const payload = {
      lone: '\ud800 \udc00',
      nul: 'a\u0000b',
      key: { '\u0000\ud800': [null, -0.5, 1e21] },
    };
    await store.commit({
      staged: odd.map((id) => ({ ...staged, id, payload, names: [`name ${id}`] })),
      meta: { '\u0000': payload },
      crosswalk: [row({ reason: 'left\u0000out' })],
      changes: [
        {
          kind: 'x',
          sourceId: '1',
          changes: [{ field: 'f', reason: 'r', detail: '\u0000\ud800' }],
        },
      ],
    });
    const again = await reopen();
    const inOrder = odd.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    expect(await Array.fromAsync(again.staging.ids(staged.kind))).toEqual(inOrder);
    const records = await Array.fromAsync(again.staging.iterate(staged.kind));
    expect(records.map(({ id }) => id)).toEqual(inOrder);
    for (const record of records)
      expect(JSON.stringify(record.payload)).toBe(JSON.stringify(payload));
    expect(await again.staging.idOf(staged.kind, 'name a\u0000b')).toBe('a\u0000b');
    expect(await again.meta.get('\u0000')).toEqual(payload);
    expect(await again.crosswalk.get('ticket', '1')).toMatchObject({ reason: 'left\u0000out' });
  });

  test('commits that come at once are all kept, and one that fails spoils none of the others', async () => {
    const { store } = await open();
    const broken = { ...row(), state: undefined } as unknown as CrosswalkRow;
    const good = Array.from({ length: 50 }, (_, i) =>
      row({ sourceId: String(i).padStart(2, '0') }),
    );
    const all = [...good.slice(0, 25), broken, ...good.slice(25)];
    const ended = await Promise.allSettled(all.map((one) => store.commit({ crosswalk: [one] })));
    expect(ended.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    const kept = await Array.fromAsync(store.crosswalk.iterate('ticket'));
    expect(kept.map(({ sourceId }) => sourceId)).toEqual(good.map(({ sourceId }) => sourceId));
  });

  test('a record that comes twice in one commit is what it was last', async () => {
    const { store } = await open();
    const note = (detail: string) => ({ field: 'f', reason: 'r', detail });
    const of = (...details: string[]) => ({ kind: 'k', sourceId: '1', changes: details.map(note) });
    await store.commit({
      crosswalk: [row({ state: 'intent' }), row({ state: 'done' })],
      changes: [of('a'), of('b', 'c')],
    });
    expect(await store.crosswalk.get('ticket', '1')).toMatchObject({ state: 'done' });
    expect(await Array.fromAsync(store.changes.iterate())).toMatchObject([note('b'), note('c')]);
    await store.commit({ changes: [of('d'), of()] });
    expect(await Array.fromAsync(store.changes.iterate())).toEqual([]);
  });

  test('work of one name goes one after the other, of several names side by side', async () => {
    const { store } = await open();
    const log: string[] = [];
    let release = (): void => {};
    const first = store.alone('a', async () => {
      log.push('first');
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      log.push('first ended');
      throw new Error('broke');
    });
    const second = store.alone('a', async () => log.push('second'));
    expect(await store.alone('b', async () => log.push('other') > 0)).toBe(true);
    release();
    await expect(first).rejects.toThrow('broke');
    await second;
    expect(log.toSorted()).toEqual(['first', 'first ended', 'other', 'second']);
    expect(log.indexOf('second')).toBe(3);
  });
}
