import type { PagedList } from '@zdjsm/core';
import type { Context } from '../client/context.ts';
import { DuplicateMarkerError } from '../errors/client-errors.ts';
import {
  type Attribution,
  attributionProperty,
  attributionWiki,
  withAttribution,
} from '../impersonation/attribution.ts';
import { byTheLadder, type MediaFallback, type MediaRung, withoutMedia } from '../media/ladder.ts';
import type { AdfDocument } from '../model/adf.ts';
import type { Comment } from '../model/issue.ts';
import type { EntityProperty } from '../model/json.ts';
import { fileMediaIn } from '../model/media.ts';
import { type ListOptions, platformList } from '../paging/lists.ts';
import type { CallOptions } from '../request/call.ts';
import { refuseToLoseMedia } from '../writes/keep-media.ts';
import { CommentVisibility, type Visibility, visibilityProperty } from './comment-visibility.ts';

/** What a comment shall be. */
export interface NewComment {
  readonly body: AdfDocument;
  /** Who sees it: customers too, or agents only. There is no default: a wrong one can't be taken back. */
  readonly visibility: Visibility;
  /** The id of its source: the comment is found by it when the answer is lost. */
  readonly marker: string;
  readonly properties?: readonly EntityProperty[] | undefined;
  /** Who wrote it in the source, and when: shown in a line at the top, and kept in a property. */
  readonly attribution?: Attribution | undefined;
  /** What to write when the site refuses the media of the body. Default: throw. */
  readonly fallback?: MediaFallback | undefined;
}

/** A comment that was written, and how it shows its files. */
export interface AddedComment extends Comment {
  /** How it shows its files: `media`, unless a fallback was needed. */
  readonly rung: MediaRung;
}

const PAGE_SIZE = 100;

/** Comments of an issue. Their author is always the account that writes, their time always now. */
export class Comments {
  readonly #context: Context;
  readonly #visibility: CommentVisibility;

  constructor(context: Context) {
    this.#context = context;
    this.#visibility = new CommentVisibility(context, this);
  }

  /**
   * Adds a comment, and reads back who sees it. A wrong visibility is repaired at once, and if
   * that fails the comment is deleted and `VisibilityError` thrown.
   */
  async add(
    issueKey: string,
    comment: NewComment,
    options: CallOptions = {},
  ): Promise<AddedComment> {
    const { marker } = this.#context;
    const { attribution, body, fallback } = comment;
    const { signal } = options;
    const wanted = marker.check(comment.marker);
    const path = { issueIdOrKey: issueKey };
    const properties = [
      visibilityProperty(comment.visibility),
      marker.propertyOf(wanted),
      ...(attribution ? [attributionProperty(attribution)] : []),
      ...(comment.properties ?? []),
    ];
    const probe = {
      look: (probing?: AbortSignal) => this.find(issueKey, wanted, { signal: probing }),
    };
    const documentOf = (text: AdfDocument) =>
      attribution ? withAttribution(text, attribution) : text;
    const post = (text: AdfDocument): Promise<Comment> =>
      this.#context.api.write(
        'POST /rest/api/3/issue/{issueIdOrKey}/comment',
        { path, json: { body: documentOf(text), properties }, signal },
        probe,
      );
    const { written, rung } = await byTheLadder<Comment>(
      this.#context,
      issueKey,
      fallback,
      {
        media: () => post(body),
        wiki: async (markup) => {
          const text = attribution ? `${attributionWiki(attribution)}\n\n${markup}` : markup;
          const { id } = await this.#context.api.write(
            'POST /rest/api/2/issue/{issueIdOrKey}/comment',
            { path, json: { body: text, properties }, signal },
            probe,
          );
          const stored = await this.get(issueKey, id, options);
          return { written: stored, shows: fileMediaIn(stored.body).size > 0 };
        },
        names: async (over) => {
          const text = withoutMedia(body, fallback ?? {});
          return over
            ? await this.update(issueKey, over.id, { body: documentOf(text) }, options)
            : await post(text);
        },
      },
      signal,
    );
    const seen = await this.#visibility.ensure(issueKey, written, comment.visibility, options);
    return { ...seen, rung };
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

  /** Sets an entity property: JSON that people don't see. `withProperties` reads it. */
  async setProperty(
    issueKey: string,
    id: string,
    property: EntityProperty,
    options: CallOptions = {},
  ): Promise<void> {
    await this.#context.api.request(
      'PUT /rest/api/3/comment/{commentId}/properties/{propertyKey}',
      {
        path: { commentId: id, propertyKey: property.key },
        json: property.value,
        issue: issueKey,
        signal: options.signal,
      },
    );
  }

  /** Changes who sees a comment, and reads it back. */
  async setVisibility(
    issueKey: string,
    id: string,
    visibility: Visibility,
    options: CallOptions = {},
  ): Promise<Comment> {
    return await this.#visibility.set(issueKey, id, visibility, options);
  }

  /** Deletes the comment; the files that only it shows go with it. */
  async delete(issueKey: string, id: string, options: CallOptions = {}): Promise<void> {
    await this.#context.api.request('DELETE /rest/api/3/issue/{issueIdOrKey}/comment/{id}', {
      path: { issueIdOrKey: issueKey, id },
      signal: options.signal,
    });
  }
}
