import type { Attachment } from '../model/issues.ts';
import { jiraTime } from '../text/times.ts';
import { userById, type View } from './view.ts';

export function attachmentBean(view: View, file: Attachment) {
  const { rest } = view;
  return {
    self: `${rest}/attachment/${file.id}`,
    id: file.id,
    filename: file.filename,
    author: userById(view, file.authorId),
    created: jiraTime(file.created),
    size: file.size,
    mimeType: file.mimeType,
    content: `${rest}/attachment/content/${file.id}`,
    ...(file.mimeType.startsWith('image/')
      ? { thumbnail: `${rest}/attachment/thumbnail/${file.id}` }
      : {}),
  };
}
