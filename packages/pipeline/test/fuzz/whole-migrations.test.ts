import { cases } from '@zdjsm/testing/cases';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ZdjsmError } from '../../src/index.ts';
import { type Answers, answersOf, type DamagedRun, migrateDamaged } from './damaged-migration.ts';
import { wound } from './wounds.ts';

/**
 * `ZDJSM_RUNS=100 npx pnpm@12 run test --project pipeline whole-migrations` plays a hundred whole
 * migrations of a helpdesk with twenty damages each; a failure prints the wounds that repeat it.
 */
test('whatever is wrong with twenty answers, the rest is migrated and the report says it', async () => {
  const answers: Answers = await answersOf('tickets');
  let damages = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(wound, { minLength: 20, maxLength: 20 }), async (wounds) => {
      const run = await migrateDamaged(answers, wounds, 'tickets');
      await run.world.stop();
      damages += run.injuries.size;
      expect({ ...complaints(run), injuries: [...run.injuries] }).toMatchObject({
        unclear: [],
        undecided: [],
        lost: [],
      });
    }),
    { ...cases(1), endOnFailure: true },
  );
  const { numRuns } = cases(1);
  if (numRuns > 1) process.stdout.write(`${damages} damages in ${numRuns} migrations\n`);
  expect(damages).toBeGreaterThan(5);
}, 3_600_000);

function complaints({ world, report, error, rows }: DamagedRun) {
  const failures = report?.failures ?? [];
  const ended = new Set(rows.filter(({ kind }) => kind === 'ticket').map((row) => row.sourceId));
  const tickets = [...world.sandbox.zoho.truth().tickets()];
  return {
    // A defect of ours in place of what is wrong with the record.
    unclear: [
      ...failures.filter((one) => one.error.code === 'UNEXPECTED').map((one) => one.error.message),
      // What all records need may end the run, in words.
      ...(error === undefined || ZdjsmError.is(error) ? [] : [stackOf(error)]),
    ],
    undecided: [
      ...rows.filter(({ state }) => report && state === 'intent'),
      ...(report?.modules.filter(({ pending }) => pending > 0) ?? []),
    ],
    // Live tickets that are nowhere, though the run came to its end.
    lost: tickets
      .filter(({ id, state }) => report && state === 'live' && !ended.has(id))
      .filter(() =>
        failures.every(({ id, kind }) => kind !== 'ticket' || !id.startsWith('unnamed')),
      )
      .map(({ id }) => id),
  };
}

const stackOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);
