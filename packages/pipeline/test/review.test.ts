import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openMigrationFolder, openSqliteStore, resolveConfig } from '../src/index.ts';
import { cliHere } from './support/cli-here.ts';
import { createWorld, type World } from './support/world.ts';

describe('a loaded batch waits for a person', () => {
  let world: World;

  beforeAll(async () => {
    world = await createWorld({ zoho: { content: 'lean', tickets: 6 } });
  });
  afterAll(() => world.stop());

  const folder = () => openMigrationFolder({ config: resolveConfig(world.config) });
  const zdjsm = (...args: string[]) => cliHere(world, args, { environment: NOBODY });

  test('before anything, the status says what comes first', async () => {
    const { code, output } = await zdjsm('status');
    expect(output).toContain('→ Read the rest of the source: zdjsm extract');
    expect(code).toBe(0);
  });

  test('what is loaded can be approved once it was read back, and not before', async () => {
    const migration = world.open();
    await migration.extract();
    await migration.load();
    const [loaded] = (await migration.status()).openBatches;
    expect(loaded).toMatchObject({ purpose: 'load', state: 'loaded' });
    await expect(migration.approve({ by: 'Jane Doe' })).rejects.toMatchObject({
      code: 'BATCH_STATE',
      remedy: expect.stringContaining('validate'),
    });
    await migration.validate();
    await migration.close();
    const { output } = await zdjsm('status');
    expect(output).toMatch(/read back at .*: 0 differences/i);
    expect(output).toMatch(/→ Look at batch .*zdjsm review/);
  }, 120_000);

  test('the review says what it created, and what to look at; it asks for no credentials', async () => {
    const view = folder();
    const review = await view.review();
    await view.close();
    expect(review.batch.state).toBe('review');
    const issues = world.sandbox.jira.issues();
    expect(review.kinds.find(({ kind }) => kind === 'ticket')?.done).toBe(issues.length);
    expect(review.lookAt.map(({ url }) => url)).toContain(
      `${world.urls.site}/browse/${issues[0]?.key}`,
    );
    const { code, output } = await zdjsm('review', '--batch', review.batch.id);
    expect(output).toContain(review.lookAt[0]?.url);
    expect(code).toBe(0);
  });

  test('differences of the batch decide, and come first in the review', async () => {
    const view = folder();
    const { batch, kinds } = await view.review();
    await view.close();
    const tickets = kinds.find(({ kind }) => kind === 'ticket')?.done ?? 0;
    const store = openSqliteStore(resolveConfig(world.config).folder);
    const rows = await Array.fromAsync(store.crosswalk.iterate('ticket', { state: 'done' }));
    const damaged = rows.slice(0, Math.ceil(tickets / 2));
    const finding = { field: 'thread 1892000000123: order', expected: 'a', actual: 'b' };
    const findings = damaged.map(({ sourceId }) => {
      return { kind: 'ticket', sourceId, findings: [finding, finding] };
    });
    await store.commit({ findings });
    await store.close();

    const again = folder();
    const review = await again.review();
    expect(review.differences).toEqual([{ field: 'thread: order', count: 2 * damaged.length }]);
    expect(review.lookAt[0]?.why).toContain('order differs');
    const decision = await again.decide();
    expect(decision).toMatchObject({ verdict: 'roll-back', decidedBy: 'over 30 %' });
    expect(decision.situation).toMatchObject({
      tickets,
      damaged: damaged.length,
      cause: 'order',
      agentHours: 0,
    });
    await again.close();
    const long = await zdjsm('decide', '--agents-since', '2026-01-01', '--batch', batch.id);
    expect(long.output).toMatch(/CONTINUE[\s\S]*Against it:[\s\S]*more than 30 %/);
    expect(long.code).toBe(0);
    expect((await zdjsm('decide')).code).toBe(1);
    expect((await zdjsm('decide', '--cause', 'weather')).output).toContain('Name one of exposed');
  });

  test('an approval names who gives it, ends the choice, and is kept', async () => {
    const nobody = await zdjsm('approve');
    expect(nobody.output).toContain('→ Say who: --by "Jane Doe"');
    expect(nobody.code).toBe(2);
    const { code, output } = await zdjsm('approve', '--by', 'Jane Doe');
    expect(output).toContain('approved by Jane Doe');
    expect(code).toBe(0);
    const again = await zdjsm('approve', '--by', 'Joe Bloggs');
    expect(again.output).toContain('0 batches are open');
    expect(again.code).toBe(2);
  });
});

/** Commands that look into the folder only have no use for secrets. */
const NOBODY = { ZDJSM_JIRA_TOKEN: '', ZDJSM_ZOHO_REFRESH_TOKEN: '' };
