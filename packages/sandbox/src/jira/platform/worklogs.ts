import { visibleIssue } from '../access/guards.ts';
import { empty, json } from '../api/answer.ts';
import { type Call, type Handlers, list, param, readBody, wholeNumber } from '../api/call.ts';
import { notFound } from '../api/refusal.ts';
import { deleteProperties } from '../domain/properties.ts';
import { touchIssue } from '../domain/save-issue.ts';
import { addWorklog, refuseMedia } from '../domain/worklogs.ts';
import type { Issue, Worklog } from '../model/issues.ts';
import type { Site } from '../site.ts';
import { isSilent } from './silence.ts';
import { readerFor } from './text-form.ts';
import { viewOf } from './view.ts';
import { worklogBean } from './worklog-bean.ts';
import { WorklogInput, worklogDraft } from './worklog-input.ts';

const PAGE = 5_000;

export function worklogHandlers(site: Site): Handlers {
  const worklogOf = (call: Call, issue: Issue): Worklog => {
    const worklog = site.store.worklogs.get(param(call, 'id'));
    if (worklog?.issueId !== issue.id) {
      throw notFound(`Cannot find worklog with id: '${param(call, 'id')}'.`);
    }
    return worklog;
  };

  return {
    addWorklog(call) {
      const { issue } = visibleIssue(site, call.caller, param(call, 'issueIdOrKey'));
      const draft = worklogDraft(
        site,
        readBody(call, WorklogInput),
        readerFor(site, call, issue.id),
      );
      const silent = isSilent(site, call, issue);
      const worklog = addWorklog(site, call.caller, issue, draft, { silent });
      return json(worklogBean(viewOf(site, call), worklog, list(call, 'expand')), { status: 201 });
    },

    getIssueWorklog(call) {
      const { issue } = visibleIssue(site, call.caller, param(call, 'issueIdOrKey'));
      const after = wholeNumber(call, 'startedAfter', Number.NEGATIVE_INFINITY);
      const before = wholeNumber(call, 'startedBefore', Number.POSITIVE_INFINITY);
      const all = site.store.worklogsByIssue
        .find(issue.id)
        .filter(({ started }) => started >= after && started < before)
        .sort((a, b) => a.created - b.created || Number(a.id) - Number(b.id));
      const startAt = wholeNumber(call, 'startAt', 0);
      const maxResults = Math.min(PAGE, wholeNumber(call, 'maxResults', PAGE));
      const view = viewOf(site, call);
      return json({
        startAt,
        maxResults,
        total: all.length,
        worklogs: all
          .slice(startAt, startAt + maxResults)
          .map((entry) => worklogBean(view, entry, list(call, 'expand'))),
      });
    },

    getWorklog(call) {
      const { issue } = visibleIssue(site, call.caller, param(call, 'issueIdOrKey'));
      return json(worklogBean(viewOf(site, call), worklogOf(call, issue), list(call, 'expand')));
    },

    updateWorklog(call) {
      const { issue } = visibleIssue(site, call.caller, param(call, 'issueIdOrKey'));
      const before = worklogOf(call, issue);
      const input = readBody(call, WorklogInput);
      const draft = worklogDraft(
        site,
        { timeSpentSeconds: before.seconds, ...input },
        readerFor(site, call, issue.id),
      );
      refuseMedia(draft.comment);
      const after = {
        ...before,
        seconds: draft.seconds,
        started: input.started === undefined ? before.started : draft.started,
        comment: draft.comment ?? before.comment,
        updated: site.clock.now(),
      };
      site.store.worklogs.set(after.id, after);
      touchIssue(site, issue.id);
      return json(worklogBean(viewOf(site, call), after, list(call, 'expand')));
    },

    deleteWorklog(call) {
      const { issue } = visibleIssue(site, call.caller, param(call, 'issueIdOrKey'));
      const { id } = worklogOf(call, issue);
      site.store.worklogs.delete(id);
      deleteProperties(site, `worklog/${id}`);
      touchIssue(site, issue.id);
      return empty(204);
    },
  };
}
