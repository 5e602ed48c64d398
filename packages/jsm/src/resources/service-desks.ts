import type { PagedList } from '@zdjsm/core';
import type { Context } from '../client/context.ts';
import type { Queue, ServiceDesk } from '../model/service-desk.ts';
import { type ListOptions, serviceDeskList } from '../paging/lists.ts';
import type { CallOptions } from '../request/call.ts';

/** Service desks. Where an id is asked for, `projectKey:SUP` does as well. */
export class ServiceDesks {
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  list(options: ListOptions = {}): PagedList<ServiceDesk> {
    return serviceDeskList(
      (start) =>
        this.#context.api.request('GET /rest/servicedeskapi/servicedesk', {
          query: { start, limit: 50 },
          signal: options.signal,
        }),
      options.from,
    );
  }

  async get(serviceDeskId: string, options: CallOptions = {}): Promise<ServiceDesk> {
    return await this.#context.api.request('GET /rest/servicedeskapi/servicedesk/{serviceDeskId}', {
      path: { serviceDeskId },
      signal: options.signal,
    });
  }

  /** Queues can be read only. */
  queues(serviceDeskId: string, options: ListOptions = {}): PagedList<Queue> {
    return serviceDeskList(
      (start) =>
        this.#context.api.request('GET /rest/servicedeskapi/servicedesk/{serviceDeskId}/queue', {
          path: { serviceDeskId },
          query: { includeCount: true, start, limit: 50 },
          signal: options.signal,
        }),
      options.from,
    );
  }
}
