import { z } from 'zod';
import { may, projectOf, requirePermission, visibleIssue } from '../access/guards.ts';
import { empty, json } from '../api/answer.ts';
import { type Call, flag, type Handlers, list, param, readBody } from '../api/call.ts';
import { badRequest, Refusal } from '../api/refusal.ts';
import { editIssue } from '../domain/edit-issue.ts';
import { readFields } from '../domain/read-fields.ts';
import { removeIssue } from '../domain/remove-issue.ts';
import type { Site } from '../site.ts';
import { type Created, createFromDetails } from './create-from-details.ts';
import { readFieldActions } from './field-actions.ts';
import { issueBean } from './issue-bean.ts';
import { checkProperties, IssueDetailsSchema, setProperties } from './issue-details.ts';
import { readStructure } from './issue-structure.ts';
import { isSilent } from './silence.ts';
import { readerFor } from './text-form.ts';
import { viewOf } from './view.ts';

const MAX_BULK = 50;

export function issueHandlers(site: Site): Handlers {
  return {
    createIssue(call) {
      const created = createFromDetails(site, call, readBody(call, IssueDetailsSchema));
      return json(createdBean(site, call, created), { status: 201 });
    },

    createIssues(call) {
      const { issueUpdates } = readBody(
        call,
        z.object({ issueUpdates: z.array(IssueDetailsSchema) }),
      );
      if (issueUpdates.length > MAX_BULK) {
        throw badRequest(`The number of issues to create must not exceed ${MAX_BULK}.`);
      }
      const issues: unknown[] = [];
      const errors: unknown[] = [];
      for (const [i, details] of issueUpdates.entries()) {
        try {
          issues.push(createdBean(site, call, createFromDetails(site, call, details)));
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          errors.push({
            status: error.status,
            elementErrors: { errorMessages: error.messages, errors: error.fields },
            failedElementNumber: i,
          });
        }
      }
      return json({ issues, errors }, { status: issues.length === 0 ? 400 : 201 });
    },

    getIssue(call) {
      const { issue } = visibleIssue(site, call.caller, param(call, 'issueIdOrKey'));
      const fields = list(call, 'fields');
      return json(
        issueBean(viewOf(site, call), issue, {
          fields: fields.length === 0 ? ['*all'] : fields,
          expand: list(call, 'expand'),
          properties: list(call, 'properties'),
        }),
      );
    },

    bulkFetchIssues(call) {
      const body = readBody(call, BulkFetch);
      if (body.issueIdsOrKeys.length > 100) {
        throw badRequest('The number of issues to fetch must not exceed 100.');
      }
      const view = viewOf(site, call);
      const issues: unknown[] = [];
      const issueErrors: unknown[] = [];
      for (const idOrKey of body.issueIdsOrKeys) {
        const issue = site.store.issues.get(idOrKey) ?? site.store.issuesByKey.first(idOrKey);
        const visible = issue && may(site, call.caller, 'BROWSE_PROJECTS', projectOf(site, issue));
        if (visible) {
          issues.push(
            issueBean(view, issue, {
              fields: body.fields ?? ['*navigable'],
              expand: body.expand ?? [],
              properties: body.properties ?? [],
            }),
          );
        } else {
          issueErrors.push({ id: idOrKey, errorMessage: 'Issue does not exist' });
        }
      }
      return json({ issues, issueErrors });
    },

    editIssue(call) {
      const { issue, project } = visibleIssue(site, call.caller, param(call, 'issueIdOrKey'));
      requirePermission(
        site,
        call.caller,
        'EDIT_ISSUES',
        project,
        'You do not have permission to edit issues in this project.',
      );
      const details = readBody(call, IssueDetailsSchema);
      checkProperties(details);
      const moved = readStructure(site, issue, project, details.fields ?? {});
      const { values, actions } = readFields(
        {
          site,
          caller: call.caller,
          project,
          issueTypeId: moved.issueTypeId,
          richText: readerFor(site, call, issue.id),
          // Edits are checked against the field's context, not against screens (facts § 4.1).
          allows: () => true,
        },
        issue.values,
        details.fields,
        details.update,
      );
      const act = readFieldActions(site, call, issue.id, actions);
      const silent = isSilent(site, call, issue);
      const after = editIssue(site, call.caller, issue, { ...moved, values }, { silent });
      act(after);
      setProperties(site, issue.id, details);
      if (!flag(call, 'returnIssue', false)) return empty(204);
      const saved = site.store.issues.get(issue.id) ?? after;
      return json(
        issueBean(viewOf(site, call), saved, {
          fields: ['*all'],
          expand: list(call, 'expand'),
          properties: [],
        }),
      );
    },

    assignIssue(call) {
      const { issue, project } = visibleIssue(site, call.caller, param(call, 'issueIdOrKey'));
      requirePermission(site, call.caller, 'ASSIGN_ISSUES', project);
      const { accountId } = readBody(call, z.object({ accountId: z.string().nullish() }));
      const { values } = readFields(
        {
          site,
          caller: call.caller,
          project,
          issueTypeId: issue.issueTypeId,
          richText: readerFor(site, call, issue.id),
          allows: () => true,
        },
        issue.values,
        { assignee: { accountId: accountId ?? null } },
        undefined,
      );
      editIssue(site, call.caller, issue, { ...issue, values }, { silent: false });
      return empty(204);
    },

    deleteIssue(call) {
      const { issue, project } = visibleIssue(site, call.caller, param(call, 'issueIdOrKey'));
      requirePermission(site, call.caller, 'DELETE_ISSUES', project);
      const children = site.store.issuesByParent.find(issue.id);
      if (children.length > 0 && !flag(call, 'deleteSubtasks', false)) {
        throw badRequest(
          `The issue '${issue.key}' has subtasks. You must specify the 'deleteSubtasks' parameter to delete this issue and all its subtasks.`,
        );
      }
      for (const doomed of [...children, issue]) removeIssue(site, call.caller, doomed);
      return empty(204);
    },
  };
}

const BulkFetch = z.object({
  issueIdsOrKeys: z.array(z.string()),
  fields: z.array(z.string()).optional(),
  expand: z.array(z.string()).optional(),
  properties: z.array(z.string()).optional(),
});

/** The issue is made even when its transition fails: the answer says so (CreatedIssue). */
function createdBean(site: Site, call: Call, { issue, transition }: Created) {
  const { rest } = viewOf(site, call);
  return {
    id: issue.id,
    key: issue.key,
    self: `${rest}/issue/${issue.id}`,
    ...(transition === undefined
      ? {}
      : {
          transition: {
            status: transition.status,
            errorCollection: { errorMessages: transition.messages, errors: transition.fields },
          },
        }),
  };
}
