import type { Report } from '../../src/index.ts';
import { stateOf } from '../support/state-of.ts';
import type { World } from '../support/world.ts';
import { exposedNotes } from './judges/exposed-notes.ts';
import { leaks } from './judges/leaks.ts';
import { brokenRules } from './judges/rules-of-calls.ts';
import { secretsIn } from './judges/secrets.ts';

/** How a migration has ended: what the target holds, and what became of each record. */
export interface End {
  readonly target: unknown;
  readonly records: unknown;
}

export function endOf(world: World, report: Report): End {
  return { target: withoutHosts(stateOf(world)), records: endStates(report) };
}

/** A mail that is attached as it was names the address of its own sandbox, which is in no two runs the same. */
function withoutHosts(state: ReturnType<typeof stateOf>): unknown {
  return {
    ...state,
    issues: state.issues.map((issue) => ({
      ...issue,
      attachments: issue.attachments.map((file) =>
        file.filename.startsWith('original of ') ? { filename: file.filename } : file,
      ),
    })),
  };
}

/** What is wrong with how it ended, and with how it came about; nothing for a good run. */
export function judge(world: World, report: Report | undefined, expected: End): string[] {
  return [
    ...judgeConduct(world),
    ...(report ? judgeEnd(endOf(world, report), expected) : ['it did not come to its end']),
    ...(report ? undecided(report) : []),
  ];
}

/** What holds whatever was meant to come out. The one thing that can't be taken back comes first. */
export function judgeConduct(world: World): string[] {
  return [...exposedNotes(world), ...brokenRules(world), ...leaks(world), ...secretsIn(world)];
}

const judgeEnd = (actual: End, expected: End): string[] => [
  ...differences('the target', actual.target, expected.target),
  ...differences('what became of the records', actual.records, expected.records),
];

/** Each record of a kind, and those that did not arrive by name: without anything that differs between two equal runs. */
function endStates({ verdict, modules, skips, failures, findings }: Report): unknown {
  // Only where two ends part is shown: what says most comes first.
  return {
    failures: failures.map(({ kind, id, error }) => `${kind} ${id}: ${error.code}`).toSorted(),
    findings: findings.map(({ kind, id, field }) => `${kind} ${id}: ${field}`).toSorted(),
    skips: skips.map(({ kind, id, rule }) => `${kind} ${id}: ${rule}`).toSorted(),
    modules,
    verdict,
  };
}

/** Every record is in exactly one end state. */
export function undecided({ modules }: Report): string[] {
  return modules.flatMap(({ kind, source, done, skipped, failed, pending }) =>
    pending === 0 && done + skipped + failed === source
      ? []
      : [
          `${kind}: of ${source}, ${done} done, ${skipped} skipped, ${failed} failed, ${pending} open`,
        ],
  );
}

export function differences(what: string, actual: unknown, expected: unknown): string[] {
  const [a, b] = [linesOf(actual), linesOf(expected)];
  const parting = a.findIndex((line, i) => line !== b[i]);
  if (parting < 0 && a.length === b.length) return [];
  const at = parting < 0 ? a.length : parting;
  const part = (lines: readonly string[]): string => lines.join(' ').replaceAll(/\s+/g, ' ');
  const here = (lines: readonly string[]): string => part(lines.slice(at, at + 8)).slice(0, 400);
  const before = part(a.slice(Math.max(0, at - 8), at)).slice(-300);
  return [`${what}: ${before} ⟪${here(a)}⟫ instead of ⟪${here(b)}⟫`];
}

const linesOf = (state: unknown): string[] => JSON.stringify(state, undefined, 1).split('\n');
