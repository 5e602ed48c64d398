import {
  createPrng,
  createSandbox,
  createSandboxClock,
  type Fault,
  plannedFaults,
  seededFaults,
} from '@zdjsm/sandbox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createJsm, type Jsm, type NewRequest, ZdjsmError } from '../src/index.ts';
import { adf, fileOf } from './live-site.ts';

/** A tenth of a second each: before a release, run it with `ZDJSM_SEEDS=1000`. */
const SEEDS = Number(process.env['ZDJSM_SEEDS'] ?? 100);
const FIRST_SEED = Number(process.env['ZDJSM_FIRST_SEED'] ?? 1);

const limit = (reason: string | undefined, retryAfter: string | undefined): Fault => ({
  kind: 'answer',
  status: 429,
  headers: {
    ...(reason ? { 'ratelimit-reason': reason } : {}),
    ...(retryAfter ? { 'retry-after': retryAfter } : {}),
  },
});

const FAULTS: readonly Fault[] = [
  limit('jira-burst-based', '1'),
  limit('jira-per-issue-on-write', '2'),
  limit('jira-quota-tenant-based', '30'),
  limit('a-new-reason', '5'),
  limit(undefined, undefined),
  { kind: 'answer', status: 503, headers: { 'retry-after': '3' } },
  { kind: 'answer', status: 500, body: '<html>' },
  { kind: 'after-answer', status: 500 },
  { kind: 'after-answer', status: 502, body: '<html>bad gateway</html>' },
  { kind: 'after-answer', status: 503, headers: { 'retry-after': '2' } },
  { kind: 'reset' },
  { kind: 'after-reset' },
  { kind: 'after-cut', share: 0.4 },
];

/** Rarer than the others: each costs a whole time-out. */
const HANGS: readonly Fault[] = [{ kind: 'hang' }, { kind: 'after-hang' }];

const PLAN = [...Array(6).fill(FAULTS).flat(), ...HANGS];

const clock = createSandboxClock({ speed: 2_000 });
const sandbox = createSandbox({ jira: { searchLag: 3_600_000 }, clock });
let jsm: Jsm;
let desk: { readonly id: string; readonly typeIds: readonly string[] };

beforeAll(async () => {
  const urls = await sandbox.serve();
  const { email, apiToken } = sandbox.jira.credentials;
  jsm = createJsm({
    site: urls.site,
    mediaHosts: [new URL(urls.media).host],
    auth: { email, apiToken },
    clock,
    timeoutMs: 100,
  });
  const [first] = await jsm.serviceDesks.list().toArray({ limit: 1 });
  const types = await jsm.requestTypes.list(first?.id ?? '').toArray({ limit: 99 });
  const typeIds = ['Get support', 'Emailed request'].map(
    (name) => types.find((type) => type.name === name)?.id ?? '',
  );
  desk = { id: first?.id ?? '', typeIds };
});

afterAll(() => sandbox.stop());

/** What a caller does about a write: after an error it looks first, then writes again. */
async function certainly<T>(
  write: () => Promise<T>,
  find: () => Promise<T | undefined>,
): Promise<T> {
  for (let tries = 0; tries < 20; tries++) {
    try {
      const found = tries === 0 ? undefined : await find();
      return found ?? (await write());
    } catch (error) {
      if (!ZdjsmError.is(error)) throw error;
    }
  }
  throw new Error('it failed twenty times');
}

/** Until it is answered: for what may be repeated. */
const persistently = async <T>(call: () => Promise<T>): Promise<T> =>
  await certainly(call, async () => undefined);

async function migrateOneTicket(seed: number): Promise<string> {
  const prng = createPrng(seed, 'ticket');
  const id = `seed-${seed}`;
  const organization = await persistently(() => jsm.organizations.ensure({ name: id }));
  const customer = await persistently(() =>
    jsm.customers.ensure({ email: `${id}@umbrella.example`, displayName: id }),
  );
  await persistently(() => jsm.organizations.addMembers(organization.id, [customer.accountId]));
  const request: NewRequest = {
    serviceDeskId: desk.id,
    requestTypeId: prng.pick(desk.typeIds),
    summary: `Ticket of ${id}`,
    description: adf('Help'),
    onBehalfOf: customer.accountId,
    marker: id,
    via: prng.pick(['servicedesk', 'platform']),
  };
  const { issueKey } = await certainly(
    () => jsm.requests.create(request),
    () => jsm.requests.ensure(request),
  );
  const known = new Set<string>();
  for (let i = 0; i < 2; i++) {
    const file = fileOf('same.txt', 'same bytes');
    const { id: attachment } = await certainly<{ readonly id: string | number }>(
      () => jsm.attachments.upload(issueKey, file, { known }),
      () => jsm.attachments.find(issueKey, file, { except: known }),
    );
    known.add(String(attachment));
  }
  for (const marker of ['c-0', 'c-1', 'c-2']) {
    const visibility = prng.pick(['public', 'internal'] as const);
    await certainly(
      () => jsm.comments.add(issueKey, { body: adf(marker), marker, visibility }),
      () => jsm.comments.find(issueKey, marker),
    );
  }
  const worklog = { started: new Date(0), timeSpentSeconds: 60, marker: 'w' };
  await certainly(
    () => jsm.worklogs.add(issueKey, worklog),
    () => jsm.worklogs.find(issueKey, 'w'),
  );
  const fields = { resolution: { name: 'Done' } };
  await persistently(() => jsm.workflow.walk(issueKey, { to: 'Resolved', fields }));
  return issueKey;
}

/** The ticket as it is in the end, read without faults. */
async function outcomeOf(issueKey: string) {
  const issue = await jsm.issues.get(issueKey);
  const comments = await jsm.comments.list(issueKey).toArray({ limit: 99 });
  const log = await jsm.issues.changelog(issueKey).toArray({ limit: 999 });
  const { attachment, summary, status, resolution, labels } = issue.fields as {
    readonly attachment: readonly { readonly filename: string; readonly size: number }[];
    readonly summary: string;
    readonly status: { readonly name: string };
    readonly resolution: { readonly name: string };
    readonly labels: readonly string[];
  };
  return {
    summary,
    labels,
    status: status.name,
    resolution: resolution.name,
    files: attachment.map(({ filename, size }) => `${filename} ${size}`),
    comments: comments.map(({ body }) => JSON.stringify(body).match(/c-\d/)?.[0]),
    worklogs: (await jsm.worklogs.list(issueKey).toArray({ limit: 9 })).length,
    steps: log.flatMap(({ items }) => items.filter(({ field }) => field === 'status')).length,
  };
}

test(
  `over ${SEEDS} plans of faults, nothing is created twice and nothing is lost`,
  async () => {
    for (let seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
      sandbox.setFaults(seededFaults({ seed, rate: 0.2, faults: PLAN }));
      const issueKey = await migrateOneTicket(seed);
      sandbox.setFaults(plannedFaults([]));
      expect({ seed, ...(await outcomeOf(issueKey)) }).toEqual({
        seed,
        summary: `Ticket of seed-${seed}`,
        labels: [`zdjsm-seed-${seed}`],
        status: 'Resolved',
        resolution: 'Done',
        files: ['same.txt 10', 'same.txt 10'],
        comments: ['c-0', 'c-1', 'c-2'],
        worklogs: 1,
        steps: 2,
      });
    }
    // One issue a seed, and each with a number of its own: none was made beside them.
    clock.advance(24 * 3_600_000);
    const issues = await jsm
      .search('project = SUP', { fields: ['summary'] })
      .toArray({ limit: 1e6 });
    expect(issues).toHaveLength(SEEDS);
  },
  SEEDS * 2_000,
);
