import type { PagedList } from '@zdjsm/core';
import type { Context } from '../client/context.ts';
import type { Customer } from '../model/people.ts';
import type {
  CustomerRequest,
  Feedback,
  RequestAttachment,
  RequestComment,
  RequestStatus,
  Sla,
} from '../model/service-desk.ts';
import type { ListOptions } from '../paging/lists.ts';
import { deskPages } from '../paging/route-lists.ts';
import type { CallOptions } from '../request/call.ts';
import { createRequestWriter, type RequestWriter } from '../requests/create-request.ts';
import type { CreatedRequest, NewRequest } from '../requests/new-request.ts';
import { createRequestTypeField, type RequestTypeField } from '../requests/request-type-field.ts';
import type { RequestTypeRef, SiteKnowledge } from '../requests/site-knowledge.ts';
import type { RequestAttached } from '../routes/service-desk-routes.ts';
import { Answered } from '../writes/answered.ts';
import type { Visibility } from './comment-visibility.ts';
import type { Issues } from './issues.ts';

/** Requests: issues as customers see them on the portal. */
export class Requests {
  readonly #context: Context;
  readonly #issues: Issues;
  readonly #writer: RequestWriter;
  readonly #requestType: RequestTypeField;
  readonly #answered = new Answered();

  constructor(context: Context, site: SiteKnowledge, issues: Issues) {
    this.#context = context;
    this.#issues = issues;
    this.#requestType = createRequestTypeField(context, site);
    this.#writer = createRequestWriter(context, site, this.#requestType, issues);
  }

  /**
   * Creates a request for a customer, with all its fields. There is no way to say when it was made
   * in the source: keep that in fields and in the text.
   *
   * Jira mails the customer by the project's rules for customer notifications; only a person can
   * switch these off.
   *
   * @throws RequestIncompleteError when it exists, but its fields or its type are not set yet.
   */
  async create(request: NewRequest, options: CallOptions = {}): Promise<CreatedRequest> {
    return await this.#writer.create(request, options);
  }

  /** The same for a caller that does not know how far an earlier try came: it goes on from there. */
  async ensure(request: NewRequest, options: CallOptions = {}): Promise<CreatedRequest> {
    return await this.#writer.ensure(request, options);
  }

  /** The request with this marker, also when the search does not know it yet. */
  async find(
    marker: string,
    options: CallOptions & { readonly projectKey: string },
  ): Promise<CreatedRequest | undefined> {
    const found = await this.#issues.find(marker, options);
    return found && { issueId: found.id, issueKey: found.key };
  }

  /** Gives a request another type, or makes one of an issue that has none. */
  async setType(
    issue: CreatedRequest,
    type: RequestTypeRef,
    options: CallOptions = {},
  ): Promise<void> {
    await this.#requestType.set(issue, type, options);
  }

  /** @throws NotFoundError also for an issue without a request type. */
  async get(issueKey: string, options: CallOptions = {}): Promise<CustomerRequest> {
    return await this.#context.api.request('GET /rest/servicedeskapi/request/{issueIdOrKey}', {
      path: { issueIdOrKey: issueKey },
      signal: options.signal,
    });
  }

  /** Comments as wiki text, and whether customers see them. Empty, not refused, without permission. */
  comments(issueKey: string, options: ListOptions = {}): PagedList<RequestComment> {
    return deskPages(
      this.#context.api,
      'GET /rest/servicedeskapi/request/{issueIdOrKey}/comment',
      {
        path: { issueIdOrKey: issueKey },
        query: { expand: 'attachment' },
      },
      options,
    );
  }

  /** The attachments that the caller sees on the portal. */
  attachments(issueKey: string, options: ListOptions = {}): PagedList<RequestAttachment> {
    return deskPages(
      this.#context.api,
      'GET /rest/servicedeskapi/request/{issueIdOrKey}/attachment',
      {
        path: { issueIdOrKey: issueKey },
      },
      options,
    );
  }

  /**
   * Attaches temporary files by a comment, which makes them visible on the portal when it is
   * public, and mails those who follow. The text is wiki markup.
   */
  async attach(
    issueKey: string,
    attachment: {
      readonly temporaryAttachmentIds: readonly string[];
      readonly visibility: Visibility;
      /** Names of the files in the same order: how they are found again when the answer is lost. */
      readonly fileNames: readonly string[];
      readonly comment?: string | undefined;
      /** Ids of comments that are known to be others, from an earlier run. */
      readonly known?: ReadonlySet<string> | undefined;
    },
    options: CallOptions = {},
  ): Promise<RequestAttached> {
    const { temporaryAttachmentIds, visibility, comment, fileNames } = attachment;
    const isPublic = visibility === 'public';
    const attached = await this.#context.api.write(
      'POST /rest/servicedeskapi/request/{issueIdOrKey}/attachment',
      {
        path: { issueIdOrKey: issueKey },
        json: {
          temporaryAttachmentIds,
          public: isPublic,
          ...(comment === undefined ? {} : { additionalComment: { body: comment } }),
        },
        signal: options.signal,
      },
      {
        look: (signal) => {
          const except = this.#answered.with(issueKey, attachment.known);
          return this.#findAttached(issueKey, { fileNames, isPublic, except, signal });
        },
      },
    );
    this.#answered.add(issueKey, attached.comment.id);
    return attached;
  }

  participants(issueKey: string, options: ListOptions = {}): PagedList<Customer> {
    return deskPages(
      this.#context.api,
      'GET /rest/servicedeskapi/request/{issueIdOrKey}/participant',
      {
        path: { issueIdOrKey: issueKey },
      },
      options,
    );
  }

  /** Lets them see and comment the request. May mail them, by the project's rules. */
  async addParticipants(
    issueKey: string,
    accountIds: readonly string[],
    options: CallOptions = {},
  ): Promise<void> {
    if (accountIds.length === 0) return;
    await this.#context.api.request(
      'POST /rest/servicedeskapi/request/{issueIdOrKey}/participant',
      { path: { issueIdOrKey: issueKey }, json: { accountIds }, signal: options.signal },
    );
  }

  async removeParticipants(
    issueKey: string,
    accountIds: readonly string[],
    options: CallOptions = {},
  ): Promise<void> {
    if (accountIds.length === 0) return;
    await this.#context.api.request(
      'DELETE /rest/servicedeskapi/request/{issueIdOrKey}/participant',
      { path: { issueIdOrKey: issueKey }, json: { accountIds }, signal: options.signal },
    );
  }

  /** The statuses that it had, the newest first. Read-only. */
  statusHistory(issueKey: string, options: ListOptions = {}): PagedList<RequestStatus> {
    return deskPages(
      this.#context.api,
      'GET /rest/servicedeskapi/request/{issueIdOrKey}/status',
      {
        path: { issueIdOrKey: issueKey },
      },
      options,
    );
  }

  /** Service levels. Read-only: their clocks begin when the request is created. */
  slas(issueKey: string, options: ListOptions = {}): PagedList<Sla> {
    return deskPages(
      this.#context.api,
      'GET /rest/servicedeskapi/request/{issueIdOrKey}/sla',
      {
        path: { issueIdOrKey: issueKey },
      },
      options,
    );
  }

  async feedback(issueKey: string, options: CallOptions = {}): Promise<Feedback> {
    return await this.#context.api.request(
      'GET /rest/servicedeskapi/request/{requestIdOrKey}/feedback',
      { path: { requestIdOrKey: issueKey }, signal: options.signal },
    );
  }

  /** Rates the request, 1 to 5. Only its reporter may: `client.as(reporter)`. */
  async rate(
    issueKey: string,
    feedback: { readonly rating: 1 | 2 | 3 | 4 | 5; readonly comment?: string | undefined },
    options: CallOptions = {},
  ): Promise<Feedback> {
    const { rating, comment } = feedback;
    return await this.#context.api.request(
      'POST /rest/servicedeskapi/request/{requestIdOrKey}/feedback',
      {
        path: { requestIdOrKey: issueKey },
        json: {
          type: 'csat',
          rating,
          ...(comment === undefined ? {} : { comment: { body: comment } }),
        },
        signal: options.signal,
      },
    );
  }

  async #findAttached(
    issueKey: string,
    wanted: CallOptions & {
      readonly fileNames: readonly string[];
      readonly isPublic: boolean;
      readonly except: ReadonlySet<string>;
    },
  ): Promise<RequestAttached | undefined> {
    const wantedNames = [...wanted.fileNames].sort().join('/');
    let found: RequestAttached | undefined;
    for await (const comment of this.comments(issueKey, { signal: wanted.signal })) {
      const attached = comment.attachments?.values ?? [];
      const names = attached.map(({ filename }) => filename).sort();
      if (comment.public !== wanted.isPublic || wanted.except.has(comment.id)) continue;
      if (names.join('/') !== wantedNames) continue;
      const { length: size } = attached;
      // The newest of those that fit: comments come in the order in which they were made.
      found = {
        comment,
        attachments: { start: 0, limit: size, size, isLastPage: true, values: attached },
      };
    }
    return found;
  }
}
