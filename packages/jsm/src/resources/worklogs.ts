import type { PagedList } from '@zdjsm/core';
import type { Context } from '../client/context.ts';
import {
  type Attribution,
  attributionProperty,
  withAttribution,
} from '../impersonation/attribution.ts';
import { type AdfDocument, EMPTY_ADF } from '../model/adf.ts';
import type { Worklog } from '../model/issue.ts';
import { type ListOptions, platformList } from '../paging/lists.ts';
import type { CallOptions } from '../request/call.ts';

/** Time that was worked on an issue. */
export interface NewWorklog {
  /** When the work began: this time is kept. */
  readonly started: Date;
  /** At least 60. */
  readonly timeSpentSeconds: number;
  /** A document without media: worklogs can't show files. */
  readonly comment?: AdfDocument | undefined;
  /** Who worked: shown in a line above the comment, and kept in a property. */
  readonly attribution?: Attribution | undefined;
  /** The id of its source: the worklog is found by it when the answer is lost. */
  readonly marker: string;
}

/** Time that was worked on an issue. The author is always the account that writes. */
export class Worklogs {
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  /** Adds a worklog, without mails and without a change to the estimates. */
  async add(issueKey: string, worklog: NewWorklog, options: CallOptions = {}): Promise<Worklog> {
    const { api, marker } = this.#context;
    const { attribution } = worklog;
    const wanted = marker.check(worklog.marker);
    const properties = [
      marker.propertyOf(wanted),
      ...(attribution ? [attributionProperty(attribution)] : []),
    ];
    return await api.write(
      'POST /rest/api/3/issue/{issueIdOrKey}/worklog',
      {
        path: { issueIdOrKey: issueKey },
        query: { notifyUsers: false, adjustEstimate: 'leave' },
        json: { ...bodyOf(worklog), properties },
        signal: options.signal,
      },
      { look: (signal) => this.find(issueKey, wanted, { signal }) },
    );
  }

  /** Makes a worklog equal to this; its marker stays. */
  async update(
    issueKey: string,
    id: string,
    worklog: Omit<NewWorklog, 'marker'>,
    options: CallOptions = {},
  ): Promise<Worklog> {
    return await this.#context.api.request('PUT /rest/api/3/issue/{issueIdOrKey}/worklog/{id}', {
      path: { issueIdOrKey: issueKey, id },
      query: { notifyUsers: false, adjustEstimate: 'leave' },
      json: bodyOf(worklog),
      signal: options.signal,
    });
  }

  async find(
    issueKey: string,
    wanted: string,
    options: CallOptions = {},
  ): Promise<Worklog | undefined> {
    const { marker } = this.#context;
    for await (const worklog of this.list(issueKey, options)) {
      const marked = worklog.properties?.some(
        ({ key, value }) => key === marker.property && marker.isIn(value, wanted),
      );
      if (marked) return worklog;
    }
    return undefined;
  }

  /** With their entity properties, the oldest first. */
  list(issueKey: string, options: ListOptions = {}): PagedList<Worklog> {
    return platformList(
      (startAt) =>
        this.#context.api.request('GET /rest/api/3/issue/{issueIdOrKey}/worklog', {
          path: { issueIdOrKey: issueKey },
          query: { startAt, maxResults: 1_000, expand: 'properties' },
          signal: options.signal,
        }),
      (page) => page.worklogs,
      options.from,
    );
  }

  async delete(issueKey: string, id: string, options: CallOptions = {}): Promise<void> {
    await this.#context.api.request('DELETE /rest/api/3/issue/{issueIdOrKey}/worklog/{id}', {
      path: { issueIdOrKey: issueKey, id },
      query: { notifyUsers: false, adjustEstimate: 'leave' },
      signal: options.signal,
    });
  }
}

const bodyOf = (worklog: Omit<NewWorklog, 'marker'>) => {
  const { started, timeSpentSeconds, comment, attribution } = worklog;
  return {
    started: started.toISOString().replace('Z', '+0000'),
    timeSpentSeconds,
    comment: attribution ? withAttribution(comment ?? EMPTY_ADF, attribution) : comment,
  };
};
