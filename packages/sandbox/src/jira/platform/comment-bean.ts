import type { Comment } from '../model/issues.ts';
import { REQUEST_TYPE_FIELD } from '../seed/fields.ts';
import { jiraTime } from '../text/times.ts';
import { docToHtml, richTextBean, userById, type View } from './view.ts';

export function commentBean(view: View, comment: Comment, expand: readonly string[] = []) {
  const { store } = view.site;
  const isRequest = store.issues.get(comment.issueId)?.values[REQUEST_TYPE_FIELD] !== undefined;
  const properties = store.propertiesByOwner.find(`comment/${comment.id}`);
  return {
    self: `${view.rest}/issue/${comment.issueId}/comment/${comment.id}`,
    id: comment.id,
    author: userById(view, comment.authorId),
    body: richTextBean(view, comment.issueId, comment.body, comment.wiki),
    ...(expand.includes('renderedBody') ? { renderedBody: docToHtml(view, comment.body) } : {}),
    updateAuthor: userById(view, comment.updateAuthorId),
    created: jiraTime(comment.created),
    updated: jiraTime(comment.updated),
    ...(comment.visibility
      ? { visibility: { ...comment.visibility, identifier: comment.visibility.value } }
      : {}),
    jsdPublic: !comment.internal,
    ...(isRequest ? { jsdAuthorCanSeeRequest: true } : {}),
    ...(expand.includes('properties')
      ? { properties: properties.map(({ key, value }) => ({ key, value })) }
      : {}),
  };
}
