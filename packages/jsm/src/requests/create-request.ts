import { ConfigurationError, ZdjsmError } from '@zdjsm/core';
import type { Context } from '../client/context.ts';
import { RequestIncompleteError } from '../errors/client-errors.ts';
import type { CallOptions } from '../request/call.ts';
import type { Issues } from '../resources/issues.ts';
import { findMarkedIssue } from '../writes/find-marked-issue.ts';
import { formValues, missingFields } from './form.ts';
import { type CreatedRequest, fieldsOf, type NewRequest } from './new-request.ts';
import type { RequestTypeField } from './request-type-field.ts';
import type { SiteKnowledge } from './site-knowledge.ts';

export interface RequestWriter {
  create(request: NewRequest, options: CallOptions): Promise<CreatedRequest>;
  /** Finishes what an earlier try began, or creates it. */
  ensure(request: NewRequest, options: CallOptions): Promise<CreatedRequest>;
}

/** The two ways to make a request. Both write twice, and can be taken up again between the writes. */
export function createRequestWriter(
  context: Context,
  site: SiteKnowledge,
  requestType: RequestTypeField,
  issues: Issues,
): RequestWriter {
  const { api, marker } = context;

  const byServiceDesk = async (
    request: NewRequest,
    options: CallOptions,
  ): Promise<CreatedRequest> => {
    const { projectKey } = await site.desk(request.serviceDeskId);
    const form = await site.form(request);
    const missing = missingFields(form, fieldsOf(request));
    if (missing.length > 0) {
      throw new ConfigurationError({
        setting: `request type ${request.requestTypeId}`,
        message: `its form asks for ${missing.map((field) => field.name).join(', ')}`,
        remedy: "Map these fields, give them defaults, or create with via: 'platform'.",
      });
    }
    const { issueId, issueKey } = await api.write(
      'POST /rest/servicedeskapi/request',
      {
        json: {
          serviceDeskId: request.serviceDeskId,
          requestTypeId: request.requestTypeId,
          requestFieldValues: formValues(form, fieldsOf(request), marker, request.marker),
          raiseOnBehalfOf: request.onBehalfOf,
        },
        signal: options.signal,
      },
      {
        async look(signal) {
          const found = await findMarkedIssue(api, marker, request.marker, { projectKey, signal });
          return found && { issueId: found.id, issueKey: found.key, ...typeOf(request) };
        },
      },
    );
    return { issueId, issueKey };
  };

  const byPlatform = async (request: NewRequest, options: CallOptions): Promise<CreatedRequest> => {
    const { projectKey } = await site.desk(request.serviceDeskId);
    const { issueTypeId } = await site.requestType(request);
    const inCreate = context.settings.requestTypeIn === 'create';
    const { id, key } = await issues.create(
      {
        projectKey,
        marker: request.marker,
        fields: {
          ...fieldsOf(request),
          project: { key: projectKey },
          issuetype: { id: issueTypeId },
          reporter: { accountId: request.onBehalfOf },
          ...(inCreate ? await requestType.fieldsFor(request) : {}),
        },
      },
      options,
    );
    return { issueId: id, issueKey: key };
  };

  const routeOf = async (request: NewRequest): Promise<'servicedesk' | 'platform'> => {
    const { via = 'auto' } = request;
    if (via !== 'auto') return via;
    const form = await site.form(request);
    const possible = form.canRaiseOnBehalfOf && missingFields(form, fieldsOf(request)).length === 0;
    return possible ? 'servicedesk' : 'platform';
  };

  /** Safe to repeat: it sets what has to be, whatever an earlier try has set. */
  const complete = async (
    created: CreatedRequest,
    request: NewRequest,
    via: 'servicedesk' | 'platform',
    options: CallOptions,
  ): Promise<void> => {
    if (via === 'servicedesk') {
      await issues.edit(
        created.issueKey,
        {
          fields: marker.addTo(fieldsOf(request), request.marker),
          properties: [marker.propertyOf(request.marker)],
          // Nothing can be lost: what the form put there shows no files.
          dropMedia: true,
        },
        options,
      );
      return;
    }
    if (context.settings.requestTypeIn === 'edit') await requestType.set(created, request, options);
    await requestType.verify(created, request, options);
  };

  const finish = async (
    created: CreatedRequest,
    request: NewRequest,
    via: 'servicedesk' | 'platform',
    options: CallOptions,
  ): Promise<CreatedRequest> => {
    try {
      await complete(created, request, via, options);
      return created;
    } catch (cause) {
      options.signal?.throwIfAborted();
      throw incomplete(created, cause);
    }
  };

  return {
    async create(request, options) {
      marker.check(request.marker);
      const via = await routeOf(request);
      const created =
        via === 'servicedesk'
          ? await byServiceDesk(request, options)
          : await byPlatform(request, options);
      return await finish(created, request, via, options);
    },

    async ensure(request, options) {
      const { projectKey } = await site.desk(request.serviceDeskId);
      const found = await issues.find(request.marker, { projectKey, signal: options.signal });
      if (!found) return await this.create(request, options);
      const created = { issueId: found.id, issueKey: found.key };
      return await finish(created, request, await routeOf(request), options);
    },
  };
}

const typeOf = ({ requestTypeId, serviceDeskId }: NewRequest) => ({ requestTypeId, serviceDeskId });

function incomplete(created: CreatedRequest, cause: unknown): RequestIncompleteError {
  const known = ZdjsmError.is(cause) ? cause : undefined;
  return new RequestIncompleteError({
    code: 'REQUEST_INCOMPLETE',
    message: `${created.issueKey} was created, but not completed: ${known?.message ?? String(cause)}`,
    remedy:
      `${known?.remedy ?? ''} Then call requests.ensure with the same marker: it goes on from here.`.trim(),
    outcome: 'unknown',
    retryable: known?.retryable,
    status: known?.status,
    request: known?.request,
    cause,
    issue: created,
  });
}
