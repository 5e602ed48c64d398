import type { PagedList } from '@zdjsm/core';
import type { Context } from '../client/context.ts';
import { DuplicateMarkerError, VisibilityError } from '../errors/client-errors.ts';
import {
  type Attribution,
  attributionProperty,
  withAttribution,
} from '../impersonation/attribution.ts';
import type { AdfDocument } from '../model/adf.ts';
import type { Comment } from '../model/issue.ts';
import type { EntityProperty } from '../model/json.ts';
import { type ListOptions, platformList } from '../paging/lists.ts';
import type { CallOptions } from '../request/call.ts';
import { refuseToLoseMedia } from '../writes/keep-media.ts';

export type Visibility = 'public' | 'internal';

export interface NewComment {
  readonly body: AdfDocument;
  /** Who sees it: customers too, or agents only. There is no default: a wrong one can't be taken back. */
  readonly visibility: Visibility;
  /** The id of its source: the comment is found by it when the answer is lost. */
  readonly marker: string;
  readonly properties?: readonly EntityProperty[] | undefined;
  /** Who wrote it in the source, and when: shown in a line at the top, and kept in a property. */
  readonly attribution?: Attribution | undefined;
}

const VISIBILITY_PROPERTY = 'sd.public.comment';
const PAGE_SIZE = 100;
const REMEDY =
  'Check that the issue is a request of a service project, and that the account is an agent of it.';

/** Comments of an issue. Their author is always the account that writes, their time always now. */
export class Comments {
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  /**
   * Adds a comment, and reads back who sees it. A wrong visibility is repaired at once, and if
   * that fails the comment is deleted and `VisibilityError` thrown.
   */
  async add(issueKey: string, comment: NewComment, options: CallOptions = {}): Promise<Comment> {
    const { api, marker } = this.#context;
    const { attribution } = comment;
    const wanted = marker.check(comment.marker);
    const added = await api.write(
      'POST /rest/api/3/issue/{issueIdOrKey}/comment',
      {
        path: { issueIdOrKey: issueKey },
        json: {
          body: attribution ? withAttribution(comment.body, attribution) : comment.body,
          properties: [
            visibilityProperty(comment.visibility),
            marker.propertyOf(wanted),
            ...(attribution ? [attributionProperty(attribution)] : []),
            ...(comment.properties ?? []),
          ],
        },
        signal: options.signal,
      },
      { look: (signal) => this.find(issueKey, wanted, { signal }) },
    );
    return await this.#ensureVisibility(issueKey, added, comment.visibility, options);
  }

  /** The comment that carries the marker: for a caller that does not know whether it was written. */
  async find(
    issueKey: string,
    wanted: string,
    options: CallOptions = {},
  ): Promise<Comment | undefined> {
    const { marker } = this.#context;
    const found: Comment[] = [];
    // The newest first: what was written a moment ago is on the first page.
    for await (const page of this.list(issueKey, { ...options, newestFirst: true }).pages()) {
      const comments = await this.withProperties(page.items, options);
      found.push(
        ...comments.filter(({ properties = [] }) =>
          properties.some(
            ({ key, value }) => key === marker.property && marker.isIn(value, wanted),
          ),
        ),
      );
    }
    if (found.length < 2) return found[0];
    throw new DuplicateMarkerError({
      code: 'DUPLICATE_MARKER',
      message: `${issueKey}: comments ${found.map(({ id }) => id).join(', ')} all carry the marker ${wanted}`,
      remedy: 'Look at them: keep one, delete the others, then run it again.',
      found: found.map(({ id }) => id),
    });
  }

  list(
    issueKey: string,
    options: ListOptions & { readonly newestFirst?: boolean | undefined } = {},
  ): PagedList<Comment> {
    return platformList(
      (startAt) =>
        this.#context.api.request('GET /rest/api/3/issue/{issueIdOrKey}/comment', {
          path: { issueIdOrKey: issueKey },
          query: {
            startAt,
            maxResults: PAGE_SIZE,
            orderBy: options.newestFirst ? '-created' : 'created',
          },
          signal: options.signal,
        }),
      (page) => page.comments,
      options.from,
    );
  }

  /** The same comments with their entity properties, which a list does not have. */
  async withProperties(
    comments: readonly Comment[],
    options: CallOptions = {},
  ): Promise<readonly Comment[]> {
    if (comments.length === 0) return [];
    const page = await this.#context.api.request('POST /rest/api/3/comment/list', {
      query: { expand: 'properties' },
      json: { ids: comments.map(({ id }) => Number(id)) },
      signal: options.signal,
    });
    const byId = new Map(page.values.map((comment) => [String(comment.id), comment]));
    return comments.map((comment) => ({
      ...comment,
      properties: byId.get(String(comment.id))?.properties ?? [],
    }));
  }

  async get(issueKey: string, id: string, options: CallOptions = {}): Promise<Comment> {
    return await this.#context.api.request('GET /rest/api/3/issue/{issueIdOrKey}/comment/{id}', {
      path: { issueIdOrKey: issueKey, id },
      signal: options.signal,
    });
  }

  /**
   * Replaces the body, without mails. Properties and visibility stay.
   *
   * Jira deletes a file that was shown in the old body and is not in the new one, so such a body is
   * refused unless `dropMedia` is set.
   */
  async update(
    issueKey: string,
    id: string,
    change: { readonly body: AdfDocument; readonly dropMedia?: boolean | undefined },
    options: CallOptions = {},
  ): Promise<Comment> {
    if (!change.dropMedia) {
      const before = await this.get(issueKey, id, options);
      refuseToLoseMedia(`comment ${id} of ${issueKey}`, before.body, change.body);
    }
    return await this.#context.api.request('PUT /rest/api/3/issue/{issueIdOrKey}/comment/{id}', {
      path: { issueIdOrKey: issueKey, id },
      query: { notifyUsers: false },
      json: { body: change.body },
      signal: options.signal,
    });
  }

  /** Changes who sees a comment, and reads it back. */
  async setVisibility(
    issueKey: string,
    id: string,
    visibility: Visibility,
    options: CallOptions = {},
  ): Promise<Comment> {
    const comment = await this.#show(issueKey, id, visibility, options);
    if (hasVisibility(comment, visibility)) return comment;
    throw new VisibilityError({
      code: 'WRONG_VISIBILITY',
      message: `${issueKey}: comment ${id} does not become ${visibility}`,
      remedy: REMEDY,
    });
  }

  /** Deletes the comment; the files that only it shows go with it. */
  async delete(issueKey: string, id: string, options: CallOptions = {}): Promise<void> {
    await this.#context.api.request('DELETE /rest/api/3/issue/{issueIdOrKey}/comment/{id}', {
      path: { issueIdOrKey: issueKey, id },
      signal: options.signal,
    });
  }

  async #ensureVisibility(
    issueKey: string,
    added: Comment,
    visibility: Visibility,
    options: CallOptions,
  ): Promise<Comment> {
    const { emit } = this.#context;
    if (hasVisibility(added, visibility)) return added;
    // An answer without the flag may only be short of it.
    const unflagged = added.jsdPublic === undefined;
    if (unflagged) {
      const read = await this.get(issueKey, added.id, options);
      if (hasVisibility(read, visibility)) return read;
    }
    // Without the caller's signal: nobody may interrupt between the leak and its repair.
    const repaired = await this.#show(issueKey, added.id, visibility, {});
    if (hasVisibility(repaired, visibility)) {
      emit({ type: 'visibility-repaired', issueKey, commentId: added.id });
      return repaired;
    }
    throw await this.#withdraw(issueKey, added.id, visibility);
  }

  async #show(
    issueKey: string,
    id: string,
    visibility: Visibility,
    options: CallOptions,
  ): Promise<Comment> {
    await this.#context.api.request(
      'PUT /rest/api/3/comment/{commentId}/properties/{propertyKey}',
      {
        path: { commentId: id, propertyKey: VISIBILITY_PROPERTY },
        json: visibilityProperty(visibility).value,
        issue: issueKey,
        signal: options.signal,
      },
    );
    return await this.get(issueKey, id, options);
  }

  async #withdraw(issueKey: string, id: string, wanted: Visibility): Promise<VisibilityError> {
    const got = wanted === 'internal' ? 'public' : 'internal';
    const what = `${issueKey}: Jira made comment ${id} ${got}, although ${wanted} was asked for`;
    try {
      await this.delete(issueKey, id);
    } catch (cause) {
      return new VisibilityError({
        code: 'COMMENT_EXPOSED',
        message: `${what}, and it could not be deleted`,
        remedy: `Delete comment ${id} of ${issueKey} by hand, now. Then check the permissions of the account.`,
        outcome: 'unknown',
        cause,
      });
    }
    return new VisibilityError({
      code: 'WRONG_VISIBILITY',
      message: `${what}; it was deleted again`,
      remedy: REMEDY,
    });
  }
}

const visibilityProperty = (visibility: Visibility): EntityProperty => ({
  key: VISIBILITY_PROPERTY,
  value: { internal: visibility === 'internal' },
});

const hasVisibility = (comment: Comment, visibility: Visibility): boolean =>
  comment.jsdPublic === (visibility === 'public');
