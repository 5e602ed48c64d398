import { expect, test } from 'vitest';
import { createCampaign } from './chaos/campaign.ts';
import { playCrashMatrix } from './chaos/crash-matrix.ts';
import { plantAll } from './chaos/planted/bugs.ts';

/** A few seeds of the campaign: `npx pnpm@12 run chaos -- --seeds 1000` plays as many as one likes. */
const SEEDS = [1, 2, 3, 5, 7];

test('whatever goes wrong on the way, the end is as if nothing had', async () => {
  const campaign = createCampaign();
  let [strikes, crashes] = [0, 0];
  for (const seed of SEEDS) {
    const { complaints, strikes: struck, ...result } = await campaign.run(seed);
    expect({ seed, complaints }).toEqual({ seed, complaints: [] });
    crashes += result.crashes;
    for (const count of struck.values()) strikes += count;
  }
  expect(strikes).toBeGreaterThan(50);
  expect(crashes).toBeGreaterThan(3);
}, 300_000);

test('a process that dies at a commit, or has no disk for it, leaves nothing behind', async () => {
  const lines: string[] = [];
  // `run chaos -- --crash-matrix` takes every commit of twenty tickets.
  const options = { tickets: 3, stride: 97, offset: 260 } as const;
  await playCrashMatrix({ ...options, print: (line) => lines.push(line) });
  expect(lines).toEqual([expect.stringMatching(/^[3-9] deaths .* 0 with consequences$/)]);
}, 300_000);

test('the bugs that are planted to test the campaign have their places still', () => {
  expect(plantAll).not.toThrow();
});
