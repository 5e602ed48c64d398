import { splitAdf } from '@zdjsm/transform';
import type { FieldChange } from '../store/store.ts';
import type { CommentIntent } from './ticket-comments.ts';

// Jira takes 32,767 characters. The rest is for the names of files that could not be uploaded.
const LONGEST_TEXT = 30_000;

/** The first part is the text itself; the others are comments that follow it. Its files stay with the first. */
export function splitLong(text: CommentIntent): {
  readonly parts: readonly CommentIntent[];
  readonly changes: readonly FieldChange[];
} {
  const { parts } = splitAdf(text.doc, { limit: LONGEST_TEXT });
  if (parts.length < 2) return { parts: [text], changes: [] };
  const detail = `in ${parts.length} parts: Jira takes 32,767 characters`;
  return {
    parts: parts.map((doc, at) =>
      at === 0
        ? { ...text, doc }
        : {
            ...text,
            kind: 'continuation',
            id: `${text.id}.${at + 1}`,
            doc,
            html: undefined,
            files: [],
          },
    ),
    changes: [{ field: `${text.kind} ${text.id}`, reason: 'split', detail }],
  };
}
