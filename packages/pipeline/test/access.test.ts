import { Secret } from '@zdjsm/core';
import { expect, onTestFinished, test } from 'vitest';
import { openSqliteStore } from '../src/index.ts';
import { createWorld } from './support/world.ts';

test('a folder is bound to a site only once that lets somebody in', async () => {
  const world = await createWorld({ zoho: { tickets: 1 } });
  onTestFinished(() => world.stop());
  const boundTo = async (): Promise<unknown> => {
    const store = openSqliteStore(String(world.config.folder));
    return await store.meta.get('target').finally(() => store.close());
  };
  const { zoho, jira } = world.secrets;
  const secrets = { zoho, jira: { ...jira, apiToken: new Secret('of another site') } };
  const refused = world.open({}, { secrets });
  await expect(refused.run()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  await refused.close();
  expect(await boundTo()).toBeUndefined();

  const migration = world.open();
  await migration.run();
  await migration.close();
  expect(await boundTo()).toEqual(expect.any(String));
});
