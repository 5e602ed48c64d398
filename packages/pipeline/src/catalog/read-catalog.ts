import { type Jsm, PermissionError } from '@zdjsm/jsm';
import { projectKeysOf } from '../config/project-keys.ts';
import type { ResolvedConfig } from '../config/schema.ts';
import {
  sameName,
  type TargetCatalog,
  type TargetField,
  type TargetProject,
  type TargetStatus,
} from './catalog.ts';

/** What of the site is read to its details: the rest is known by its name. */
export interface CatalogScope {
  project(key: string): boolean;
  optionsOf(fieldName: string): boolean;
}

/** What the config names. */
export function namedIn(config: ResolvedConfig): CatalogScope {
  const keys = new Set(projectKeysOf(config));
  const fields = Object.values(config.fields).map(({ field }) => field);
  return {
    project: (key) => keys.has(key.toUpperCase()),
    optionsOf: (name) => fields.some((field) => sameName(field, name)),
  };
}

/** Reads what a mapping needs to know of the site. */
export async function readCatalog(
  jsm: Jsm,
  scope: CatalogScope,
  signal: AbortSignal | undefined,
): Promise<TargetCatalog> {
  const desks = await Array.fromAsync(jsm.serviceDesks.list({ signal }));
  const [fields, priorities, resolutions, linkTypes, attachments] = await Promise.all([
    jsm.fields.list({ signal }),
    Array.fromAsync(jsm.site.priorities({ signal })),
    Array.fromAsync(jsm.site.resolutions({ signal })),
    jsm.issueLinks.types({ signal }),
    jsm.attachments.settings({ signal }),
  ]);
  const projects: TargetProject[] = [];
  for (const desk of desks) {
    const base = {
      id: String(desk.projectId),
      key: desk.projectKey,
      name: desk.projectName,
      serviceDeskId: String(desk.id),
    };
    projects.push(
      scope.project(desk.projectKey)
        ? {
            ...base,
            requestTypes: await readRequestTypes(jsm, base.serviceDeskId, signal),
            ...(await readIssueTypes(jsm, desk.projectKey, signal)),
          }
        : { ...base, requestTypes: [], statuses: [], issueTypes: [] },
    );
  }
  return {
    projects,
    fields: await Promise.all(
      fields
        .filter((field) => field.schema !== undefined)
        .map(async ({ id, name, schema = { type: 'any' } }): Promise<TargetField> => {
          const isSelect = SELECTS.test(schema.custom ?? '');
          const isWanted = isSelect && scope.optionsOf(name);
          const options = isWanted ? await readOptions(jsm, id, signal) : undefined;
          return { id, name, schema, ...options };
        }),
    ),
    priorities: priorities.map(({ id, name }) => ({ id, name })),
    resolutions: resolutions.map(({ id, name }) => ({ id, name })),
    linkTypes: linkTypes.map(({ id, name }) => ({ id, name })),
    uploadLimit: attachments.enabled ? attachments.uploadLimit : 0,
  };
}

const SELECTS = /:(select|radiobuttons|multiselect|multicheckboxes|cascadingselect)$/;

/** Undefined where only an administrator is told: the preflight says that, and Jira refuses the rest. */
async function readOptions(
  jsm: Jsm,
  fieldId: string,
  signal: AbortSignal | undefined,
): Promise<Pick<TargetField, 'options' | 'children'> | undefined> {
  const children = new Map<string, Set<string>>();
  try {
    for await (const context of jsm.fields.contexts(fieldId, { signal })) {
      const all = await Array.fromAsync(jsm.fields.options(fieldId, context.id, { signal }));
      const tops = all.filter(({ optionId }) => optionId === undefined);
      for (const { id, value } of tops) {
        const below = all.filter(({ optionId }) => optionId === id);
        const known = children.get(value) ?? new Set();
        children.set(value, new Set([...known, ...below.map((child) => child.value)]));
      }
    }
  } catch (error) {
    if (error instanceof PermissionError) return undefined;
    throw error;
  }
  return {
    options: [...children.keys()],
    children: Object.fromEntries([...children].map(([top, below]) => [top, [...below]])),
  };
}

async function readRequestTypes(jsm: Jsm, serviceDeskId: string, signal: AbortSignal | undefined) {
  const types = await Array.fromAsync(jsm.requestTypes.list(serviceDeskId, { signal }));
  return types.map(({ id, name, issueTypeId }) => ({ id, name, issueTypeId }));
}

async function readIssueTypes(
  jsm: Jsm,
  projectKey: string,
  signal: AbortSignal | undefined,
): Promise<Pick<TargetProject, 'issueTypes' | 'statuses'>> {
  const types = await jsm.projects.statuses(projectKey, { signal });
  const statuses = new Map<string, TargetStatus>();
  for (const type of types) {
    for (const { id, name, statusCategory } of type.statuses) {
      const key = statusCategory?.key;
      const category = key === 'done' || key === 'new' ? key : 'indeterminate';
      const issueTypeIds = [...(statuses.get(id)?.issueTypeIds ?? []), type.id];
      statuses.set(id, { id, name, category, issueTypeIds });
    }
  }
  return {
    issueTypes: types.map(({ id, name, subtask }) => ({ id, name, isSubtask: subtask })),
    statuses: [...statuses.values()],
  };
}
