import { z } from 'zod';
import { findIssue, may, projectOf } from '../access/guards.ts';
import type { Permission } from '../access/permissions.ts';
import { json } from '../api/answer.ts';
import { type Call, type Handlers, list, param, readBody } from '../api/call.ts';
import { badRequest, notFound, Refusal } from '../api/refusal.ts';
import { setProperty } from '../domain/properties.ts';
import { removeIssue } from '../domain/remove-issue.ts';
import { saveIssue } from '../domain/save-issue.ts';
import { findTransition, transitionsFrom, walkTransition } from '../domain/workflow.ts';
import type { Issue } from '../model/issues.ts';
import type { Task } from '../model/traces.ts';
import type { Site } from '../site.ts';
import { userBean, viewOf } from './view.ts';

const MAX_ISSUES = 1_000;
/** How long a bulk operation takes, in sandbox milliseconds. */
const DURATION = 2_000;

/** Operations on many issues at once. They work in the background and mail unless told not to. */
export function bulkHandlers(site: Site): Handlers {
  const { store } = site;

  /** Runs the work at once, and shows it as done a little later. */
  const submit = (
    call: Call,
    idsOrKeys: readonly string[],
    permission: Permission,
    work: (issue: Issue) => void,
  ): Task => {
    if (idsOrKeys.length > MAX_ISSUES) {
      throw badRequest(`The number of issues must not exceed ${MAX_ISSUES}.`);
    }
    const done: string[] = [];
    const failed: Record<string, string> = {};
    for (const idOrKey of idsOrKeys) {
      const issue = findIssue(site, idOrKey);
      if (!issue || !may(site, call.caller, permission, projectOf(site, issue))) {
        failed[idOrKey] = 'The issue does not exist or is not accessible.';
        continue;
      }
      try {
        work(issue);
        done.push(issue.id);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        failed[issue.id] = error.message;
      }
    }
    const now = site.clock.now();
    const task = {
      id: store.nextId('task'),
      ownerId: call.caller.account.accountId,
      submitted: now,
      finishes: now + DURATION,
      done,
      failed,
    };
    store.tasks.set(task.id, task);
    return task;
  };
  const submitted = (task: Task): Response => json({ taskId: task.id }, { status: 201 });
  const watch = (call: Call, watches: boolean): Response => {
    const { selectedIssueIdsOrKeys } = readBody(call, Selected);
    const own = call.caller.account.accountId;
    const task = submit(call, selectedIssueIdsOrKeys, 'BROWSE_PROJECTS', (issue) => {
      const others = issue.watcherIds.filter((id) => id !== own);
      saveIssue(site, { ...issue, watcherIds: watches ? [...others, own] : others });
    });
    return submitted(task);
  };

  return {
    submitBulkDelete(call) {
      const { selectedIssueIdsOrKeys, sendBulkNotification } = readBody(call, Selected);
      const silent = !sendBulkNotification;
      return submitted(
        submit(call, selectedIssueIdsOrKeys, 'DELETE_ISSUES', (issue) =>
          removeIssue(site, call.caller, issue, { silent }),
        ),
      );
    },

    submitBulkTransition(call) {
      const { bulkTransitionInputs, sendBulkNotification } = readBody(call, BulkTransitions);
      const silent = !sendBulkNotification;
      const transitionOf = new Map(
        bulkTransitionInputs.flatMap(({ selectedIssueIdsOrKeys, transitionId }) =>
          selectedIssueIdsOrKeys.map((idOrKey) => [findIssue(site, idOrKey)?.id, transitionId]),
        ),
      );
      const selected = bulkTransitionInputs.flatMap((input) => input.selectedIssueIdsOrKeys);
      const task = submit(call, selected, 'TRANSITION_ISSUES', (issue) => {
        const project = projectOf(site, issue);
        const transition = findTransition(site, project, issue, transitionOf.get(issue.id));
        walkTransition(site, call.caller, issue, transition, { values: issue.values, silent });
      });
      return submitted(task);
    },

    submitBulkWatch: (call) => watch(call, true),
    submitBulkUnwatch: (call) => watch(call, false),

    getAvailableTransitions(call) {
      const issues = list(call, 'issueIdsOrKeys').flatMap(
        (idOrKey) => findIssue(site, idOrKey) ?? [],
      );
      return json({
        availableTransitions: issues.map((issue) => ({
          issues: [issue.key],
          isTransitionsFiltered: false,
          transitions: transitionsFrom(site, projectOf(site, issue), issue).map(
            ({ id, name, to }) => ({
              transitionId: Number(id),
              transitionName: name,
              to: { statusId: Number(to), statusName: store.statuses.get(to)?.name ?? '' },
            }),
          ),
        })),
      });
    },

    getBulkOperationProgress(call) {
      const task = store.tasks.get(param(call, 'taskId'));
      if (!task) throw notFound('The task was not found.');
      const finished = task.finishes <= site.clock.now();
      const owner = store.accounts.get(task.ownerId);
      const iso = (time: number): string => new Date(time).toISOString();
      return json({
        taskId: task.id,
        status: finished ? 'COMPLETE' : 'RUNNING',
        progressPercent: finished ? 100 : 50,
        ...(owner ? { submittedBy: userBean(viewOf(site, call), owner) } : {}),
        created: iso(task.submitted),
        started: iso(task.submitted),
        updated: iso(Math.min(task.finishes, site.clock.now())),
        totalIssueCount: task.done.length + Object.keys(task.failed).length,
        processedAccessibleIssues: finished ? task.done.map(Number) : [],
        failedAccessibleIssues: finished
          ? Object.fromEntries(Object.entries(task.failed).map(([id, why]) => [id, [why]]))
          : {},
        invalidOrInaccessibleIssueCount: 0,
      });
    },

    bulkSetIssuePropertiesByIssue(call) {
      const { issues } = readBody(call, BulkProperties);
      if (issues.length > 100) throw badRequest('The number of issues must not exceed 100.');
      const ids = issues.map(({ issueID }) => String(issueID));
      const task = submit(call, ids, 'EDIT_ISSUES', (issue) => {
        const own = issues.find(({ issueID }) => String(issueID) === issue.id);
        for (const [key, value] of Object.entries(own?.properties ?? {})) {
          setProperty(site, `issue/${issue.id}`, key, value);
        }
      });
      const location = `${viewOf(site, call).rest}/task/${task.id}`;
      return new Response(null, { status: 303, headers: { location } });
    },
  };
}

const Selected = z.object({
  selectedIssueIdsOrKeys: z.array(z.string()),
  sendBulkNotification: z.boolean().default(true),
});
const BulkTransitions = z.object({
  sendBulkNotification: z.boolean().default(true),
  bulkTransitionInputs: z.array(
    z.object({ selectedIssueIdsOrKeys: z.array(z.string()), transitionId: z.string() }),
  ),
});
const BulkProperties = z.object({
  issues: z.array(z.object({ issueID: z.number(), properties: z.record(z.string(), z.json()) })),
});
