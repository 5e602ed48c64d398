import type { Jsm } from '@zdjsm/jsm';
import type { ResolvedConfig } from '../../config/schema.ts';
import type { StagedFacts } from '../../facts/staged-facts.ts';
import type { SourceSurvey } from '../../source/survey.ts';
import type { HelpdeskCounts } from './counts.ts';
import { type Forecast, forecastCounts, forecastOf, forecastWork } from './forecast.ts';
import { stagedWork } from './staged-work.ts';

/** By what is staged, as far as it is; by the source's own counts before. */
export async function forecastSurveyed({
  facts,
  survey,
  jsm,
  config,
}: {
  readonly facts: StagedFacts | undefined;
  readonly survey: SourceSurvey | undefined;
  readonly jsm: Jsm;
  readonly config: ResolvedConfig;
}): Promise<Forecast> {
  const counts = survey && countsIn(survey);
  const counted = counts && forecastCounts(counts, config);
  if (facts === undefined || facts.staged === 0) {
    return counted ? { ...counted, from: 'counts' } : forecastOf([], 'nothing');
  }
  const extraction = counted?.phases.filter(({ phase }) => phase === 'extract') ?? [];
  const rest = forecastWork(await stagedWork(facts, jsm), config);
  return forecastOf([...extraction, ...rest.phases], rest.from);
}

function countsIn({ modules, departments, agents }: SourceSurvey): HelpdeskCounts | undefined {
  const of = (name: string): number | undefined =>
    modules.find((module) => module.name === name)?.count;
  const tickets = of('tickets');
  if (tickets === undefined) return undefined;
  const custom = modules.filter(({ isCustom }) => isCustom);
  return {
    tickets,
    departments: departments.length,
    agents: agents.length,
    contacts: of('contacts'),
    accounts: of('accounts'),
    products: of('products'),
    customRecords: custom.reduce((sum, { count = 0 }) => sum + count, 0),
  };
}
