import type { PagedList } from '@zdjsm/core';
import type { Context } from '../client/context.ts';
import type { RequestType, RequestTypeForm, RequestTypeGroup } from '../model/service-desk.ts';
import type { ListOptions } from '../paging/lists.ts';
import { deskPages } from '../paging/route-lists.ts';
import type { CallOptions } from '../request/call.ts';
import { findOrCreate } from '../writes/find-or-create.ts';

/** Request types of a service desk, and their forms. */
export class RequestTypes {
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  list(serviceDeskId: string, options: ListOptions = {}): PagedList<RequestType> {
    return deskPages(
      this.#context.api,
      'GET /rest/servicedeskapi/servicedesk/{serviceDeskId}/requesttype',
      {
        path: { serviceDeskId },
      },
      options,
    );
  }

  async get(
    serviceDeskId: string,
    requestTypeId: string,
    options: CallOptions = {},
  ): Promise<RequestType> {
    return await this.#context.api.request(
      'GET /rest/servicedeskapi/servicedesk/{serviceDeskId}/requesttype/{requestTypeId}',
      { path: { serviceDeskId, requestTypeId }, signal: options.signal },
    );
  }

  /** The form: its fields with their valid values, hidden ones included. */
  async fields(
    serviceDeskId: string,
    requestTypeId: string,
    options: CallOptions = {},
  ): Promise<RequestTypeForm> {
    return await this.#context.api.request(
      'GET /rest/servicedeskapi/servicedesk/{serviceDeskId}/requesttype/{requestTypeId}/field',
      {
        path: { serviceDeskId, requestTypeId },
        query: { expand: 'hiddenFields' },
        signal: options.signal,
      },
    );
  }

  /**
   * The request type of this name, created where it is missing. Experimental: a new one is in no group,
   * so the portal does not show it until a person puts it into one.
   */
  async ensure(
    serviceDeskId: string,
    requestType: {
      readonly name: string;
      readonly issueTypeId: string;
      readonly description?: string | undefined;
    },
    options: CallOptions = {},
  ): Promise<RequestType> {
    return await findOrCreate(
      async (signal) => {
        for await (const known of this.list(serviceDeskId, { signal })) {
          if (known.name === requestType.name) return known;
        }
        return undefined;
      },
      (probe) =>
        this.#context.api.write(
          'POST /rest/servicedeskapi/servicedesk/{serviceDeskId}/requesttype',
          { path: { serviceDeskId }, json: requestType, signal: options.signal },
          probe,
        ),
      options.signal,
    );
  }

  /** The groups under which the portal shows request types. */
  groups(serviceDeskId: string, options: ListOptions = {}): PagedList<RequestTypeGroup> {
    return deskPages(
      this.#context.api,
      'GET /rest/servicedeskapi/servicedesk/{serviceDeskId}/requesttypegroup',
      { path: { serviceDeskId } },
      options,
    );
  }
}
