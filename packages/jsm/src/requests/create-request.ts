import { ConfigurationError, ZdjsmError } from '@zdjsm/core';
import type { Context } from '../client/context.ts';
import { ValidationError } from '../errors/atlassian-error.ts';
import { RequestIncompleteError } from '../errors/client-errors.ts';
import type { Fields } from '../model/json.ts';
import type { CallOptions } from '../request/call.ts';
import type { Issues } from '../resources/issues.ts';
import { findMarkedIssue } from '../writes/find-marked-issue.ts';
import { formValues, missingFields } from './form.ts';
import { type CreatedRequest, fieldsOf, type NewRequest, propertiesOf } from './new-request.ts';
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
  let typeInCreate = context.settings.requestTypeIn === 'create';

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
    const create = async (typeFields: Fields): Promise<CreatedRequest> => {
      const { id, key } = await issues.create(
        {
          projectKey,
          marker: request.marker,
          fields: {
            ...fieldsOf(request),
            project: { key: projectKey },
            issuetype: { id: issueTypeId },
            reporter: { accountId: request.onBehalfOf },
            ...typeFields,
          },
          properties: propertiesOf(request),
        },
        options,
      );
      return { issueId: id, issueKey: key };
    };
    if (!typeInCreate) return await create({});
    const typeFields = await requestType.fieldsFor(request);
    try {
      return await create(typeFields);
    } catch (error) {
      const [field = ''] = Object.keys(typeFields);
      const refused = error instanceof ValidationError && error.fieldErrors[field] !== undefined;
      if (!refused) throw error;
      // This site takes it in an edit only, or in another form, which the edit finds out.
      typeInCreate = false;
      return await create({});
    }
  };

  const routeOf = async (request: NewRequest): Promise<'servicedesk' | 'platform'> => {
    const { via = 'auto' } = request;
    if (via !== 'auto') return via;
    const form = await site.form(request);
    const possible = form.canRaiseOnBehalfOf && missingFields(form, fieldsOf(request)).length === 0;
    return possible ? 'servicedesk' : 'platform';
  };

  /** Gives a request that servicedeskapi has made what its form did not take. */
  const fill = async (
    { issueKey }: CreatedRequest,
    request: NewRequest,
    options: CallOptions,
  ): Promise<void> => {
    await issues.edit(
      issueKey,
      {
        fields: marker.addTo(fieldsOf(request), request.marker),
        properties: [marker.propertyOf(request.marker), ...propertiesOf(request)],
        // Nothing can be lost: what the form put there shows no files.
        dropMedia: true,
      },
      options,
    );
  };

  const makeRequest = async (
    created: CreatedRequest,
    request: NewRequest,
    options: CallOptions,
  ): Promise<void> => {
    if (typeInCreate) {
      if (requestType.isProven(request)) return;
      // Jira says 201 also where it leaves the field empty.
      typeInCreate = await requestType.holds(created, request, options);
      if (typeInCreate) return;
    }
    await requestType.set(created, request, options);
  };

  /**
   * The marker's property comes with all fields, or after them: where it is, nothing is written over,
   * as texts may show files by now.
   */
  const resume = async (
    created: CreatedRequest,
    request: NewRequest,
    options: CallOptions,
  ): Promise<void> => {
    const { properties } = await issues.get(created.issueKey, {
      ...options,
      fields: ['summary'],
      properties: [marker.property],
    });
    if (!marker.isIn(properties?.[marker.property], request.marker)) {
      await fill(created, request, options);
    } else if (!(await requestType.holds(created, request, options))) {
      await requestType.set(created, request, options);
    }
  };

  const finish = async (
    created: CreatedRequest,
    rest: typeof fill,
    request: NewRequest,
    options: CallOptions,
  ): Promise<CreatedRequest> => {
    try {
      await rest(created, request, options);
      return created;
    } catch (cause) {
      options.signal?.throwIfAborted();
      throw incomplete(created, cause);
    }
  };

  return {
    async create(request, options) {
      marker.check(request.marker);
      const [make, rest] =
        (await routeOf(request)) === 'servicedesk'
          ? [byServiceDesk, fill]
          : [byPlatform, makeRequest];
      return await finish(await make(request, options), rest, request, options);
    },

    async ensure(request, options) {
      const { projectKey } = await site.desk(request.serviceDeskId);
      const found = await issues.find(request.marker, { projectKey, signal: options.signal });
      if (!found) return await this.create(request, options);
      const created = { issueId: found.id, issueKey: found.key };
      return await finish(created, resume, request, options);
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
