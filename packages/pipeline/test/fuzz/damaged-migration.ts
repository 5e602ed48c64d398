import { createSandboxClock, type FaultPlan, plannedFaults } from '@zdjsm/sandbox';
import type { CrosswalkRow, MigrationConfig, Report } from '../../src/index.ts';
import { openSqliteStore } from '../../src/index.ts';
import { asPerson } from '../support/people.ts';
import { createSteppingClock } from '../support/stepping-clock.ts';
import { createWorld, type World } from '../support/world.ts';
import { type Injury, injure, type Wound } from './damage.ts';

/** How a migration of a damaged helpdesk ended. */
export interface DamagedRun {
  readonly world: World;
  /** Undefined when the run was ended by an error. */
  readonly report: Report | undefined;
  readonly error: unknown;
  /** Each damaged answer once, by its address. */
  readonly injuries: ReadonlyMap<string, Injury>;
  readonly rows: readonly CrosswalkRow[];
}

/** Addresses of what a helpdesk answers, by kind: `/api/v1/tickets/{id}`. */
export type Answers = readonly (readonly string[])[];

/** What of a helpdesk is migrated. */
export type Part = 'tickets' | 'everything';

const SPEED = 400;
const LONGEST_SLEEP_MS = 20_000;

const CONFIGS: Readonly<Record<Part, Partial<MigrationConfig>>> = {
  tickets: {},
  everything: {
    knowledgeBase: { spaces: { public: 'KB', restricted: 'AGENTS' } },
    customModules: { to: 'assets', schema: { key: 'CRM', name: 'From Zoho' } },
  },
};

async function newWorld(): Promise<World> {
  const world = await createWorld({
    clock: createSandboxClock({ speed: SPEED }),
    zoho: { tickets: 2 },
    jira: { searchLag: 0 },
    recordBodies: false,
  });
  const { spaces } = asPerson(world, world.sandbox.jira.credentials).confluence;
  await spaces.ensure({ key: 'KB', name: 'Help' });
  await spaces.ensure({ key: 'AGENTS', name: 'For agents' });
  return world;
}

/** What is read before any record, and what no record can do without. */
const OF_THE_PORTAL = /organizations|departments$|organizationModules|fields$|ticketsCount/;

/** What the helpdesk says of its records while it is read. */
export async function answersOf(part: Part): Promise<Answers> {
  const world = await newWorld();
  try {
    await withMigration(world, part, (migration) => migration.extract());
    const kinds = new Map<string, Set<string>>();
    for (const { cloud, method, path, status } of world.sandbox.history.calls) {
      const isFile = /\/content$|\/inlineImages\/|ImageDisplay/.test(path);
      if (OF_THE_PORTAL.test(path)) continue;
      if (cloud !== 'zoho' || method !== 'GET' || status !== 200 || isFile) continue;
      const kind = path.replace(/\d{6,}/g, '{id}');
      kinds.set(kind, (kinds.get(kind) ?? new Set()).add(path));
    }
    return Array.from(kinds.keys())
      .sort()
      .map((kind) => [...(kinds.get(kind) ?? [])].sort());
  } finally {
    await world.stop();
  }
}

/** Migrates a helpdesk some of whose answers are always damaged. The caller stops the world. */
export async function migrateDamaged(
  answers: Answers,
  wounds: readonly Wound[],
  part: Part,
): Promise<DamagedRun> {
  const world = await newWorld();
  const injuries = new Map<string, Injury>();
  world.sandbox.setFaults(damages(answers, wounds, injuries));
  let report: Report | undefined;
  let error: unknown;
  try {
    report = await withMigration(world, part, async (migration) => (await migration.run()).report);
  } catch (cause) {
    error = cause;
  }
  world.sandbox.setFaults(plannedFaults([]));
  return { world, report, error, injuries, rows: await rowsOf(world) };
}

function damages(
  answers: Answers,
  wounds: readonly Wound[],
  injuries: Map<string, Injury>,
): FaultPlan {
  const byPath = new Map<string, Wound[]>();
  for (const wound of wounds) {
    const paths = answers[wound.kind % answers.length] ?? [];
    const path = paths[wound.answer % paths.length] ?? '';
    byPath.set(path, [...(byPath.get(path) ?? []), wound]);
  }
  return {
    next({ cloud, path }) {
      const its = cloud === 'zoho' ? byPath.get(path) : undefined;
      if (!its) return undefined;
      return {
        kind: 'alter',
        alter: (document) =>
          its.reduce((text, wound, i) => {
            const result = injure(text, wound);
            if (result.injury) injuries.set(`${path} #${i}`, result.injury);
            return result.document;
          }, document),
      };
    },
  };
}

async function withMigration<T>(
  world: World,
  part: Part,
  work: (migration: ReturnType<World['open']>) => Promise<T>,
): Promise<T> {
  const clock = createSteppingClock(world.sandbox, LONGEST_SLEEP_MS);
  const migration = world.open(CONFIGS[part], { clock, timeoutMs: 20_000 });
  try {
    return await work(migration);
  } finally {
    await migration.close();
  }
}

async function rowsOf(world: World): Promise<CrosswalkRow[]> {
  const store = openSqliteStore(String(world.config.folder));
  const rows: CrosswalkRow[] = [];
  for (const kind of new Set((await store.crosswalk.summary()).map((count) => count.kind))) {
    for await (const row of store.crosswalk.iterate(kind)) rows.push(row);
  }
  await store.close();
  return rows;
}
