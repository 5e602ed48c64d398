import type { Context } from '../client/context.ts';
import {
  AtlassianError,
  ConflictError,
  UnexpectedAnswerError,
  ValidationError,
} from '../errors/atlassian-error.ts';
import { UnreachableStatusError } from '../errors/client-errors.ts';
import type { ScreenField } from '../model/issue.ts';
import { type Fields, stringIn } from '../model/json.ts';
import type { CallOptions } from '../request/call.ts';
import { remember } from '../writes/remember.ts';
import { readWorkflow, type WorkflowRef } from './read-workflow.ts';
import type { Step, WorkflowMap } from './workflow-map.ts';

/** Where an issue shall go, and what screens on the way ask for. */
export interface Walk {
  /** Name or id of the status to arrive at. */
  readonly to: string;
  /** For the screens on the way: `{ resolution: { name: 'Done' } }`. What no screen takes is set by an edit. */
  readonly fields?: Fields | undefined;
  /**
   * Whose workflow it follows, for an issue that was created a moment ago: it is taken to stand where
   * that begins, which spares a call. Where that leads nowhere, it is looked up after all.
   */
  readonly fresh?: WorkflowRef | undefined;
}

/** The way that an issue went. */
export interface Walked {
  /** Names of the statuses, from where it stood to where it stands. */
  readonly statuses: readonly string[];
  /** Ids of the fields that neither a screen nor an edit took. */
  readonly fieldsNotSet: readonly string[];
}

interface Place {
  readonly map: WorkflowMap;
  readonly statusId: string;
}

/** One issue on its way. */
interface Journey {
  readonly issueKey: string;
  readonly map: WorkflowMap;
  readonly target: string;
  readonly fields: Fields;
  readonly signal: AbortSignal | undefined;
  /** Status ids, the present one last. */
  readonly visited: string[];
  /** Transitions that can't be taken, and why. */
  readonly blocked: Map<string, string>;
  /** Fields that a screen took. */
  readonly placed: Set<string>;
  /** Statuses whose transitions were read for this very issue. */
  readonly read: Set<string>;
}

// Someone else may move the issue meanwhile; not for ever.
const MOST_STEPS = 100;

/** Moves issues through their workflow by the fewest transitions. */
export class Walker {
  readonly #context: Context;
  /** The workflow of an issue type in a project (`<id>/<key>`), read once. */
  readonly mapOf: (issueTypeId: string, project: string) => Promise<WorkflowMap>;

  constructor(context: Context) {
    this.#context = context;
    this.mapOf = remember((issueTypeId, project) => {
      const [projectId = '', projectKey = ''] = project.split('/');
      return readWorkflow(context, { projectId, projectKey, issueTypeId });
    });
  }

  async walk(issueKey: string, walk: Walk, { signal }: CallOptions): Promise<Walked> {
    const begin = await this.#beginOf(walk);
    const first = begin && journeyFrom(begin, issueKey, walk, signal);
    if (first && (await this.#travel(first))) return await this.#arrive(first);
    const place = await this.#locate(issueKey, signal);
    const journey = journeyFrom(place, issueKey, walk, signal);
    if (!(await this.#travel(journey))) {
      await this.#goBack(journey, place.statusId);
      throw unreachable(journey, place.statusId);
    }
    return await this.#arrive(journey);
  }

  /**
   * Where a fresh issue stands, if that is known. One that is to stay there is looked up all the same:
   * no transition would tell that an automation has moved it.
   */
  async #beginOf({ fresh, to }: Walk): Promise<Place | undefined> {
    if (!fresh) return undefined;
    const { issueTypeId, projectId, projectKey } = fresh;
    const map = await this.mapOf(issueTypeId, `${projectId}/${projectKey}`);
    const { initial } = map;
    if (initial === undefined || map.statusId(to) === initial) return undefined;
    return { map, statusId: initial };
  }

  async #arrive(journey: Journey): Promise<Walked> {
    return {
      statuses: journey.visited.map((id) => journey.map.nameOf(id)),
      fieldsNotSet: await this.#setTheRest(journey),
    };
  }

  /** Whether it arrived. */
  async #travel(journey: Journey): Promise<boolean> {
    for (let steps = 0; here(journey) !== journey.target; steps++) {
      const step = steps < MOST_STEPS ? await this.#nextStep(journey) : undefined;
      if (!step) return false;
      await this.#take(journey, step);
    }
    return true;
  }

  /** A search for a way that ended somewhere leaves the issue where it was, if that can be. */
  async #goBack(journey: Journey, start: string): Promise<void> {
    await this.#travel({ ...journey, target: start, blocked: new Map(journey.blocked) });
  }

  async #locate(issueKey: string, signal: AbortSignal | undefined): Promise<Place> {
    const { fields } = await this.#context.api.request('GET /rest/api/3/issue/{issueIdOrKey}', {
      path: { issueIdOrKey: issueKey },
      query: { fields: 'status,issuetype,project' },
      signal,
    });
    const statusId = stringIn(fields['status'], 'id');
    const issueTypeId = stringIn(fields['issuetype'], 'id');
    const projectId = stringIn(fields['project'], 'id');
    const projectKey = stringIn(fields['project'], 'key');
    if (!statusId || !issueTypeId || !projectId || !projectKey) {
      throw new UnexpectedAnswerError({
        code: 'UNEXPECTED_ANSWER',
        message: `${issueKey}: Jira does not tell its status, type and project`,
        remedy: 'Check that the account may browse the project.',
      });
    }
    return { map: await this.mapOf(issueTypeId, `${projectId}/${projectKey}`), statusId };
  }

  /** The transition to take next, its screen known; undefined when there is no way. */
  async #nextStep(journey: Journey): Promise<Step | undefined> {
    const { map, target, blocked } = journey;
    for (;;) {
      const at = here(journey);
      const blockedIds = new Set(blocked.keys());
      const [step] =
        map.path(at, (id) => id === target, blockedIds) ??
        // Not known how to get there: on to the nearest status whose ways out are not known.
        (map.knows(at) ? map.path(at, (id) => !map.knows(id), blockedIds) : undefined) ??
        [];
      if (!step && map.knows(at)) return undefined;
      const screen = step && map.screen(step.id);
      if (step && screen) {
        const missing = missingOn(screen, journey.fields);
        if (missing.length === 0) return step;
        blocked.set(step.id, `${step.name} asks for ${missing.join(', ')}`);
      } else if (journey.read.has(at)) {
        if (!step) return undefined;
        blocked.set(step.id, `${step.name} is not offered to this issue`);
      } else {
        await this.#readTransitions(journey);
      }
    }
  }

  async #readTransitions({ issueKey, map, read, signal, visited }: Journey): Promise<void> {
    const at = visited.at(-1) ?? '';
    const { transitions } = await this.#context.api.request(
      'GET /rest/api/3/issue/{issueIdOrKey}/transitions',
      { path: { issueIdOrKey: issueKey }, query: { expand: 'transitions.fields' }, signal },
    );
    map.learn(at, transitions);
    read.add(at);
  }

  async #take(journey: Journey, step: Step): Promise<void> {
    const { issueKey, map, signal } = journey;
    const from = here(journey);
    const screen = map.screen(step.id) ?? {};
    const fields = Object.fromEntries(
      Object.entries(journey.fields).filter(([id]) => screen[id] !== undefined),
    );
    try {
      await this.#context.api.write(
        'POST /rest/api/3/issue/{issueIdOrKey}/transitions',
        {
          path: { issueIdOrKey: issueKey },
          json: {
            transition: { id: step.id },
            ...(Object.keys(fields).length > 0 ? { fields } : {}),
          },
          signal,
        },
        {
          look: async (probeSignal) => {
            const { statusId } = await this.#locate(issueKey, probeSignal);
            return statusId === from ? undefined : true;
          },
        },
      );
    } catch (error) {
      if (!(error instanceof AtlassianError)) throw error;
      if (error instanceof ConflictError) return await this.#relocate(journey);
      if (!(error instanceof ValidationError)) throw error;
      journey.blocked.set(step.id, `${step.name}: ${error.message}`);
      return;
    }
    for (const id of Object.keys(fields)) journey.placed.add(id);
    journey.visited.push(step.to);
  }

  /** Someone else moved the issue: on from where it is now. */
  async #relocate(journey: Journey): Promise<void> {
    const { statusId } = await this.#locate(journey.issueKey, journey.signal);
    if (statusId !== here(journey)) journey.visited.push(statusId);
  }

  async #setTheRest({ issueKey, fields, placed, signal }: Journey): Promise<readonly string[]> {
    const rest = Object.entries(fields).filter(([id]) => !placed.has(id));
    if (rest.length === 0) return [];
    try {
      await this.#context.api.request('PUT /rest/api/3/issue/{issueIdOrKey}', {
        path: { issueIdOrKey: issueKey },
        query: { notifyUsers: false },
        json: { fields: Object.fromEntries(rest) },
        signal,
      });
      return [];
    } catch (error) {
      if (!(error instanceof ValidationError)) throw error;
      return rest.map(([id]) => id);
    }
  }
}

function journeyFrom(
  { map, statusId }: Place,
  issueKey: string,
  walk: Walk,
  signal: AbortSignal | undefined,
): Journey {
  const target = map.statusId(walk.to);
  if (target === undefined) throw noSuchStatus(issueKey, walk.to, map, statusId);
  return {
    issueKey,
    map,
    target,
    fields: walk.fields ?? {},
    signal,
    visited: [statusId],
    blocked: new Map(),
    placed: new Set(),
    read: new Set(),
  };
}

const here = ({ visited }: Journey): string => visited.at(-1) ?? '';

const missingOn = (screen: Readonly<Record<string, ScreenField>>, fields: Fields): string[] =>
  Object.entries(screen)
    .filter(([id, field]) => field.required && !field.hasDefaultValue && fields[id] === undefined)
    .map(([id, { name }]) => name ?? id);

/** Of this issue's type, that is: another one may have it. */
function noSuchStatus(
  issueKey: string,
  wanted: string,
  map: WorkflowMap,
  at: string,
): UnreachableStatusError {
  return new UnreachableStatusError({
    code: 'STATUS_UNREACHABLE',
    message: `${issueKey}: ${JSON.stringify(wanted)} is not a status of its workflow, which has ${map.statusNames.join(', ')}`,
    remedy: 'Correct the mapping of statuses, or add the status to the workflow.',
    from: map.nameOf(at),
    reachable: map.reachable(at, new Set()),
  });
}

function unreachable(
  { issueKey, map, target, blocked, visited }: Journey,
  start: string,
): UnreachableStatusError {
  const reachable = map.reachable(start, new Set(blocked.keys()));
  const at = map.nameOf(visited.at(-1) ?? start);
  const reasons = [...blocked.values()].map((why) => ` ${why}.`).join('');
  return new UnreachableStatusError({
    code: 'STATUS_UNREACHABLE',
    message: `${issueKey}: no way from ${map.nameOf(start)} to ${map.nameOf(target)}. Within reach: ${reachable.join(', ') || 'nothing'}.${reasons} It stands at ${at}.`,
    remedy:
      'Add a transition to the workflow (one from any status is enough, and can be removed afterwards), supply the fields that a screen asks for, or map to a status within reach.',
    from: at,
    reachable,
  });
}
