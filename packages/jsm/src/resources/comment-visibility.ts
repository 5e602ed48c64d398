import type { Context } from '../client/context.ts';
import { VisibilityError } from '../errors/client-errors.ts';
import type { Comment } from '../model/issue.ts';
import type { EntityProperty } from '../model/json.ts';
import type { CallOptions } from '../request/call.ts';

/** Who sees a comment: customers too, or agents alone. */
export type Visibility = 'public' | 'internal';

const VISIBILITY_PROPERTY = 'sd.public.comment';
const REMEDY =
  'Check that the issue is a request of a service project, and that the account is an agent of it.';

/** What it needs of the comments. */
interface Comments {
  get(issueKey: string, id: string, options?: CallOptions): Promise<Comment>;
  delete(issueKey: string, id: string, options?: CallOptions): Promise<void>;
}

/** Sees to it that nobody reads a comment who should not. */
export class CommentVisibility {
  readonly #context: Context;
  readonly #comments: Comments;

  constructor(context: Context, comments: Comments) {
    this.#context = context;
    this.#comments = comments;
  }

  /** Changes who sees a comment, and reads it back. */
  async set(
    issueKey: string,
    id: string,
    visibility: Visibility,
    options: CallOptions,
  ): Promise<Comment> {
    const comment = await this.#put(issueKey, id, visibility, options);
    if (hasVisibility(comment, visibility)) return comment;
    throw new VisibilityError({
      code: 'WRONG_VISIBILITY',
      message: `${issueKey}: comment ${id} does not become ${visibility}`,
      remedy: REMEDY,
    });
  }

  /** The comment, when the right people see it; repaired if need be, and if that fails withdrawn. */
  async ensure(
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
      const read = await this.#comments.get(issueKey, added.id, options);
      if (hasVisibility(read, visibility)) return read;
    }
    // Without the caller's signal: nobody may interrupt between the leak and its repair.
    const repaired = await this.#put(issueKey, added.id, visibility, {});
    if (hasVisibility(repaired, visibility)) {
      emit({ type: 'visibility-repaired', issueKey, commentId: added.id });
      return repaired;
    }
    throw await this.#withdraw(issueKey, added.id, visibility);
  }

  async #put(
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
    return await this.#comments.get(issueKey, id, options);
  }

  async #withdraw(issueKey: string, id: string, wanted: Visibility): Promise<VisibilityError> {
    const got = wanted === 'internal' ? 'public' : 'internal';
    const what = `${issueKey}: Jira made comment ${id} ${got}, although ${wanted} was asked for`;
    try {
      await this.#comments.delete(issueKey, id);
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

export const visibilityProperty = (visibility: Visibility): EntityProperty => ({
  key: VISIBILITY_PROPERTY,
  value: { internal: visibility === 'internal' },
});

const hasVisibility = (comment: Comment, visibility: Visibility): boolean =>
  comment.jsdPublic === (visibility === 'public');
