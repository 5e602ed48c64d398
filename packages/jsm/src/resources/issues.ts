import type { PagedList } from '@zdjsm/core';
import type { Context } from '../client/context.ts';
import type { MediaRung } from '../media/ladder.ts';
import type { ChangelogEntry, CreatedIssue, Issue } from '../model/issue.ts';
import type { EntityProperty, Fields, Json } from '../model/json.ts';
import type { ListOptions } from '../paging/lists.ts';
import { platformPages } from '../paging/route-lists.ts';
import type { CallOptions } from '../request/call.ts';
import { type BulkResult, createBulk } from '../writes/create-bulk.ts';
import { editIssue, type IssueEdit } from '../writes/edit-issue.ts';
import { findMarkedIssue } from '../writes/find-marked-issue.ts';

/** What an issue shall be. */
export interface NewIssue {
  /** `project` (with its key), `issuetype`, `summary` and whatever else. Texts are ADF documents. */
  readonly fields: Fields;
  /** The id of its source: the issue is found by it when the answer is lost. */
  readonly marker: string;
  readonly projectKey: string;
  readonly properties?: readonly EntityProperty[] | undefined;
}

/** What is read of an issue. */
export interface GetIssueOptions extends CallOptions {
  /** Default: all. */
  readonly fields?: readonly string[] | undefined;
  readonly expand?: readonly string[] | undefined;
  /** Keys of entity properties. */
  readonly properties?: readonly string[] | undefined;
}

// As many as Jira takes in one call.
const BULK = 50;
const FETCHED_AT_ONCE = 100;

/** Issues of the Jira platform. */
export class Issues {
  readonly #context: Context;
  readonly properties: IssueProperties;

  constructor(context: Context) {
    this.#context = context;
    this.properties = new IssueProperties(context);
  }

  /** Creates an issue with its marker in the same call. It is a request only once it has a request type. */
  async create(issue: NewIssue, options: CallOptions = {}): Promise<CreatedIssue> {
    const { api, marker } = this.#context;
    const wanted = marker.check(issue.marker);
    const { id, key } = await api.write(
      'POST /rest/api/3/issue',
      {
        json: marker.addToIssue(issue, wanted),
        signal: options.signal,
      },
      { look: (signal) => this.find(wanted, { projectKey: issue.projectKey, signal }) },
    );
    return { id, key };
  }

  /**
   * Creates issues of one project, fifty a call. Each has its own result: one that is refused does not
   * keep the others from being made.
   */
  async createMany(
    issues: readonly Omit<NewIssue, 'projectKey'>[],
    options: CallOptions & { readonly projectKey: string },
  ): Promise<readonly BulkResult[]> {
    const results: BulkResult[] = [];
    for (let from = 0; from < issues.length; from += BULK) {
      const chunk = issues.slice(from, from + BULK);
      const createOne = (issue: (typeof chunk)[number]) =>
        this.create({ ...issue, projectKey: options.projectKey }, options);
      results.push(...(await createBulk(this.#context, chunk, options, createOne)));
    }
    return results;
  }

  /** The issue with this marker, also when the search does not know it yet. */
  async find(
    marker: string,
    options: CallOptions & { readonly projectKey: string },
  ): Promise<CreatedIssue | undefined> {
    const { api, marker: markers } = this.#context;
    return await findMarkedIssue(api, markers, markers.check(marker), options);
  }

  async get(issueKey: string, options: GetIssueOptions = {}): Promise<Issue> {
    return await this.#context.api.request('GET /rest/api/3/issue/{issueIdOrKey}', {
      path: { issueIdOrKey: issueKey },
      query: {
        fields: options.fields,
        expand: options.expand,
        properties: options.properties,
      },
      signal: options.signal,
    });
  }

  /** Many issues, a hundred a call, by their ids. Those that are gone, or that nobody may see, are not among them. */
  async getMany(
    ids: readonly string[],
    options: Omit<GetIssueOptions, 'expand'> = {},
  ): Promise<ReadonlyMap<string, Issue>> {
    const found = new Map<string, Issue>();
    for (let from = 0; from < ids.length; from += FETCHED_AT_ONCE) {
      const { issues } = await this.#context.api.request('POST /rest/api/3/issue/bulkfetch', {
        json: {
          issueIdsOrKeys: ids.slice(from, from + FETCHED_AT_ONCE),
          fields: options.fields ?? ['*all'],
          properties: options.properties ?? [],
        },
        signal: options.signal,
      });
      for (const issue of issues) found.set(issue.id, issue);
    }
    return found;
  }

  /**
   * Edits without mails. Screens are not checked: a field need not be on one.
   *
   * Jira deletes a file that an old text showed and its new one does not, so such an edit is refused
   * unless `dropMedia` is set.
   */
  async edit(
    issueKey: string,
    edit: IssueEdit,
    options: CallOptions = {},
  ): Promise<{ readonly rung: MediaRung }> {
    return await editIssue(this.#context, issueKey, edit, options);
  }

  /** Deletes the issue and its sub-tasks. Its number is never given again. */
  async delete(issueKey: string, options: CallOptions = {}): Promise<void> {
    await this.#context.api.request('DELETE /rest/api/3/issue/{issueIdOrKey}', {
      path: { issueIdOrKey: issueKey },
      query: { deleteSubtasks: true },
      signal: options.signal,
    });
  }

  /** What happened to the issue, the oldest first. Read-only. */
  changelog(issueKey: string, options: ListOptions = {}): PagedList<ChangelogEntry> {
    return platformPages(
      this.#context.api,
      'GET /rest/api/3/issue/{issueIdOrKey}/changelog',
      {
        path: { issueIdOrKey: issueKey },
      },
      { pageSize: 100, ...options },
    );
  }
}

/** Entity properties: JSON of at most 32,768 characters that people don't see. */
export class IssueProperties {
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  async keys(issueKey: string, options: CallOptions = {}): Promise<readonly string[]> {
    const { keys } = await this.#context.api.request(
      'GET /rest/api/3/issue/{issueIdOrKey}/properties',
      { path: { issueIdOrKey: issueKey }, signal: options.signal },
    );
    return keys.map(({ key }) => key);
  }

  async get(issueKey: string, propertyKey: string, options: CallOptions = {}): Promise<Json> {
    const { value } = await this.#context.api.request(
      'GET /rest/api/3/issue/{issueIdOrKey}/properties/{propertyKey}',
      { path: { issueIdOrKey: issueKey, propertyKey }, signal: options.signal },
    );
    return value;
  }

  /** Replaces the value. */
  async set(
    issueKey: string,
    propertyKey: string,
    value: Json,
    options: CallOptions = {},
  ): Promise<void> {
    await this.#context.api.request(
      'PUT /rest/api/3/issue/{issueIdOrKey}/properties/{propertyKey}',
      { path: { issueIdOrKey: issueKey, propertyKey }, json: value, signal: options.signal },
    );
  }

  async delete(issueKey: string, propertyKey: string, options: CallOptions = {}): Promise<void> {
    await this.#context.api.request(
      'DELETE /rest/api/3/issue/{issueIdOrKey}/properties/{propertyKey}',
      { path: { issueIdOrKey: issueKey, propertyKey }, signal: options.signal },
    );
  }
}
