/** A migration in a process of its own, which a signal can end at any moment; its time runs faster. */
import { createClock } from '@zdjsm/core';
import { createMigration, loadConfig, loadSecrets } from '../../src/index.ts';

const [config = '', speed = '1', start = '0', verb = 'run'] = process.argv.slice(2);
const migration = createMigration({
  config: await loadConfig(config),
  secrets: await loadSecrets(process.env),
  confirmPlan: () => 'the test',
  // So that a test does not wait longer than it has to.
  leaseSeconds: 15,
  onEvent: (event) => {
    if (verb === 'work' && event.type === 'note') process.stdout.write(`${event.message}\n`);
  },
  access: verb === 'work' ? 'share' : 'run',
  clock: createClock({ speed: Number(speed), start: Number(start) }),
});
if (verb === 'work') {
  const drain = new AbortController();
  process.once('SIGTERM', () => drain.abort());
  await migration.work({ drain: drain.signal });
  process.stdout.write('drained');
} else if (verb === 'rollback') {
  const { kept } = await migration.rollback();
  process.stdout.write(`${kept.length} kept`);
} else {
  const { report } = await migration.run();
  process.stdout.write(report.verdict);
}
await migration.close();
