import { requirePermission, visibleIssue, visibleProject } from '../access/guards.ts';
import { json } from '../api/answer.ts';
import { type Call, type Handlers, param, wholeNumber } from '../api/call.ts';
import { badRequest, notFound, RawRefusal } from '../api/refusal.ts';
import { kindOf } from '../fields/kinds.ts';
import { contextFor } from '../fields/options.ts';
import type { Site } from '../site.ts';
import { createScreenFields } from './create-from-details.ts';
import { fieldMetadata } from './field-metadata.ts';
import { issueTypeBean, viewOf } from './view.ts';

const MAX_PAGE = 200;

/** What can be set when an issue is made or edited. Validators of workflows are not among it. */
export function createMetadataHandlers(site: Site): Handlers {
  const page = (call: Call, key: string, items: readonly unknown[]): Response => {
    const maxResults = wholeNumber(call, 'maxResults', 50);
    if (maxResults > MAX_PAGE) throw tooMany();
    const startAt = wholeNumber(call, 'startAt', 0);
    return json({
      startAt,
      maxResults,
      total: items.length,
      [key]: items.slice(startAt, startAt + maxResults),
    });
  };

  return {
    getCreateIssueMetaIssueTypes(call) {
      const project = visibleProject(site, call.caller, param(call, 'projectIdOrKey'));
      requirePermission(site, call.caller, 'CREATE_ISSUES', project);
      const view = viewOf(site, call);
      return page(
        call,
        'issueTypes',
        project.issueTypeIds.map((id) => issueTypeBean(view, id)),
      );
    },

    getCreateIssueMetaIssueTypeId(call) {
      const project = visibleProject(site, call.caller, param(call, 'projectIdOrKey'));
      requirePermission(site, call.caller, 'CREATE_ISSUES', project);
      const issueTypeId = param(call, 'issueTypeId');
      if (!project.issueTypeIds.includes(issueTypeId)) throw badRequest('Issue type not found.');
      const place = { projectId: project.id, issueTypeId };
      const required = new Set(['summary', 'issuetype', 'project', 'reporter']);
      const ids = ['project', ...createScreenFields(site, project)].filter((id) => {
        const custom = id.startsWith('customfield_');
        return !custom || contextFor(site, id, project.id, issueTypeId) !== undefined;
      });
      return page(
        call,
        'fields',
        ids.map((id) => ({
          ...fieldMetadata(viewOf(site, call), place, id, required.has(id)),
          fieldId: id,
        })),
      );
    },

    getEditIssueMeta(call) {
      const { issue } = visibleIssue(site, call.caller, param(call, 'issueIdOrKey'));
      const editable = [...site.store.fields.values()].filter(
        (field) =>
          kindOf(field) !== undefined &&
          (field.customType === undefined ||
            contextFor(site, field.id, issue.projectId, issue.issueTypeId) !== undefined),
      );
      const view = viewOf(site, call);
      return json({
        fields: Object.fromEntries(
          editable.map(({ id }) => [id, fieldMetadata(view, issue, id, id === 'summary')]),
        ),
      });
    },

    getIssueLimitReport: () =>
      json({
        issuesApproachingLimit: {},
        issuesBreachingLimit: {},
        limits: {
          comment: 5000,
          worklog: 10000,
          attachment: 2000,
          issuelinks: 2000,
          remoteIssueLinks: 2000,
        },
      }),

    getTask(call) {
      const task = site.store.tasks.get(param(call, 'taskId'));
      if (!task) throw notFound('The task was not found.');
      const finished = task.finishes <= site.clock.now();
      return json({
        self: `${viewOf(site, call).rest}/task/${task.id}`,
        id: task.id,
        status: finished ? 'COMPLETE' : 'RUNNING',
        progress: finished ? 100 : 50,
        elapsedRuntime: site.clock.now() - task.submitted,
        submitted: task.submitted,
        submittedBy: 0,
        lastUpdate: Math.min(task.finishes, site.clock.now()),
        started: task.submitted,
        ...(finished ? { finished: task.finishes } : {}),
      });
    },
  };
}

/** The one error that also carries a status object (facts § 2). */
function tooMany(): RawRefusal {
  return new RawRefusal(
    json(
      {
        errorMessages: [`Parameter 'maxResults' must not exceed the limit '${MAX_PAGE}'`],
        errors: {},
        httpStatusCode: { empty: false, present: true },
      },
      { status: 400 },
    ),
  );
}
