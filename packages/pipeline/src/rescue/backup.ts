import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Issue, Jsm } from '@zdjsm/jsm';
import pMap from 'p-map';
import { projectKeysOf } from '../config/project-keys.ts';
import { refuseForeignTarget } from '../load/prepare-load.ts';
import { isoNow, type RunContext } from '../run/context.ts';
import { createCounter } from '../run/counter.ts';
import { jsonLine } from '../words/json-line.ts';

/** What a backup is called. */
export interface BackupOptions {
  /** Part of the folder's name: `before`, `after`. */
  readonly name?: string | undefined;
}

/** What the target held, as JSON lines. */
export interface Backup {
  /** ISO 8601: when the reading began. */
  readonly at: string;
  readonly folder: string;
  readonly files: readonly BackupFile[];
}

/** One file of a backup. */
export interface BackupFile {
  readonly name: string;
  /** Records: one a line. */
  readonly lines: number;
  readonly sha256: string;
}

/**
 * Reads the mapped projects with their comments, links and worklogs, all organizations with their
 * members, and the customers of the desks. Files are named with their sizes, not downloaded. What was
 * written within the last seconds may be missing, as the search lags.
 */
export async function backUp(
  context: RunContext,
  jsm: Jsm,
  { name = 'backup' }: BackupOptions,
): Promise<Backup> {
  const { config, clock } = context;
  await refuseForeignTarget(context, jsm);
  const at = isoNow(clock);
  const stamp = at.replace(/[:.]/g, '-');
  const folder = join(config.folder, 'backup', `${stamp}-${name.replace(/[^\w-]+/g, '_')}`);
  // Half a backup must not look like a whole one.
  const part = `${folder}.part`;
  await mkdir(part, { recursive: true });
  const files: BackupFile[] = [];
  for (const [kind, read] of Object.entries(READERS)) {
    const name = `${kind}.jsonl`;
    const records = counted(context, kind, read(context, jsm));
    files.push({ name, ...(await writeLines(join(part, name), records)) });
  }
  const backup = { at, site: config.target.site, projects: projectKeysOf(config), files };
  await writeFile(join(part, 'manifest.json'), `${JSON.stringify(backup, undefined, 2)}\n`);
  await rename(part, folder);
  return { at, folder, files };
}

type Reader = (context: RunContext, jsm: Jsm) => AsyncIterable<unknown>;

/** One file each. */
const READERS: Readonly<Record<string, Reader>> = {
  issues: readIssues,
  organizations: readOrganizations,
  desks: readDesks,
};

async function* readIssues(context: RunContext, jsm: Jsm): AsyncGenerator<unknown> {
  const { config, signal } = context;
  for (const key of projectKeysOf(config)) {
    const found = jsm.search(`project = "${key}" ORDER BY key`, {
      fields: ['*all'],
      properties: ['zdjsm.source'],
      signal,
    });
    for await (const { items } of found.pages()) {
      yield* await pMap(items, (issue) => readIssue(issue, jsm, signal), {
        concurrency: config.concurrency.load,
        signal,
      });
    }
  }
}

/** A search shows only the first comments and worklogs, and no links to elsewhere. */
async function readIssue(issue: Issue, jsm: Jsm, signal: AbortSignal): Promise<unknown> {
  const comments = await Array.fromAsync(jsm.comments.list(issue.key, { signal }));
  return {
    ...issue,
    comments: await jsm.comments.withProperties(comments, { signal }),
    worklogs: await Array.fromAsync(jsm.worklogs.list(issue.key, { signal })),
    remoteLinks: await jsm.remoteLinks.list(issue.key, { signal }),
  };
}

async function* readOrganizations({ signal }: RunContext, jsm: Jsm): AsyncGenerator<unknown> {
  for await (const organization of jsm.organizations.list({ signal })) {
    const members = jsm.organizations.members(organization.id, { signal });
    yield { ...organization, members: await Array.fromAsync(members) };
  }
}

async function* readDesks({ config, signal }: RunContext, jsm: Jsm): AsyncGenerator<unknown> {
  const wanted = new Set(projectKeysOf(config));
  for await (const desk of jsm.serviceDesks.list({ signal })) {
    if (!wanted.has(desk.projectKey)) continue;
    const organizations = jsm.organizations.list({ serviceDeskId: desk.id, signal });
    yield {
      ...desk,
      customers: await Array.fromAsync(jsm.customers.list(desk.id, { signal })),
      organizations: await Array.fromAsync(organizations, ({ id, name }) => ({ id, name })),
    };
  }
}

async function* counted(
  { emit }: RunContext,
  kind: string,
  records: AsyncIterable<unknown>,
): AsyncGenerator<unknown> {
  const counter = createCounter(emit, 'backup', kind, undefined);
  for await (const record of records) {
    yield record;
    counter.done();
  }
}

async function writeLines(
  path: string,
  records: AsyncIterable<unknown>,
): Promise<Omit<BackupFile, 'name'>> {
  const hash = createHash('sha256');
  let lines = 0;
  const text = async function* () {
    for await (const record of records) {
      const line = jsonLine(record);
      hash.update(line);
      lines += 1;
      yield line;
    }
  };
  await pipeline(Readable.from(text()), createWriteStream(path));
  return { lines, sha256: hash.digest('hex') };
}
