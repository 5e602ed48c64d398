import type { Report } from '../../src/index.ts';
import { stateOf } from '../support/state-of.ts';
import type { World } from '../support/world.ts';

/** What the end of a disturbed run is held against. */
export interface Expectation {
  /** Of a run without faults. */
  readonly state: unknown;
}

/** What is wrong with how it ended, and with how it came about; nothing for a good run. */
export function judge(world: World, report: Report | undefined, expected: Expectation): string[] {
  // The one thing that can't be taken back comes first.
  return [
    ...exposedNotes(world),
    ...verdict(report),
    ...differences(stateOf(world), expected.state),
    ...leaks(world),
    ...realThrottles(world),
  ];
}

function verdict(report: Report | undefined): string[] {
  if (!report) return ['the migration did not come to its end'];
  if (report.verdict === 'complete') return [];
  const failures = report.failures.map(({ kind, id, error }) => `${kind} ${id}: ${error.message}`);
  const findings = report.findings.map(({ kind, id, field }) => `${kind} ${id}: ${field} differs`);
  return [`verdict ${report.verdict}`, ...failures.slice(0, 5), ...findings.slice(0, 5)];
}

function differences(actual: unknown, expected: unknown): string[] {
  const [a, b] = [linesOf(actual), linesOf(expected)];
  const at = a.findIndex((line, i) => line !== b[i]);
  if (at < 0 && a.length === b.length) return [];
  return [`the target differs: ${a[at]?.trim()} instead of ${b[at]?.trim()}`];
}

const linesOf = (state: unknown): string[] => JSON.stringify(state, undefined, 1).split('\n');

/** Every comment that was ever sent is internal if its message was not public. */
function exposedNotes({ sandbox }: World): string[] {
  const hidden = new Set<string>();
  for (const ticket of sandbox.zoho.truth().tickets()) {
    for (const message of [...ticket.threads(), ...ticket.comments()]) {
      if (!message.isPublic || message.record['status'] === 'DRAFT') hidden.add(message.id);
    }
  }
  return sandbox.history.calls.flatMap(({ cloud, method, path, body, seq }) => {
    const isComment = cloud === 'jira' && /\/comment(\/\d+)?$/.test(path);
    if (!isComment || method === 'GET' || !body) return [];
    const marked = /"marker":"(?:thread|comment):(\d+)"/.exec(body)?.[1];
    if (marked === undefined || !hidden.has(marked)) return [];
    return /"sd\.public\.comment","value":\{"internal":true\}/.test(body)
      ? []
      : [`call ${seq}: note ${marked} was sent without being internal`];
  });
}

function leaks({ sandbox }: World): string[] {
  const { leaks: leaked, violations, outbox } = sandbox.jira.inspect();
  const mails = outbox.map(({ event, to }) => `a mail to ${to}: ${event}`);
  return [
    ...leaked.map((leak) => `credential at a foreign host: ${leak}`),
    ...violations,
    ...mails.slice(0, 3),
  ];
}

/** Refusals that no fault has made: the clients have gone over a limit themselves. */
function realThrottles({ sandbox }: World): string[] {
  const { calls } = sandbox.history;
  const zoho = calls.filter((c) => c.status === 429 && c.cloud === 'zoho' && !c.fault);
  const overCap = zoho.filter(({ answer }) => answer?.includes('TOO_MANY_REQUESTS'));
  const jira = calls.filter((c) => c.status === 429 && c.cloud === 'jira' && !c.fault);
  return [
    ...(overCap.length > 0
      ? [`${overCap.length} calls over Zoho's cap of simultaneous calls`]
      : []),
    ...(jira.length > calls.length * 0.005 ? [`${jira.length} calls over Jira's limits`] : []),
  ];
}
