import type { PagedList } from '@zdjsm/core';
import type { Context } from '../client/context.ts';
import type { RequestType, RequestTypeForm, RequestTypeGroup } from '../model/service-desk.ts';
import { type ListOptions, serviceDeskList } from '../paging/lists.ts';
import type { CallOptions } from '../request/call.ts';

/** Request types of a service desk, and their forms. */
export class RequestTypes {
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  list(serviceDeskId: string, options: ListOptions = {}): PagedList<RequestType> {
    return serviceDeskList(
      (start) =>
        this.#context.api.request(
          'GET /rest/servicedeskapi/servicedesk/{serviceDeskId}/requesttype',
          {
            path: { serviceDeskId },
            query: { start, limit: 50 },
            signal: options.signal,
          },
        ),
      options.from,
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

  /** The groups under which the portal shows request types. */
  groups(serviceDeskId: string, options: ListOptions = {}): PagedList<RequestTypeGroup> {
    return serviceDeskList(
      (start) =>
        this.#context.api.request(
          'GET /rest/servicedeskapi/servicedesk/{serviceDeskId}/requesttypegroup',
          { path: { serviceDeskId }, query: { start, limit: 50 }, signal: options.signal },
        ),
      options.from,
    );
  }
}
