import { z } from 'zod';
import { badRequest, Refusal } from '../api/refusal.ts';
import type { Page } from '../model/confluence.ts';
import type { Site } from '../site.ts';
import { attribute, walk } from '../text/adf.ts';
import { wellFormed } from './well-formed.ts';

const MAX_BYTES = 5_000_000;
const REPRESENTATIONS = ['storage', 'atlas_doc_format', 'wiki'] as const;

const Plain = z.object({ representation: z.enum(REPRESENTATIONS), value: z.string() });
export const BodyInput = z.union([
  Plain,
  z.object({
    storage: Plain.optional(),
    atlas_doc_format: Plain.optional(),
    wiki: Plain.optional(),
  }),
]);

/** The body as it is stored, once it is valid in its own format. */
export function readBodyInput(
  site: Site,
  pageId: string,
  input: z.infer<typeof BodyInput> | undefined,
): Page['body'] {
  const body = plainBody(input);
  if (Buffer.byteLength(body.value) > MAX_BYTES) {
    throw new Refusal(413, 'Request body exceeds the limit of 5 MB.');
  }
  if (body.representation === 'atlas_doc_format') checkAdf(site, pageId, body.value);
  if (body.representation === 'storage' && !wellFormed(body.value)) {
    throw badRequest('Error parsing xhtml: the content is not well-formed.');
  }
  return body;
}

function plainBody(input: z.infer<typeof BodyInput> | undefined): Page['body'] {
  if (input === undefined) return { representation: 'storage', value: '' };
  if ('representation' in input) return input;
  const body = input.storage ?? input.atlas_doc_format ?? input.wiki;
  if (!body) throw badRequest('The body has no representation.');
  return body;
}

/** Media nodes name files of this very page: they have to be there first (facts § 5.2). */
function checkAdf(site: Site, pageId: string, text: string): void {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw badRequest('The body is not valid JSON.');
  }
  // The limit of 32,767 characters is one of Jira's fields; a page's is 5 MB.
  const root = site.adf.accept(parsed, 'body', { isLimited: false });
  for (const node of walk(root)) {
    const isFile = node.type === 'media' || node.type === 'mediaInline';
    if (!isFile || attribute(node, 'type') === 'external') continue;
    const file = site.store.pageFilesByMedia.first(attribute(node, 'id') ?? '');
    const known = file?.pageId === pageId && node.attrs?.collection === `contentId-${pageId}`;
    if (!known) throw badRequest('UNKNOWN_MEDIA_ID');
  }
}
