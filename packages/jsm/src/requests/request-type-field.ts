import type { Context } from '../client/context.ts';
import { NotFoundError, ValidationError } from '../errors/atlassian-error.ts';
import { RequestTypeError } from '../errors/client-errors.ts';
import type { CallOptions } from '../request/call.ts';
import type { CreatedRequest } from './new-request.ts';
import type { RequestTypeRef, SiteKnowledge } from './site-knowledge.ts';

/** Makes issues requests by giving them a request type, and checks that this worked. */
export interface RequestTypeField {
  /** The field with its value for a request type, to be sent with other fields. */
  fieldsFor(ref: RequestTypeRef): Promise<Readonly<Record<string, string>>>;
  /** Sets the request type of an issue, and reads it back, once for each type. */
  set(issue: CreatedRequest, ref: RequestTypeRef, options: CallOptions): Promise<void>;
  /** Reads whether the issue is a request of this type. */
  holds(issue: CreatedRequest, ref: RequestTypeRef, options: CallOptions): Promise<boolean>;
  /** Whether a request of this type has been read back: what worked once works again. */
  isProven(ref: RequestTypeRef): boolean;
}

/**
 * Sites take the request type's id as text; some took `projectkey/uuid`, which no API shows, so it
 * has to be configured. Which one it is, the first request tells.
 */
export function createRequestTypeField(context: Context, site: SiteKnowledge): RequestTypeField {
  const { api, settings } = context;
  const proven = new Set<string>();
  let takesKeys = false;

  const put = async (
    issueKey: string,
    fields: Readonly<Record<string, string>>,
    options: CallOptions,
  ): Promise<void> => {
    await api.request('PUT /rest/api/3/issue/{issueIdOrKey}', {
      path: { issueIdOrKey: issueKey },
      query: { notifyUsers: false },
      json: { fields },
      signal: options.signal,
    });
  };

  const fieldsFor = async ({ requestTypeId }: RequestTypeRef) => ({
    [await site.requestTypeField()]:
      (takesKeys ? settings.requestTypeKeys[requestTypeId] : undefined) ?? requestTypeId,
  });

  const holds = async (
    { issueKey }: CreatedRequest,
    { requestTypeId }: RequestTypeRef,
    options: CallOptions,
  ): Promise<boolean> => {
    try {
      const request = await api.request('GET /rest/servicedeskapi/request/{issueIdOrKey}', {
        path: { issueIdOrKey: issueKey },
        signal: options.signal,
      });
      if (request.requestTypeId !== requestTypeId) return false;
    } catch (error) {
      if (error instanceof NotFoundError) return false;
      throw error;
    }
    proven.add(requestTypeId);
    return true;
  };

  return {
    fieldsFor,

    isProven: ({ requestTypeId }) => proven.has(requestTypeId),
    holds,

    async set(issue, ref, options) {
      const { issueKey } = issue;
      try {
        await put(issueKey, await fieldsFor(ref), options);
      } catch (error) {
        const hasKey = settings.requestTypeKeys[ref.requestTypeId] !== undefined;
        if (!(error instanceof ValidationError)) throw error;
        if (takesKeys || !hasKey) throw notARequest(issueKey, ref, error);
        takesKeys = true;
        await put(issueKey, await fieldsFor(ref), options);
      }
      if (proven.has(ref.requestTypeId)) return;
      if (!(await holds(issue, ref, options))) throw notARequest(issueKey, ref);
    },
  };
}

function notARequest(issueKey: string, ref: RequestTypeRef, cause?: unknown): RequestTypeError {
  return new RequestTypeError({
    code: 'NOT_A_REQUEST',
    message: `${issueKey} was created, but does not take the request type ${ref.requestTypeId}`,
    remedy:
      "Create requests with via: 'servicedesk' on this site, or set settings.requestTypeKeys; then delete this issue.",
    outcome: 'unknown',
    cause,
  });
}
