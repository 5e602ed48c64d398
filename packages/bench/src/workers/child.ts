/** A run, or a worker, in a process of its own that can be killed; its time runs as fast as the sandbox's. */
import { createClock } from '@zdjsm/core';
import { createMigration, loadConfig, loadSecrets } from '@zdjsm/pipeline';

const [config = '', speed = '1', start = '0', verb = 'work'] = process.argv.slice(2);
const isWorker = verb === 'work';
const migration = createMigration({
  config: await loadConfig(config),
  secrets: await loadSecrets(process.env),
  access: isWorker ? 'share' : 'run',
  clock: createClock({ speed: Number(speed), start: Number(start) }),
  timeoutMs: 600_000,
  confirmPlan: () => 'the bench',
});
if (isWorker) {
  const drain = new AbortController();
  process.once('SIGTERM', () => drain.abort());
  await migration.work({ drain: drain.signal });
} else if (verb === 'extract') {
  await migration.extract();
} else if (verb === 'load') {
  await migration.load();
} else {
  const { differences } = await migration.validate();
  process.stdout.write(String(differences));
}
await migration.close();
