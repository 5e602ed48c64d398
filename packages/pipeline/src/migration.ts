import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { type Clock, ConfigurationError, openJournalFile, systemClock } from '@zdjsm/core';
import { inBatch } from './batch/in-batch.ts';
import type { ResolvedConfig } from './config/schema.ts';
import type { Secrets } from './config/secrets.ts';
import { extract } from './extract/extract.ts';
import { createJim, type Jim } from './jim/jim.ts';
import { openLimits } from './limits/open-limits.ts';
import { load } from './load/load.ts';
import type { LoadContext } from './load/load-context.ts';
import { checkTarget, prepareLoad } from './load/prepare-load.ts';
import { createTarget, openSource, type Wiring, zohoAccess } from './open-sides.ts';
import { type ConfirmPlan, requirePlan } from './plan/confirm.ts';
import { createPlanning, type Planning } from './plan/planning.ts';
import type { Report } from './report/report.ts';
import { writeReport } from './report/write-report.ts';
import { beginReview } from './rescue/approve.ts';
import { createRescue, type Rescue } from './rescue/rescue.ts';
import type { RunContext } from './run/context.ts';
import { createCreditAccount } from './run/credit-account.ts';
import type { EventSink, PhaseName } from './run/events.ts';
import { noteRun, type PhaseTime, readRuns } from './run/run-log.ts';
import { createUsageMeter, type Usage } from './run/usage.ts';
import { bindSource } from './source/bind-source.ts';
import type { Source } from './source/source.ts';
import { openStore } from './store/open-store.ts';
import type { Store } from './store/store.ts';
import { createDelta, type Delta } from './sync/delta.ts';
import { createTelemetry, type TelemetryOptions } from './telemetry/telemetry.ts';
import { type ValidationSummary, validate } from './validate/validate.ts';
import { createCrew } from './workers/create-crew.ts';
import { type WorkOptions, work } from './workers/work.ts';

/** A config and credentials; everything else has a default. */
export interface MigrationOptions {
  readonly config: ResolvedConfig;
  /** Those of Zoho are asked for where it is the source. */
  readonly secrets: Omit<Secrets, 'zoho'> & Partial<Pick<Secrets, 'zoho'>>;
  /** Default: Zoho Desk, as the config says: `source` and `secrets.zoho` are needed then, and only then. */
  readonly source?: Source | undefined;
  /** Default: the one that the config names, or SQLite in its folder. */
  readonly store?: Store | undefined;
  /** `run` (default) has a store for itself; `share` is a worker's. */
  readonly access?: 'run' | 'share' | undefined;
  /** Seconds without a word after which a worker's tickets go to others. Default 30. */
  readonly leaseSeconds?: number | undefined;
  readonly onEvent?: EventSink | undefined;
  /** Where spans and figures go. Default: what the program has registered with OpenTelemetry, if anything. */
  readonly telemetry?: TelemetryOptions | undefined;
  /** Confirms plans in code, where a load would refuse to begin without one that a person has read. */
  readonly confirmPlan?: ConfirmPlan | undefined;
  /** Ends the run cleanly: what is under way is noted, the next run goes on from there. */
  readonly signal?: AbortSignal | undefined;
  readonly clock?: Clock | undefined;
  /** Milliseconds of silence after which a call is taken to be lost. Default 60,000. */
  readonly timeoutMs?: number | undefined;
}

/** A migration, phase by phase or all in one. Each phase resumes where it was interrupted. */
export interface Migration extends Rescue, Planning, Delta, Jim {
  extract(): Promise<void>;
  /**
   * Returns how many records were created or changed: none when all is there already.
   *
   * @throws ZdjsmError `PLAN_NOT_CONFIRMED` or `PLAN_STALE`: the plan to read is in the folder then.
   */
  load(): Promise<{ readonly writes: number }>;
  /**
   * Helps the runs of other processes on the same PostgreSQL, until `drain` or the signal tells it to stop:
   * opened with `access: 'share'`.
   */
  work(options?: WorkOptions): Promise<{ readonly writes: number }>;
  validate(): Promise<ValidationSummary>;
  /** Writes the report of what the store knows now; returns it and where it is. */
  report(): Promise<{ readonly report: Report; readonly path: string }>;
  /** Extract, load, validate, report. */
  run(): Promise<{ readonly report: Report; readonly path: string }>;
  /** What this run has used of both sides so far. */
  usage(): Usage;
  close(): Promise<void>;
}

/** Opens the store, which no other process may have open. Nothing is sent until a phase is called. */
export function createMigration(options: MigrationOptions): Migration {
  const { config, secrets, clock = systemClock, onEvent = () => {} } = options;
  const access = options.source ?? zohoAccess(options);
  const telemetry = createTelemetry(clock, options.telemetry);
  const emit: EventSink = (event) => {
    telemetry.onEvent(event);
    onEvent(event);
  };
  const password = secrets.storePassword;
  const store = options.store ?? openStore({ config, password, access: options.access });
  const crew =
    config.store &&
    createCrew({ config: config.store, store, password, leaseSeconds: options.leaseSeconds });
  const batch = `${new Date(clock.now()).toISOString().slice(0, 10)}-${randomUUID().slice(0, 8)}`;
  const journal = openJournalFile(join(config.folder, 'journal', `${batch}.jsonl`));
  const meter = createUsageMeter();
  const onExchange: Wiring['onExchange'] = (exchange) => {
    meter.onExchange(exchange);
    telemetry.onExchange(exchange);
    journal.write(exchange);
  };
  const limits = openLimits(config, secrets.redisPassword);
  const wiring = { clock, onExchange, emit, telemetry, limits };
  const credits = createCreditAccount(store);
  const { timeoutMs } = options;
  const opened = openSource(access, { ...wiring, credits, timeoutMs });
  const jsm = createTarget(options, wiring);
  telemetry.observe({ store, credits: opened.credits, jsm, clock, line: crew?.line });
  const context: RunContext = {
    config,
    store,
    source: opened.source,
    clock,
    emit,
    telemetry,
    signal: options.signal ?? new AbortController().signal,
    batch,
    crew: crew?.join,
  };
  const phases: PhaseTime[] = [];
  let writes = 0;
  let prepared: Promise<LoadContext> | undefined;

  const usageSoFar = (): Usage => meter.read({ writes, points: jsm.usage.points });
  const phase = async <T>(name: PhaseName, work: () => Promise<T>): Promise<T> => {
    emit({ type: 'phase', phase: name, state: 'started' });
    const start = clock.now();
    try {
      return await telemetry.phase(name, work);
    } finally {
      const seconds = (clock.now() - start) / 1000;
      phases.push({ phase: name, startedAt: new Date(start).toISOString(), seconds });
      const usage = usageSoFar();
      // A store that takes nothing more has failed the work already, and says so better.
      await noteRun(store, { id: batch, phases, usage }).catch(() => {});
      emit({ type: 'phase', phase: name, state: 'finished' });
    }
  };
  const ready = (): Promise<LoadContext> => {
    prepared ??= prepareLoad(context, jsm).catch((error: unknown) => {
      // What was missing may be there the next time.
      prepared = undefined;
      throw error;
    });
    return prepared;
  };

  const migration: Migration = {
    ...createRescue({ context, jsm, ready, phase }),
    ...createJim({ ready, phase }),
    ...createDelta({ context, jsm, ready, phase, wrote: (count) => (writes += count) }),
    ...createPlanning({
      context,
      jsm,
      phase,
      ready,
      open: (config, source) =>
        createMigration({
          ...options,
          config,
          source,
          store: undefined,
          access: 'run',
          confirmPlan: () => 'zdjsm sample',
        }),
    }),
    extract: () =>
      phase('extract', async () => {
        await bindSource(context);
        await extract(context);
      }),
    load: () =>
      phase('load', async () => {
        const loading = await ready();
        await requirePlan(loading, options.confirmPlan);
        return await inBatch(loading, { purpose: 'load' }, async (context) => {
          const all = await load(context);
          writes = context.writes.count;
          return { writes: all };
        });
      }),
    work: (options = {}) =>
      phase('work', async () => {
        if (!crew) throw notShared();
        const prepare = () => prepareLoad(context, jsm);
        writes = await work(context, { ...options, crew: await crew.join(), prepare });
        return { writes };
      }),
    validate: () =>
      phase('validate', async () => {
        const summary = await validate(await ready());
        await beginReview(context);
        return summary;
      }),
    report: () =>
      phase('report', async () => {
        const about = { site: config.target.site, runs: await readRuns(store) };
        return await writeReport(context, about, join(config.folder, 'report'));
      }),
    async run() {
      await checkTarget(context, jsm);
      await migration.extract();
      await migration.load();
      await migration.validate();
      return await migration.report();
    },
    usage: usageSoFar,
    async close() {
      telemetry.stop();
      journal.close();
      await limits.close();
      await credits.close();
      await crew?.leave();
      await store.close();
    },
  };
  return migration;
}

const notShared = (): ConfigurationError =>
  new ConfigurationError({
    setting: 'store',
    message: 'workers share a PostgreSQL, and none is named',
    remedy: 'Set store.url: docs/guides/scaling.md shows how.',
  });
