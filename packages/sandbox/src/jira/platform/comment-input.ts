import { z } from 'zod';
import type { Call } from '../api/call.ts';
import { Refusal } from '../api/refusal.ts';
import type { CommentDraft } from '../domain/comments.ts';
import { checkProperty } from '../domain/properties.ts';
import type { Doc } from '../model/issues.ts';
import { isRecord } from '../model/json.ts';
import { isWiki } from './text-form.ts';

/** `author` and `created` may stand there and are ignored (facts § 4.1). */
export const CommentInput = z.object({
  body: z.unknown().optional(),
  properties: z.array(z.object({ key: z.string(), value: z.json() })).optional(),
  visibility: z
    .object({
      type: z.enum(['group', 'role']),
      value: z.string().optional(),
      identifier: z.string().nullish(),
    })
    .nullish(),
});

export function commentDraft(
  call: Call,
  input: z.infer<typeof CommentInput>,
  read: (input: unknown, field: string) => Doc,
): CommentDraft {
  const { body, properties = [], visibility } = input;
  const valid = isWiki(call) ? typeof body === 'string' && body !== '' : isRecord(body);
  if (!valid) throw new Refusal(400, [], { comment: 'Comment body is not valid!' });
  for (const { key, value } of properties) checkProperty(key, value);
  return {
    body: read(body, 'comment'),
    wiki: typeof body === 'string' ? body : undefined,
    properties,
    visibility: visibility
      ? { type: visibility.type, value: visibility.value ?? visibility.identifier ?? '' }
      : undefined,
  };
}
