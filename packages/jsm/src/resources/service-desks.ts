import type { PagedList } from '@zdjsm/core';
import type { Context } from '../client/context.ts';
import type { Issue } from '../model/issue.ts';
import type { Queue, ServiceDesk } from '../model/service-desk.ts';
import type { ListOptions } from '../paging/lists.ts';
import { deskPages } from '../paging/route-lists.ts';
import type { CallOptions } from '../request/call.ts';

/** Service desks. Where an id is asked for, `projectKey:SUP` does as well. */
export class ServiceDesks {
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  list(options: ListOptions = {}): PagedList<ServiceDesk> {
    return deskPages(this.#context.api, 'GET /rest/servicedeskapi/servicedesk', {}, options);
  }

  async get(serviceDeskId: string, options: CallOptions = {}): Promise<ServiceDesk> {
    return await this.#context.api.request('GET /rest/servicedeskapi/servicedesk/{serviceDeskId}', {
      path: { serviceDeskId },
      signal: options.signal,
    });
  }

  /** The requests that stand in a queue now, with the fields of its columns. */
  queueIssues(serviceDeskId: string, queueId: string, options: ListOptions = {}): PagedList<Issue> {
    return deskPages(
      this.#context.api,
      'GET /rest/servicedeskapi/servicedesk/{serviceDeskId}/queue/{queueId}/issue',
      { path: { serviceDeskId, queueId } },
      options,
    );
  }

  /** Queues can be read only. */
  queues(serviceDeskId: string, options: ListOptions = {}): PagedList<Queue> {
    return deskPages(
      this.#context.api,
      'GET /rest/servicedeskapi/servicedesk/{serviceDeskId}/queue',
      {
        path: { serviceDeskId },
        query: { includeCount: true },
      },
      options,
    );
  }
}
