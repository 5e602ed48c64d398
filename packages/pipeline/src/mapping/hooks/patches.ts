import type { AdfDoc } from '@zdjsm/transform';
import { z } from 'zod';
import { normalizedEmail } from '../addresses.ts';
import { createDocumentCheck } from '../document-problem.ts';
import type {
  ArticlePatch,
  CommentPatch,
  CustomerDraft,
  HookName,
  HookValue,
  OrganizationDraft,
  TicketPatch,
} from './hooks.ts';

const problemOf = createDocumentCheck();

const text = z.string().trim().min(1);
const id = z.string().min(1);
const texts = z.array(text).readonly();
const fieldValue = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]);
const document = z
  .custom<AdfDoc>(isDocument, { error: 'is no ADF document' })
  .superRefine((doc, context) => {
    const message = problemOf(doc);
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  });
const value: z.ZodType<HookValue> = z.union([fieldValue, z.strictObject({ jira: z.unknown() })]);

const email = z.string().refine((one) => normalizedEmail(one) !== undefined, {
  error: 'is no e-mail address',
});

/**
 * What a hook may return, field by field: a mistyped name would be a change that nobody gets. What may
 * be nothing at all is `optional`; the rest is there or is not named.
 */
export const PATCHES = {
  ticket: z.strictObject({
    summary: text.exactOptional(),
    description: document.exactOptional(),
    requestType: text.exactOptional(),
    status: text.exactOptional(),
    resolution: text.optional(),
    priority: text.optional(),
    dueDate: z.iso.date().optional(),
    labels: texts.exactOptional(),
    components: texts.exactOptional(),
    fields: z.record(id, value).optional(),
    contactId: id.optional(),
    accountId: id.optional(),
    assigneeId: id.optional(),
  }) satisfies z.ZodType<TicketPatch>,
  comment: z.strictObject({
    body: document.exactOptional(),
    visibility: z.enum(['public', 'internal']).exactOptional(),
  }) satisfies z.ZodType<CommentPatch>,
  customer: z.strictObject({
    email: email.exactOptional(),
    displayName: text.exactOptional(),
  }) satisfies z.ZodType<Partial<CustomerDraft>>,
  organization: z.strictObject({
    name: text.exactOptional(),
    fields: z.record(id, fieldValue).exactOptional(),
  }) satisfies z.ZodType<Partial<OrganizationDraft>>,
  article: z.strictObject({
    title: text.exactOptional(),
    body: document.exactOptional(),
    labels: texts.exactOptional(),
  }) satisfies z.ZodType<ArticlePatch>,
} as const satisfies Readonly<Record<HookName, z.ZodType>>;

function isDocument(value: unknown): value is AdfDoc {
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    value.type === 'doc' &&
    'content' in value &&
    Array.isArray(value.content)
  );
}
