/**
 * How much of the write rate that Jira allows is used, and how often Jira has to say no.
 * Run: npx pnpm@12 run bench jsm-rate
 */
import { CONTESTANTS, type Contestant, type Writer } from './jsm-contestants.ts';
import { LATENCY_MS, startSite } from './jsm-site.ts';

/** Writers at work: as many as ours runs at most. */
const AT_ONCE = 24;
const ISSUES = 3_000;
const COMMENTS = 3_000;
const COMMENTED_ISSUES = 300;
const LONG_ISSUE = 300;
const PER_SECOND = 100;
const OTHERS = 30;
const WINDOWS = [
  { writes: 20, ms: 2_000 },
  { writes: 100, ms: 30_000 },
];

interface Workload {
  readonly name: string;
  readonly writes: number;
  /** The least time that the published steady rates allow, in milliseconds. */
  readonly allowedMs: number;
  /** What another app takes of the same rate, a second. */
  readonly others?: number;
  prepare(writer: Writer): Promise<readonly string[]>;
  run(writer: Writer, issues: readonly string[]): Promise<unknown>;
}

const WORKLOADS: readonly Workload[] = [
  {
    name: `${ISSUES} issues`,
    writes: ISSUES,
    allowedMs: (ISSUES / PER_SECOND) * 1_000,
    prepare: async () => [],
    run: (writer) => inParallel(ISSUES, (nth) => writer.createIssue(nth)),
  },
  {
    name: `${ISSUES} issues, beside an app that makes ${OTHERS} a second`,
    writes: ISSUES,
    allowedMs: (ISSUES / (PER_SECOND - OTHERS)) * 1_000,
    others: OTHERS,
    prepare: async () => [],
    run: (writer) => inParallel(ISSUES, (nth) => writer.createIssue(nth)),
  },
  {
    name: `${COMMENTS} comments on ${COMMENTED_ISSUES} issues`,
    writes: COMMENTS,
    allowedMs: (COMMENTS / PER_SECOND) * 1_000,
    prepare: async (writer) => {
      const keys: string[] = [];
      await inParallel(COMMENTED_ISSUES, async (nth) => keys.push(await writer.createIssue(nth)));
      return keys;
    },
    run: (writer, keys) =>
      inParallel(COMMENTS, (nth) => writer.comment(keys[nth % keys.length] ?? '', nth)),
  },
  {
    name: `${LONG_ISSUE} comments on one issue`,
    writes: LONG_ISSUE,
    allowedMs: leastTimeOnOneIssue(LONG_ISSUE),
    prepare: async (writer) => [await writer.createIssue(0)],
    run: async (writer, [key = '']) => {
      // In their order, as a conversation has to be written.
      for (let nth = 0; nth < LONG_ISSUE; nth++) await writer.comment(key, nth);
    },
  },
];

console.log('| workload | who | seconds | of the allowed rate | calls | answered 429 |');
console.log('|---|---|--:|--:|--:|--:|');
for (const workload of WORKLOADS) {
  for (const contestant of CONTESTANTS) await measure(workload, contestant);
}

async function measure(workload: Workload, contestant: Contestant): Promise<void> {
  const site = startSite();
  const writer = contestant.start(site);
  const issues = await workload.prepare(writer);
  // The limits' windows and buckets are as after a rest.
  await site.clock.sleep(31_000);
  const before = { ...site.stats };
  const busy = workload.others === undefined ? undefined : site.busy(workload.others);
  const begin = site.clock.now();
  await workload.run(writer, issues);
  const ms = site.clock.now() - begin;
  busy?.stop();
  const calls = site.stats.calls - before.calls;
  const refused = site.stats.refused - before.refused;
  const columns = [
    workload.name,
    contestant.name,
    (ms / 1_000).toFixed(1),
    `${((workload.allowedMs / ms) * 100).toFixed(1)} %`,
    calls,
    `${refused} (${((refused / calls) * 100).toFixed(2)} %)`,
  ];
  console.log(`| ${columns.join(' | ')} |`);
}

async function inParallel(count: number, work: (nth: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let nth = next++; nth < count; nth = next++) await work(nth);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/**
 * When the last of so many writes is answered, if each is made as soon as the one before it is
 * answered and both windows allow.
 */
function leastTimeOnOneIssue(writes: number): number {
  const times: number[] = [];
  for (let i = 0; i < writes; i++) {
    const earliest = WINDOWS.map((window) => (times.at(-window.writes) ?? -window.ms) + window.ms);
    times.push(Math.max((times.at(-1) ?? -LATENCY_MS) + LATENCY_MS, ...earliest));
  }
  return (times.at(-1) ?? 0) + LATENCY_MS;
}
