import type { Context } from '../client/context.ts';
import type { Transition } from '../model/issue.ts';
import type { CallOptions } from '../request/call.ts';
import { readWorkflow, type WorkflowRef } from '../workflow/read-workflow.ts';
import { type Walk, type Walked, Walker } from '../workflow/walker.ts';

/** Statuses, which can't be set but only arrived at. */
export class Workflow {
  readonly #context: Context;
  readonly #walker: Walker;

  constructor(context: Context) {
    this.#context = context;
    this.#walker = new Walker(context);
  }

  /**
   * Takes the issue to a status by the fewest transitions. The way comes from the workflow's
   * definition where the account may read it (administrators may); otherwise it is found by walking,
   * and remembered for the issues that follow.
   *
   * @throws UnreachableStatusError when no way is left: it tells what can be reached, and why not this.
   */
  async walk(issueKey: string, walk: Walk, options: CallOptions = {}): Promise<Walked> {
    return await this.#walker.walk(issueKey, walk, options);
  }

  /**
   * Names of the statuses that a new issue of this type can come to, the one it begins in first.
   * Undefined where the account may not read the workflow's definition (administrators may): then
   * only walking an issue tells.
   */
  async reach({ projectId, projectKey, issueTypeId }: WorkflowRef): Promise<string[] | undefined> {
    const map = await readWorkflow(this.#context, { projectId, projectKey, issueTypeId });
    const { initial } = map;
    if (initial === undefined) return undefined;
    return [map.nameOf(initial), ...map.reachable(initial, new Set())];
  }

  /**
   * How many transitions a new issue of this type is away from a status: none where it begins there.
   * Undefined where no way is known.
   */
  async distance(
    { projectId, projectKey, issueTypeId }: WorkflowRef,
    to: string,
  ): Promise<number | undefined> {
    const map = await this.#walker.mapOf(issueTypeId, `${projectId}/${projectKey}`);
    const { initial } = map;
    const target = map.statusId(to);
    if (initial === undefined || target === undefined) return undefined;
    if (target === initial) return 0;
    return map.path(initial, (id) => id === target, new Set())?.length;
  }

  /** The transitions that the issue can take now, with the fields of their screens. */
  async transitions(issueKey: string, options: CallOptions = {}): Promise<readonly Transition[]> {
    const { transitions } = await this.#context.api.request(
      'GET /rest/api/3/issue/{issueIdOrKey}/transitions',
      {
        path: { issueIdOrKey: issueKey },
        query: { expand: 'transitions.fields' },
        signal: options.signal,
      },
    );
    return transitions;
  }
}
