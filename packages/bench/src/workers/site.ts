import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MigrationConfig } from '@zdjsm/pipeline';
import { createSandbox, createSandboxClock, type Sandbox } from '@zdjsm/sandbox';
import { createTestDatabase } from '@zdjsm/testing/postgres';
import { demoMapping } from '../../../../examples/demo/mapping.ts';
import { sandboxSides } from '../sandbox-sides.ts';

export interface SiteOptions {
  readonly tickets: number;
  /** How much faster than the wall's clock the time of all processes goes. */
  readonly speed: number;
  readonly limits: 'off' | 'real';
  /** Default: they grow with the tickets. */
  readonly contacts?: number;
}

/** Both clouds, a database, and processes between them. */
export interface Site {
  /** Requests that were created so far, and calls that Jira or Zoho refused with 429. */
  readonly counts: { created: number; throttled: number };
  /** Requests a second, from the first that was created to the last: without the people before them. */
  pace(): number;
  /** Each request's label that names its ticket, read from the site itself. */
  marks(): string[];
  start(verb: 'extract' | 'load' | 'validate' | 'work'): Running;
  stop(): Promise<void>;
}

export interface Running {
  readonly child: ChildProcess;
  /** What it printed; throws when it failed, apart from a kill. */
  readonly ended: Promise<string>;
}

/** What the migration labels each request with. */
const MARK = /\bzoho-\d+\b/g;

const REDIS = process.env['ZDJSM_TEST_REDIS'];

const CHILD = join(import.meta.dirname, 'child.ts');

export async function openSite({ tickets, speed, limits, contacts }: SiteOptions): Promise<Site> {
  const database = await createTestDatabase();
  if (!database) throw new Error('no PostgreSQL: name one in ZDJSM_TEST_POSTGRES');
  const sandbox = createSandbox({
    clock: createSandboxClock({ speed }),
    historyLimit: 1_000,
    zoho: { tickets, contacts, edition: 'enterprise', credits: 1_000_000_000 },
    // In a time that runs fast a link to a file would be over before it is followed.
    jira: { limits, searchLag: 0, customerMails: 'off', mediaTokenLifetime: 2 ** 50 },
  });
  // Counted as they pass: a history of all calls would be most of the memory.
  const counts = { created: 0, throttled: 0 };
  const created = { first: 0, last: 0 };
  const { record } = sandbox.history;
  sandbox.history.record = (call) => {
    if (call.method === 'POST' && call.path === '/rest/api/3/issue') {
      created.last = performance.now();
      if (counts.created === 0) created.first = created.last;
      counts.created += 1;
    }
    if (call.status === 429) counts.throttled += 1;
    record(call);
  };
  const urls = await sandbox.serve();
  const folder = mkdtempSync(join(tmpdir(), 'zdjsm-bench-'));
  const { credentials: zoho } = sandbox.zoho;
  const { credentials: jira } = sandbox.jira;
  const config: MigrationConfig = {
    folder: join(folder, 'migration'),
    store: { url: database.url },
    // Without it each process keeps to the limits by itself alone.
    ...(REDIS ? { limits: { redis: REDIS } } : {}),
    ...sandboxSides(urls, zoho.orgId),
    ...demoMapping,
    // As lean as a ticket can be: its request, its messages, its status.
    scope: { without: ['attachment', 'history', 'follower', 'cc', 'time-entry', 'task', 'call'] },
    silence: { confirmedBy: 'the bench' },
  };
  const path = join(folder, 'zdjsm.json');
  writeFileSync(path, JSON.stringify(config));
  const env = {
    PATH: process.env['PATH'],
    ZDJSM_ZOHO_CLIENT_ID: zoho.clientId,
    ZDJSM_ZOHO_CLIENT_SECRET: zoho.clientSecret,
    ZDJSM_ZOHO_REFRESH_TOKEN: zoho.refreshToken,
    ZDJSM_JIRA_EMAIL: jira.email,
    ZDJSM_JIRA_TOKEN: jira.apiToken,
    ZDJSM_STORE_PASSWORD: database.password,
  };
  const running = new Set<ChildProcess>();
  return {
    counts,
    pace: () => ((counts.created - 1) * 1000) / (created.last - created.first),
    marks: () => marksIn(sandbox),
    start(verb) {
      const times = [String(speed), String(sandbox.clock.now())];
      const args = ['--conditions=@zdjsm/source', CHILD, path, ...times, verb];
      const child = spawn(process.execPath, args, { env });
      running.add(child);
      let output = '';
      child.stdout.on('data', (chunk: Buffer) => {
        output += chunk;
      });
      child.stderr.pipe(process.stderr);
      const ended = new Promise<string>((resolve, reject) => {
        child.on('close', (code, signal) => {
          running.delete(child);
          if (code === 0 || signal === 'SIGKILL') resolve(output);
          else reject(new Error(`${verb} ended with ${code}`));
        });
      });
      return { child, ended };
    },
    async stop() {
      for (const child of running) child.kill('SIGKILL');
      await sandbox.stop();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function marksIn(sandbox: Sandbox): string[] {
  const marks = sandbox.jira.inspect().issues.flatMap(({ fields }) => {
    const { Labels: labels } = fields;
    return String(labels).match(MARK) ?? [];
  });
  // A count of nothing would prove nothing.
  if (marks.length === 0) throw new Error('no issue bears the mark of its ticket');
  return marks;
}
