import { z } from 'zod';
import { empty, json } from '../api/answer.ts';
import { type Call, type Handlers, param, readBody } from '../api/call.ts';
import { deskPage } from '../api/paging.ts';
import { badRequest, forbidden, notFound } from '../api/refusal.ts';
import { textReader } from '../domain/rich-text.ts';
import { transitionsFrom, walkTransition } from '../domain/workflow.ts';
import type { Site } from '../site.ts';
import { addDeskComment } from './request-comments.ts';
import { statusHistory } from './request-dto.ts';
import { slaDtos } from './sla.ts';
import { type VisibleRequest, visibleRequest } from './visible-request.ts';

/** Where a request stands: status, transitions of the portal, SLA, approvals, feedback. */
export function requestProgressHandlers(site: Site): Handlers {
  const size = site.switches.deskPageLimit;
  const onPortal = ({ issue, project }: VisibleRequest) =>
    transitionsFrom(site, project, issue).filter((transition) => transition.onPortal);
  const asReporter = (call: Call): VisibleRequest => {
    const request = visibleRequest(site, call);
    if (request.issue.values.reporter !== call.caller.account.accountId) {
      throw forbidden('Only the reporter of a request can give feedback.');
    }
    return request;
  };

  return {
    getCustomerRequestStatus(call) {
      const { issue } = visibleRequest(site, call);
      return json(deskPage(call, statusHistory(site, issue), size, (status) => status));
    },

    getCustomerTransitions: (call) =>
      json(
        deskPage(call, onPortal(visibleRequest(site, call)), size, ({ id, name }) => ({
          id,
          name,
        })),
      ),

    performCustomerTransition(call) {
      const request = visibleRequest(site, call);
      const { id, additionalComment } = readBody(call, TransitionInput);
      const transition = onPortal(request).find((candidate) => candidate.id === id);
      if (!transition) throw badRequest(`The transition '${id}' is not valid for this request.`);
      const { issue } = request;
      const text = additionalComment?.body ?? '';
      // Too long a comment stops the transition as well.
      textReader(site, 'wiki', issue.id)(text, 'comment');
      const moved = walkTransition(site, call.caller, issue, transition, { values: issue.values });
      if (text !== '') addDeskComment(site, call, { ...request, issue: moved }, text, true);
      return empty(204);
    },

    getSlaInformation(call) {
      const { issue } = visibleRequest(site, call);
      return json(deskPage(call, slaDtos(site, call, issue), size, (sla) => sla));
    },
    getSlaInformationById(call) {
      const { issue } = visibleRequest(site, call);
      const found = slaDtos(site, call, issue).find(({ id }) => id === param(call, 'slaMetricId'));
      if (!found) throw notFound('The SLA metric does not exist.');
      return json(found);
    },

    /** No workflow of the sandbox asks for an approval. */
    getApprovals(call) {
      visibleRequest(site, call);
      return json(deskPage(call, [], size, (approval) => approval));
    },
    getApprovalById(call) {
      visibleRequest(site, call);
      throw notFound('The approval does not exist.');
    },
    answerApproval(call) {
      visibleRequest(site, call);
      throw notFound('The approval does not exist.');
    },

    getFeedback(call) {
      const { issue } = visibleRequest(site, call);
      const feedback = site.store.feedback.get(issue.id);
      if (!feedback) throw notFound('There is no feedback for this request.');
      return json(feedbackDto(feedback));
    },
    postFeedback(call) {
      const { issue } = asReporter(call);
      const { rating, comment } = readBody(call, FeedbackInput);
      if (!Number.isInteger(rating) || rating < 1 || rating > 5) {
        throw badRequest('The rating must be a whole number from 1 to 5.');
      }
      const feedback = { issueId: issue.id, rating, comment: comment?.body };
      site.store.feedback.set(issue.id, feedback);
      return json(feedbackDto(feedback), { status: 201 });
    },
    deleteFeedback(call) {
      site.store.feedback.delete(asReporter(call).issue.id);
      return empty(204);
    },
  };
}

const TransitionInput = z.object({
  id: z.string().optional(),
  additionalComment: z.object({ body: z.string().optional() }).optional(),
});
const FeedbackInput = z.object({
  type: z.literal('csat'),
  rating: z.number(),
  comment: z.object({ body: z.string().optional() }).optional(),
});

function feedbackDto({ rating, comment }: { rating: number; comment: string | undefined }) {
  return { type: 'csat', rating, ...(comment === undefined ? {} : { comment: { body: comment } }) };
}
