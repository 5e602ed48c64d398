import { EXTRACTED_KEY } from '../extract/extract.ts';
import { readStagedFacts, type StagedFacts } from '../facts/staged-facts.ts';
import { ranked } from '../facts/tally-map.ts';
import { undecidedStatuses } from '../facts/undecided-statuses.ts';
import type { LoadContext } from '../load/load-context.ts';
import type { PreflightReport } from '../preflight/finding.ts';
import { PREFLIGHT_KEY } from '../preflight/preflight.ts';
import { isoNow } from '../run/context.ts';
import { stagedDepartments } from '../run/staged-departments.ts';
import { hashOf } from '../store/hash.ts';
import { forecastWork } from './forecast/forecast.ts';
import { stagedWork } from './forecast/staged-work.ts';
import type { MigrationPlan, PlanBinding, PlannedRecords, UnmappedValue } from './plan.ts';

/** Walks everything that a load would, from the store alone, and writes nothing to anybody. */
export async function makePlan(context: LoadContext): Promise<MigrationPlan> {
  const { source, config, mapping, catalog, clock } = context;
  const departments = await stagedDepartments(context);
  const facts = await readStagedFacts(context, mapping, {
    uploadLimit: catalog.uploadLimit,
    departmentName: (id) => departments.find((department) => department.id === id)?.name ?? id,
  });
  const body: Omit<MigrationPlan, 'at' | 'hash'> = {
    format: 1,
    binding: await bindingOf(context),
    source: { name: source.name, tenant: (await tenantOf(context)).name ?? '' },
    target: { site: config.target.site, projects: mapping.projects.map(({ key }) => key) },
    phase: config.phase,
    records: await recordsOf(context, facts),
    slices: facts.slices,
    leftOut: ranked(facts.leftOut).map(([rule, tickets]) => ({ rule, tickets })),
    losses: facts.losses,
    unmapped: unmappedIn(facts),
    refusedTexts: facts.refusedTexts.count,
    forecast: forecastWork(await stagedWork(facts, context.jsm), config),
    preflight: await lastPreflight(context),
  };
  return { ...body, at: isoNow(clock), hash: hashOfPlan(body) };
}

/** Of what a person reads in it; when it was made is no part of that. */
export function hashOfPlan({
  at: _,
  hash: __,
  ...body
}: Omit<MigrationPlan, 'at' | 'hash'> & { readonly at?: string; readonly hash?: string }): string {
  return hashOf(body);
}

export async function bindingOf(context: LoadContext): Promise<PlanBinding> {
  const { store, fingerprint } = context;
  const extracted = await store.meta.get(EXTRACTED_KEY);
  return {
    source: (await tenantOf(context)).id ?? '',
    target: String(await store.meta.get('target')),
    mapping: fingerprint,
    extraction: extracted === undefined ? 'partial' : 'complete',
  };
}

const tenantOf = async ({ store }: LoadContext) =>
  ((await store.meta.get('source')) ?? {}) as { readonly id?: string; readonly name?: string };

async function recordsOf(
  { store }: LoadContext,
  { kinds }: StagedFacts,
): Promise<PlannedRecords[]> {
  const summary = await store.crosswalk.summary();
  return Object.entries(kinds).map(([kind, { source: inScope }]) => {
    const done = summary.find((row) => row.kind === kind && row.state === 'done')?.count ?? 0;
    const there = Math.min(done, inScope);
    return { kind, inScope, there, toCreate: inScope - there };
  });
}

function unmappedIn(facts: StagedFacts): UnmappedValue[] {
  const statuses = undecidedStatuses(facts).map(
    ({ status, projectKey, tickets, target, missing }) => ({
      setting: 'statuses',
      value: status,
      tickets,
      becomes: `"${target}" in ${projectKey}${missing === undefined ? '' : `, whose workflow lacks "${missing}"`}`,
    }),
  );
  const fields = ranked(facts.unplacedFields).map(([value, tickets]) => ({
    setting: 'fields',
    value,
    tickets,
    becomes: "kept in the issue's property",
  }));
  const options = [...facts.missingOptions].flatMap(([field, values]) =>
    ranked(values).map(([value, tickets]) => ({
      setting: `fields.${field}`,
      value,
      tickets,
      becomes: "no option of the field: kept in the issue's property",
    })),
  );
  return [...statuses, ...fields, ...options];
}

async function lastPreflight({ store }: LoadContext): Promise<MigrationPlan['preflight']> {
  const last = (await store.meta.get(PREFLIGHT_KEY)) as PreflightReport | undefined;
  if (!last) return undefined;
  const blockers = last.findings.filter(({ severity }) => severity === 'blocker').length;
  return { at: last.at, blockers };
}
