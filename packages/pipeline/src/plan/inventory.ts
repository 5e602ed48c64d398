import type { Jsm } from '@zdjsm/jsm';
import { namedIn, readCatalog } from '../catalog/read-catalog.ts';
import type { RunContext } from '../run/context.ts';
import type { SourceSurvey } from '../source/survey.ts';

/** What both sides hold, by counts. */
export interface Inventory {
  /** Undefined for a source that can't be looked over. */
  readonly source: SourceSurvey | undefined;
  readonly target: TargetInventory;
}

/** What the target holds already. */
export interface TargetInventory {
  readonly projects: readonly {
    readonly key: string;
    readonly name: string;
    /** Whether the config sends tickets there. */
    readonly isMapped: boolean;
    /** About: Jira counts its search index. */
    readonly requests: number;
  }[];
  readonly organizations: number;
  readonly customFields: number;
}

export async function takeInventory(context: RunContext, jsm: Jsm): Promise<Inventory> {
  const { config, signal } = context;
  const scope = namedIn(config);
  const { projects, fields } = await readCatalog(jsm, scope, signal);
  const counted: TargetInventory['projects'][number][] = [];
  for (const { key, name } of projects) {
    const requests = await jsm.count(`project = "${key}"`, { signal });
    counted.push({ key, name, isMapped: scope.project(key), requests });
  }
  let organizations = 0;
  for await (const _ of jsm.organizations.list({ signal })) organizations += 1;
  return {
    source: await context.source.survey?.({ signal }),
    target: {
      projects: counted,
      organizations,
      customFields: fields.filter(({ schema }) => schema.custom !== undefined).length,
    },
  };
}
