import { visibleIssue } from '../access/guards.ts';
import { empty, json } from '../api/answer.ts';
import { type Handlers, list, param, readBody } from '../api/call.ts';
import { badRequest } from '../api/refusal.ts';
import { readFields } from '../domain/read-fields.ts';
import { findTransition, walkTransition } from '../domain/workflow.ts';
import type { Site } from '../site.ts';
import { readFieldActions } from './field-actions.ts';
import { checkProperties, IssueDetailsSchema, setProperties } from './issue-details.ts';
import { readerFor } from './text-form.ts';
import { transitionBeans } from './transition-bean.ts';
import { viewOf } from './view.ts';

export function transitionHandlers(site: Site): Handlers {
  return {
    getTransitions(call) {
      const { issue } = visibleIssue(site, call.caller, param(call, 'issueIdOrKey'));
      const withFields = list(call, 'expand').includes('transitions.fields');
      const wanted = call.query.get('transitionId');
      const transitions = transitionBeans(viewOf(site, call), issue, { withFields });
      return json({
        expand: 'transitions',
        transitions: transitions.filter(({ id }) => wanted === null || id === wanted),
      });
    },

    doTransition(call) {
      const { issue, project } = visibleIssue(site, call.caller, param(call, 'issueIdOrKey'));
      const details = readBody(call, IssueDetailsSchema);
      checkProperties(details);
      if (details.transition?.id === undefined) throw badRequest('Missing transition identifier.');
      const transition = findTransition(site, project, issue, details.transition.id);
      const onScreen = new Set(transition.screen?.fieldIds);
      const { values, actions } = readFields(
        {
          site,
          caller: call.caller,
          project,
          issueTypeId: issue.issueTypeId,
          richText: readerFor(site, call, issue.id),
          allows: (fieldId) => onScreen.has(fieldId),
        },
        issue.values,
        details.fields,
        details.update,
      );
      const act = readFieldActions(site, call, issue.id, actions);
      act(walkTransition(site, call.caller, issue, transition, { values }));
      setProperties(site, issue.id, details);
      return empty(204);
    },
  };
}
