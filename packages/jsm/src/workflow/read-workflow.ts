import { ZdjsmError } from '@zdjsm/core';
import type { Context } from '../client/context.ts';
import type { WorkflowDefinition, WorkflowStatus } from '../model/workflow.ts';
import { type Step, WorkflowMap } from './workflow-map.ts';

/** An issue type in a project: what a workflow belongs to. */
export interface WorkflowRef {
  readonly projectId: string;
  readonly projectKey: string;
  readonly issueTypeId: string;
}

/**
 * The workflow of an issue type. Its definition is for administrators only: others get a map that
 * has the statuses, and is filled in on the way.
 */
export async function readWorkflow({ api }: Context, ref: WorkflowRef): Promise<WorkflowMap> {
  const types = await api.request('GET /rest/api/3/project/{projectIdOrKey}/statuses', {
    path: { projectIdOrKey: ref.projectKey },
  });
  const statuses = types.find(({ id }) => id === ref.issueTypeId)?.statuses ?? [];
  const definition = await readDefinition({ api }, ref).catch((error: unknown) => {
    if (ZdjsmError.is(error) && error.outcome === 'rejected') return undefined;
    throw error;
  });
  return new WorkflowMap({ statuses, ...definition });
}

/** What a workflow's definition says: where an issue begins, and the ways from status to status. */
interface Definition {
  readonly steps: readonly Step[];
  /** Status id. */
  readonly initial?: string;
}

async function readDefinition(
  { api }: Pick<Context, 'api'>,
  { projectId, issueTypeId }: WorkflowRef,
): Promise<Definition | undefined> {
  const schemes = await api.request('GET /rest/api/3/workflowscheme/project', {
    query: { projectId },
  });
  const scheme = schemes.values.find(({ projectIds }) => projectIds.includes(projectId));
  const { issueTypeMappings, defaultWorkflow } = scheme?.workflowScheme ?? {};
  const name = issueTypeMappings?.[issueTypeId] ?? defaultWorkflow;
  if (name === undefined) return undefined;
  const page = await api.request('GET /rest/api/3/workflows/search', {
    query: { queryString: name, expand: 'values.transitions', maxResults: 50 },
  });
  const workflow = page.values.find((candidate) => candidate.name === name);
  return workflow && definitionOf(workflow, page.statuses ?? []);
}

function definitionOf(
  { transitions = [] }: WorkflowDefinition,
  statuses: readonly WorkflowStatus[],
): Definition | undefined {
  if (transitions.length === 0) return undefined;
  const ids = new Map(statuses.map(({ statusReference, id }) => [statusReference, id]));
  const idOf = (reference: string): string => ids.get(reference) ?? reference;
  const initial = transitions.find(({ type }) => type === 'INITIAL')?.toStatusReference;
  const steps = transitions.flatMap(({ id, name, type, toStatusReference, links = [] }): Step[] => {
    const to = idOf(toStatusReference);
    if (type === 'INITIAL') return [];
    if (type === 'GLOBAL') return [{ id, name, from: undefined, to }];
    return links.map(({ fromStatusReference }) => ({
      id,
      name,
      from: idOf(fromStatusReference),
      to,
    }));
  });
  return initial === undefined ? { steps } : { steps, initial: idOf(initial) };
}
