import type { ResolvedConfig } from '../../config/schema.ts';
import type { FieldChange } from '../../store/store.ts';
import type { Mapping } from '../mapping.ts';
import type { CommentIntent } from '../ticket-comments.ts';
import { callHook } from './call-hook.ts';
import { hookError } from './hook-error.ts';
import type { CommentRecord } from './hooks.ts';

/** The comment as the config's author wants it. It can be hidden, and never published. */
export function hookComment(
  comment: CommentIntent,
  record: CommentRecord,
  { directory }: Mapping,
  { hooks }: Pick<ResolvedConfig, 'hooks'>,
): { readonly comment: CommentIntent; readonly changes: readonly FieldChange[] } {
  const { kind, id, at, doc, visibility } = comment;
  const name = `${kind} ${id} of ticket ${record.ticket.id}`;
  const draft = { kind, id, at, body: doc, visibility };
  const { patch, changes } = callHook(hooks, 'comment', { draft, record, name }, directory);
  if (visibility === 'internal' && patch.visibility === 'public') {
    throw hookError('comment', name, 'would show customers what agents alone could see');
  }
  return {
    comment: { ...comment, doc: patch.body ?? doc, visibility: patch.visibility ?? visibility },
    changes: changes.map((change) => ({ ...change, field: `${kind} ${id}` })),
  };
}
