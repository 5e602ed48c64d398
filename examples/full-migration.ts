// A whole migration: what would go wrong, everything read, the plan that a person confirms, everything written, read
// back and compared, the report. Stop it anywhere and run it again: it goes on. A second run writes nothing.
// docs/guides/first-migration.md is the same by commands, and what comes before.
//
//     npx pnpm@12 run example full-migration
//
// With your own: a `zdjsm.yaml` (`zdjsm init` writes one), and in ZDJSM_SECRETS_FILE the file of credentials: README.md.
import { createInterface } from 'node:readline/promises';
import { createMigration, loadConfig, loadSecrets, type MigrationPlan } from '@zdjsm/pipeline';

const stop = new AbortController();
process.once('SIGINT', () => stop.abort(new Error('interrupted')));

const migration = createMigration({
  config: await loadConfig(process.env.ZDJSM_CONFIG ?? 'zdjsm.yaml'),
  secrets: await loadSecrets(process.env),
  confirmPlan: askAPerson,
  onEvent(event) {
    if (event.type === 'phase' && event.state === 'started') console.log(`── ${event.phase}`);
    if (event.type === 'record-failed') {
      console.error(`! ${event.kind} ${event.id}: ${event.error.message}`);
    }
    if (event.type === 'waiting') console.log(`… until ${event.until}: ${event.reason}`);
  },
  signal: stop.signal,
});
try {
  process.exitCode = await migrate();
} finally {
  await migration.close();
}

async function migrate(): Promise<number> {
  // Half of the checks look into tickets: everything is read first. It writes to nobody.
  await migration.extract();
  const { findings, isReady } = await migration.preflight();
  for (const { severity, place, message, remedy } of findings) {
    if (severity !== 'note') console.log(`${severity} · ${place}: ${message}\n  → ${remedy}`);
  }
  if (!isReady) return 6;

  const { writes } = await migration.load(); // asks for the plan's confirmation first
  const { differences } = await migration.validate();
  const { report, path } = await migration.report();
  console.log(`${writes} writes, ${differences} differences: ${report.verdict}\n${path}`);
  return report.verdict === 'complete' ? 0 : 1;
}

/** Shows what a load will do; whoever gives a name has confirmed it, and stands in the store. */
async function askAPerson(plan: MigrationPlan): Promise<string | undefined> {
  console.log(`${plan.source.tenant} → ${plan.target.site}`);
  console.table(plan.records);
  console.table(plan.losses);
  console.table(plan.unmapped);
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const name = await terminal.question('Load this? Your name, or nothing to leave it: ');
  terminal.close();
  return name.trim() || undefined;
}
