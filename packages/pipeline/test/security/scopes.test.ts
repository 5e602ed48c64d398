import { readFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { createWorld } from '../support/world.ts';

const GUIDE = new URL('../../../../docs/guides/first-migration.md', import.meta.url);
const SCOPES = (/^\s*(Desk\.\S+,Desk\.\S+)$/m.exec(readFileSync(GUIDE, 'utf8'))?.[1] ?? '').split(
  ',',
);

test('the scopes of the guide read, and are enough for everything', async () => {
  expect(SCOPES.length).toBeGreaterThan(10);
  for (const scope of SCOPES) expect(scope).toMatch(/\.READ$/);
  const zoho = { tickets: 3, edition: 'enterprise', scopes: SCOPES } as const;
  const world = await createWorld({ zoho });
  onTestFinished(() => world.stop());
  const migration = world.open({ customModules: { to: 'archive' } });
  const { report } = await migration.run();
  await migration.close();
  expect(report.verdict).toBe('complete');
}, 60_000);
