import { expect, test } from 'vitest';
import { createCampaign } from './chaos/campaign.ts';

/** A few seeds of the campaign: `npx pnpm@12 run chaos -- --seeds 1000` plays as many as one likes. */
const SEEDS = [1, 2, 3, 5, 6];

test('whatever goes wrong on the way, the end is as if nothing had', async () => {
  const campaign = createCampaign();
  let [strikes, crashes] = [0, 0];
  for (const seed of SEEDS) {
    const { complaints, struck, ...result } = await campaign.run(seed);
    expect({ seed, complaints }).toEqual({ seed, complaints: [] });
    crashes += result.crashes;
    for (const count of struck.values()) strikes += count;
  }
  expect(strikes).toBeGreaterThan(100);
  expect(crashes).toBeGreaterThan(3);
}, 300_000);
