import type { JiraState } from '@zdjsm/sandbox';
import { expect } from 'vitest';
import type { World } from './world.ts';

/** What a rollback answers for: accounts stay, and what was mailed is another test's matter. */
export const withoutAccounts = ({ issues, organizations, desks, assets, pages }: JiraState) => ({
  issues,
  organizations,
  desks,
  assets,
  pages,
});

/** Takes back the one open batch, and with it every kind of record that it has written. */
export async function expectTakenBack(
  world: World,
  before: JiraState,
  over: Parameters<World['open']>[0] = {},
): Promise<void> {
  const migration = world.open(over);
  const { kept, failed } = await migration.rollback();
  await migration.close();
  expect({ kept, failed }).toEqual({ kept: [], failed: [] });
  expect(withoutAccounts(world.sandbox.jira.inspect())).toEqual(withoutAccounts(before));
}
