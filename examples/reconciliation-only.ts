// Is everything still there? Reads the target back, compares it with what was read from the source, and writes nothing to
// either: for a nightly job between the load and the cutover. Exit code 0: equal; 1: what differs is named.
//
//     npx pnpm@12 run example full-migration
//     npx pnpm@12 run example reconciliation-only
//
// With your own: a `zdjsm.yaml` (`zdjsm init` writes one), and in ZDJSM_SECRETS_FILE the file of credentials: README.md.
import { createMigration, loadConfig, loadSecrets } from '@zdjsm/pipeline';

const migration = createMigration({
  config: await loadConfig(process.env.ZDJSM_CONFIG ?? 'zdjsm.yaml'),
  secrets: await loadSecrets(process.env),
});

try {
  const { differences } = await migration.validate();
  const { report, path } = await migration.report();
  console.table(
    report.modules.map(({ kind, source, target, skipped, failed }) => {
      return { kind, source, target, 'left out': skipped, failed };
    }),
  );
  for (const { kind, id, field, expected, actual, targetUrl } of report.findings) {
    console.log(`${kind} ${id} (${targetUrl ?? 'not there'})`);
    console.log(`  ${field}: ${expected} expected, ${actual} found`);
  }
  console.log(`${differences} differences\n${path}`);
  process.exitCode = differences === 0 ? 0 : 1;
} finally {
  await migration.close();
}
