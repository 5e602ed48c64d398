import type { Jsm } from '@zdjsm/jsm';
import type { TargetCatalog } from '../catalog/catalog.ts';
import { byName, sameName } from '../catalog/catalog.ts';
import type { StagedFacts } from '../facts/staged-facts.ts';
import type { Mapping, MappingProblem, TicketPlace } from '../mapping/mapping.ts';
import type { RunContext } from '../run/context.ts';
import type { SourceSurvey } from '../source/survey.ts';
import type { Finding } from './finding.ts';

/** What every check is given. It reads; only a fix that a person has asked for writes. */
export interface PreflightContext extends RunContext {
  readonly jsm: Jsm;
  readonly catalog: TargetCatalog;
  readonly mapping: Mapping;
  readonly problems: readonly MappingProblem[];
  /** Undefined for a source that can't be looked over. */
  readonly survey: SourceSurvey | undefined;
  readonly facts: StagedFacts;
  /** Where the config sends tickets, each pair once. */
  readonly places: readonly TicketPlace[];
}

/** One thing that can be wrong before anything is written. */
export interface PreflightCheck {
  readonly name: string;
  run(context: PreflightContext): Promise<readonly Finding[]>;
}

/** Where the config sends tickets, and where its hooks do. */
export function placesOf(
  { config }: Pick<RunContext, 'config'>,
  catalog: TargetCatalog,
  { statuses }: StagedFacts,
): TicketPlace[] {
  const places = new Map<string, TicketPlace>();
  const wanted = [
    ...Object.values(config.departments).flatMap((setting) =>
      [setting.requestType, ...Object.values(setting.requestTypesByCategory)].map(
        (name) => [setting.project, name] as const,
      ),
    ),
    ...statuses.map((use) => [use.projectKey, use.requestType] as const),
  ];
  for (const [key, name] of wanted) {
    const project = catalog.projects.find((one) => sameName(one.key, key));
    const requestType = project && byName(project.requestTypes, name);
    if (project && requestType) {
      places.set(`${project.key}/${requestType.id}`, { project, requestType });
    }
  }
  return [...places.values()];
}

/** Projects and issue types that tickets go to, each pair once: screens and workflows belong to these. */
export function issueTypesOf(places: readonly TicketPlace[]): TicketPlace[] {
  const pairs = new Map(
    places.map((place) => [`${place.project.key}/${place.requestType.issueTypeId}`, place]),
  );
  return [...pairs.values()];
}
