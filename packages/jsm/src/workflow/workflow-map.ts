import type { ScreenField, Status, Transition } from '../model/issue.ts';

/** A way from one status to another. */
export interface Step {
  /** The transition's id. */
  readonly id: string;
  readonly name: string;
  /** Status id; undefined for a global transition, which goes from everywhere. */
  readonly from: string | undefined;
  readonly to: string;
}

/**
 * What is known of one workflow: from its definition, where the account may read it, and from the
 * transitions that Jira offered to issues on their way. It grows, and serves every issue after.
 */
export class WorkflowMap {
  readonly #steps = new Map<string, Step>();
  readonly #names = new Map<string, string>();
  readonly #explored = new Set<string>();
  readonly #screens = new Map<string, Readonly<Record<string, ScreenField>>>();
  readonly #isComplete: boolean;
  /** Id of the status that an issue begins in; undefined while the definition is not known. */
  readonly initial: string | undefined;

  constructor(known: {
    readonly statuses: readonly Status[];
    readonly steps?: readonly Step[];
    readonly initial?: string;
  }) {
    this.initial = known.initial;
    for (const { id, name } of known.statuses) this.#names.set(id, name);
    for (const step of known.steps ?? []) this.#add(step);
    this.#isComplete = known.steps !== undefined;
  }

  /** Takes in what Jira offers to an issue in this status, with the fields of the screens. */
  learn(statusId: string, transitions: readonly Transition[]): void {
    this.#explored.add(statusId);
    for (const { id, name, to, fields } of transitions) {
      this.#names.set(to.id, to.name);
      this.#screens.set(id, fields ?? {});
      this.#add({ id, name, from: statusId, to: to.id });
    }
  }

  /** Whether all ways out of the status are known. */
  knows(statusId: string): boolean {
    return this.#isComplete || this.#explored.has(statusId);
  }

  /** The fields on the screen of a transition; undefined while it has not been offered. */
  screen(stepId: string): Readonly<Record<string, ScreenField>> | undefined {
    return this.#screens.get(stepId);
  }

  nameOf(statusId: string): string {
    return this.#names.get(statusId) ?? statusId;
  }

  /** A status by its id or its name. */
  statusId(wanted: string): string | undefined {
    if (this.#names.has(wanted)) return wanted;
    const name = wanted.toLowerCase();
    return [...this.#names].find(([, known]) => known.toLowerCase() === name)?.[0];
  }

  get statusNames(): string[] {
    return [...this.#names.values()];
  }

  /** The fewest steps to a status for which `isGoal` holds; undefined when none is known. */
  path(
    from: string,
    isGoal: (statusId: string) => boolean,
    blocked: ReadonlySet<string>,
  ): Step[] | undefined {
    const arrivals = this.#spread(from, blocked, isGoal);
    const goal = [...arrivals.keys()].find((id) => id !== from && isGoal(id));
    if (goal === undefined) return undefined;
    const steps: Step[] = [];
    for (let at = goal; at !== from; ) {
      const arrival = arrivals.get(at);
      if (!arrival?.step) break;
      steps.unshift(arrival.step);
      at = arrival.from;
    }
    return steps;
  }

  /** Names of the statuses that can be reached. */
  reachable(from: string, blocked: ReadonlySet<string>): string[] {
    const arrivals = this.#spread(from, blocked, () => false);
    return [...arrivals.keys()].filter((id) => id !== from).map((id) => this.nameOf(id));
  }

  /** Breadth first: how each status is first arrived at, the nearest first. */
  #spread(
    from: string,
    blocked: ReadonlySet<string>,
    isGoal: (statusId: string) => boolean,
  ): Map<string, { readonly from: string; readonly step: Step | undefined }> {
    const arrivals = new Map<string, { from: string; step: Step | undefined }>([
      [from, { from, step: undefined }],
    ]);
    // A map is iterated in the order of insertion, what is added meanwhile included.
    for (const [at] of arrivals) {
      for (const step of this.#steps.values()) {
        const leads = step.from === undefined || step.from === at;
        if (!leads || blocked.has(step.id) || arrivals.has(step.to)) continue;
        arrivals.set(step.to, { from: at, step });
        if (isGoal(step.to)) return arrivals;
      }
    }
    return arrivals;
  }

  #add(step: Step): void {
    this.#steps.set(`${step.id} ${step.from ?? ''}`, step);
  }
}
