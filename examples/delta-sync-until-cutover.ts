// After the first load, to the cutover: pass after pass carries over what people have changed in the source, until one is
// short; then the source is closed, and the last pass is proved. docs/guides/delta-and-cutover.md tells the whole.
//
//     npx pnpm@12 run example full-migration
//     npx pnpm@12 run example delta-sync-until-cutover
//
// With your own: a `zdjsm.yaml` (`zdjsm init` writes one), and in ZDJSM_SECRETS_FILE the file of credentials: README.md.
import { createMigration, loadConfig, loadSecrets } from '@zdjsm/pipeline';

const migration = createMigration({
  config: await loadConfig(process.env.ZDJSM_CONFIG ?? 'zdjsm.yaml'),
  secrets: await loadSecrets(process.env),
  confirmPlan: () => 'delta-sync-until-cutover.ts',
});

try {
  // Every night until the day: `sync()`. On the day: until a pass takes no longer than `sync.window` minutes.
  const { found, writes, seconds } = await migration.sync({ untilCutover: true });
  console.log(`changed in the source: ${JSON.stringify(found)}`);
  console.log(`${writes} writes; the last pass will take about ${Math.ceil(seconds)} seconds`);

  // Here a person closes the source to its users.
  const { steps, isReady } = await migration.cutover();
  for (const { step, state, detail } of steps) {
    console.log(`${{ done: '[x]', open: '[!]', person: '[ ]' }[state]} ${step}: ${detail}`);
  }
  process.exitCode = isReady ? 0 : 1;
} finally {
  await migration.close();
}
