import { ZdjsmError } from '@zdjsm/core';
import type { Jsm } from '@zdjsm/jsm';
import { namedIn, readCatalog } from '../catalog/read-catalog.ts';
import { readStagedFacts } from '../facts/staged-facts.ts';
import { createMapping } from '../mapping/mapping.ts';
import { forecastSurveyed } from '../plan/forecast/surveyed.ts';
import { isoNow, type RunContext } from '../run/context.ts';
import { stagedDepartments } from '../run/staged-departments.ts';
import { stagedDirectory } from '../run/staged-directory.ts';
import type { SourceSurvey } from '../source/survey.ts';
import { type PreflightContext, placesOf } from './check.ts';
import { CHECKS } from './checks.ts';
import type { Finding, PreflightFinding, PreflightReport, Severity } from './finding.ts';

/** Key of the last report in the store. */
export const PREFLIGHT_KEY = 'preflight';
/** Key of what `fix` has created over time: a rollback of records leaves that alone. */
const CREATED_KEY = 'preflight:created';

/** Whether a preflight mends what an API can mend. */
export interface PreflightOptions {
  /** Creates what an API can create; each is told by an event first. Default false: reads only. */
  readonly fix?: boolean | undefined;
}

type Found = Finding & { readonly check: string };

/** Looks at both sides for all that would go wrong, before anything is written. */
export async function preflight(
  context: RunContext,
  jsm: Jsm,
  { fix = false }: PreflightOptions = {},
): Promise<PreflightReport> {
  const survey = await context.source.survey?.({ signal: context.signal });
  let looked = await look(context, jsm, survey);
  const created: string[] = [];
  const refused: Found[] = [];
  if (fix) {
    for (const finding of looked.findings) {
      if (!finding.fix) continue;
      const refusal = await create(context, finding);
      if (refusal) refused.push(refusal);
      else created.push(finding.fix.creates);
    }
    if (created.length > 0) {
      await noteCreated(context, created);
      looked = await look(context, jsm, survey);
    }
  }
  const findings = [...refused, ...looked.findings].sort(bySeverity).map(reported);
  const report: PreflightReport = {
    at: isoNow(context.clock),
    findings,
    created,
    forecast: await forecastSurveyed({ facts: looked.facts, survey, jsm, config: context.config }),
    isReady: !findings.some(({ severity }) => severity === 'blocker'),
  };
  await context.store.commit({ meta: { [PREFLIGHT_KEY]: report } });
  return report;
}

async function look(context: RunContext, jsm: Jsm, survey: SourceSurvey | undefined) {
  const { config, signal } = context;
  const catalog = await readCatalog(jsm, namedIn(config), signal);
  const staged = await stagedDepartments(context);
  const departments = staged.length > 0 ? staged : (survey?.departments ?? []);
  const directory = await stagedDirectory(context);
  const { mapping, problems } = createMapping(config, catalog, departments, directory);
  const facts = await readStagedFacts(context, mapping, {
    uploadLimit: catalog.uploadLimit,
    departmentName: (id) => departments.find((department) => department.id === id)?.name ?? id,
  });
  const places = placesOf(context, catalog, facts);
  const all: PreflightContext = {
    ...context,
    jsm,
    catalog,
    mapping,
    problems,
    survey,
    facts,
    places,
  };
  const findings: Found[] = [];
  for (const check of CHECKS) {
    const found = await check.run(all);
    findings.push(...found.map((finding) => ({ ...finding, check: check.name })));
  }
  return { findings, facts };
}

/** Returns what is left of the finding when the target refuses. */
async function create({ emit, signal }: RunContext, finding: Found): Promise<Found | undefined> {
  const { fix } = finding;
  if (!fix) return undefined;
  emit({ type: 'note', message: `Creating ${fix.creates}` });
  try {
    await fix.apply();
    return undefined;
  } catch (error) {
    signal.throwIfAborted();
    if (!ZdjsmError.is(error) || error.outcome !== 'rejected') throw error;
    return {
      check: finding.check,
      severity: 'warning',
      place: finding.place,
      message: `could not create ${fix.creates}: ${error.message}`,
      remedy: error.remedy,
    };
  }
}

async function noteCreated({ store }: RunContext, created: readonly string[]): Promise<void> {
  const before = await store.meta.get(CREATED_KEY);
  const known = Array.isArray(before) ? before.map(String) : [];
  await store.commit({ meta: { [CREATED_KEY]: [...known, ...created] } });
}

const GRAVITY: Readonly<Record<Severity, number>> = { blocker: 0, warning: 1, note: 2 };

const bySeverity = (a: Finding, b: Finding): number => GRAVITY[a.severity] - GRAVITY[b.severity];

const reported = ({ check, severity, place, message, remedy, fix }: Found): PreflightFinding => ({
  check,
  severity,
  place,
  message,
  remedy,
  creates: fix?.creates,
});
