import type { Caller } from '../access/caller.ts';
import { Refusal } from '../api/refusal.ts';
import type { Comment, Doc, Issue } from '../model/issues.ts';
import type { Json } from '../model/json.ts';
import { isRecord } from '../model/json.ts';
import type { Site } from '../site.ts';
import { mailMentions } from './mentions.ts';
import { setProperty } from './properties.ts';
import { dropOrphans } from './rich-text.ts';
import { saveIssue, withAutowatch } from './save-issue.ts';

/** The property that makes a comment of a request an internal note (facts § 4.5). */
export const VISIBILITY_PROPERTY = 'sd.public.comment';

const MAX_COMMENTS = 5_000;

export interface CommentDraft {
  readonly body: Doc;
  readonly wiki: string | undefined;
  readonly properties: readonly { readonly key: string; readonly value: Json }[];
  readonly visibility?: Comment['visibility'];
  /** The JSM API's `public` flag, the other way round; it works whatever the property does. */
  readonly internal?: boolean;
}

export function addComment(site: Site, caller: Caller, issue: Issue, draft: CommentDraft): Comment {
  const { store } = site;
  if (store.commentsByIssue.ids(issue.id).size >= MAX_COMMENTS) {
    throw new Refusal(413, 'The maximum number of comments for this issue has been reached.');
  }
  const now = site.clock.now();
  const id = store.nextId('comment');
  store.comments.set(id, {
    id,
    issueId: issue.id,
    authorId: caller.account.accountId,
    updateAuthorId: caller.account.accountId,
    created: now,
    updated: now,
    body: draft.body,
    wiki: draft.wiki,
    internal: draft.internal ?? false,
    visibility: draft.visibility,
  });
  for (const { key, value } of draft.properties) setCommentProperty(site, id, key, value);
  const comment = commentById(site, id);
  const watched = withAutowatch(site, caller.account, issue);
  const saved = saveIssue(site, { ...watched, updated: now });
  const about = { issue: saved, actor: caller.account };
  site.outbox.toTeam('comment-added', about);
  if (!comment.internal) site.outbox.toCustomers('public-comment', about);
  mailMentions(site, about, [draft.body], { internal: comment.internal });
  return comment;
}

export function editComment(
  site: Site,
  caller: Caller,
  issue: Issue,
  before: Comment,
  draft: CommentDraft,
  options: { readonly silent: boolean },
): Comment {
  const now = site.clock.now();
  site.store.comments.set(before.id, {
    ...before,
    body: draft.body,
    wiki: draft.wiki,
    updated: now,
    updateAuthorId: caller.account.accountId,
    visibility: draft.visibility ?? before.visibility,
  });
  for (const { key, value } of draft.properties) setCommentProperty(site, before.id, key, value);
  saveIssue(site, { ...issue, updated: now });
  dropOrphans(site, issue.id, before.body, draft.body);
  const after = commentById(site, before.id);
  if (!options.silent) {
    const about = { issue, actor: caller.account };
    site.outbox.toTeam('comment-edited', about);
    mailMentions(site, about, [draft.body], { internal: after.internal });
    // What was internal and is public now reaches the customer for the first time.
    if (before.internal && !after.internal) site.outbox.toCustomers('public-comment', about);
  }
  return after;
}

/** Sets a property; the one for visibility changes who sees the comment. */
export function setCommentProperty(
  site: Site,
  commentId: string,
  key: string,
  value: Json,
): boolean {
  const isNew = setProperty(site, `comment/${commentId}`, key, value);
  if (key === VISIBILITY_PROPERTY && site.switches.internalProperty === 'honoured') {
    const comment = commentById(site, commentId);
    const internal = isRecord(value) && value.internal === true;
    site.store.comments.set(commentId, { ...comment, internal });
  }
  return isNew;
}

export function commentById(site: Site, id: string): Comment {
  const comment = site.store.comments.get(id);
  if (!comment) throw new Error(`comment ${id} is gone`);
  return comment;
}
