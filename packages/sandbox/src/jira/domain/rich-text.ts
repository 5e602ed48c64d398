import { invalidField, Refusal } from '../api/refusal.ts';
import type { Attachment, Doc } from '../model/issues.ts';
import { isRecord } from '../model/json.ts';
import type { Site } from '../site.ts';
import { type AdfNode, attribute, mediaIds, walk } from '../text/adf.ts';
import { tooLong } from '../text/adf-validator.ts';
import { parseAdf, storeAdf } from '../text/documents.ts';
import { wikiToAdf } from '../text/wiki-to-adf.ts';

/** How a door takes rich text: v3 takes documents, v2 and the JSM API take wiki markup. */
export type TextForm = 'adf' | 'wiki';

const MAX_WIKI = 32_767;

/** Reads rich texts of one issue; without an issue yet, no text can show a file. */
export function textReader(site: Site, form: TextForm, issueId: string | undefined) {
  return (input: unknown, field: string): Doc =>
    form === 'adf' ? readAdf(site, input, field, issueId) : readWiki(site, input, field, issueId);
}

function readAdf(site: Site, input: unknown, field: string, issueId: string | undefined): Doc {
  if (!isRecord(input) || input.type !== 'doc') {
    const message =
      'Operation value must be an Atlassian Document (see the Atlassian Document Format)';
    throw invalidField(field, message);
  }
  const root = site.adf.accept(input, field);
  checkMedia(site, root, issueId);
  return storeAdf(root);
}

function readWiki(site: Site, input: unknown, field: string, issueId: string | undefined): Doc {
  if (typeof input !== 'string') throw invalidField(field, 'Operation value must be a string');
  if (input.length > MAX_WIKI) throw tooLong(field);
  return storeAdf(wikiToAdf(input, (name) => uniqueFile(site, issueId, name)?.mediaId));
}

/** A name that two files share is ambiguous, and resolves to neither (facts § 4.7). */
function uniqueFile(site: Site, issueId: string | undefined, name: string): Attachment | undefined {
  if (issueId === undefined) return undefined;
  const named = site.store.attachmentsByIssue
    .find(issueId)
    .filter((file) => file.filename === name);
  return named.length === 1 ? named[0] : undefined;
}

/** A text may show only files of its own issue, by media id, in the collection without a name. */
function checkMedia(site: Site, root: AdfNode, issueId: string | undefined): void {
  for (const node of walk(root)) {
    const isFile = node.type === 'media' || node.type === 'mediaInline';
    if (!isFile || attribute(node, 'type') === 'external') continue;
    const file = site.store.attachmentsByMedia.first(attribute(node, 'id') ?? '');
    const valid =
      site.switches.fileMedia === 'accepted' &&
      file !== undefined &&
      file.issueId === issueId &&
      node.attrs?.collection === '';
    if (!valid) throw new Refusal(400, 'ATTACHMENT_VALIDATION_ERROR');
  }
}

/** Files that the old text showed and the new one does not are deleted with it (facts § 4.7). */
export function dropOrphans(
  site: Site,
  issueId: string,
  before: Doc | undefined,
  after: Doc | undefined,
): void {
  if (site.switches.orphanedMedia === 'kept' || before === undefined) return;
  const gone = new Set(mediaIds(parseAdf(before)));
  for (const id of after === undefined ? [] : mediaIds(parseAdf(after))) gone.delete(id);
  if (gone.size === 0) return;
  for (const shown of shownElsewhere(site, issueId)) gone.delete(shown);
  for (const file of site.store.attachmentsByIssue.find(issueId)) {
    if (gone.has(file.mediaId)) site.store.attachments.delete(file.id);
  }
}

/** Called when the new text is stored already. */
function shownElsewhere(site: Site, issueId: string): string[] {
  const issue = site.store.issues.get(issueId);
  const docs = site.store.commentsByIssue.find(issueId).map((comment) => comment.body);
  const richText = Object.entries(issue?.values ?? {}).flatMap(([fieldId, value]) =>
    site.store.fields.get(fieldId)?.kind === 'richText' && typeof value === 'string' ? value : [],
  );
  return [...docs, ...richText].flatMap((text) => mediaIds(parseAdf(text)));
}
