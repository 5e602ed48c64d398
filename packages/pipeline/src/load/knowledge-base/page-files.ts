import { Readable } from 'node:stream';
import { imageSource } from '../../extract/files.ts';
import type { PageIntent } from '../../mapping/article.ts';
import type { FileRow } from '../../store/store.ts';
import { fileSource, type NamedBlob } from '../file-source.ts';
import type { LoadContext } from '../load-context.ts';
import {
  ifUploaded,
  NOT_FETCHED,
  noteMissing,
  orRefused,
  type TicketFiles,
} from '../ticket/files.ts';
import { settle } from '../write-protocol.ts';

/** Rows of a page's files: `<page>/<file>`. */
export const ARTICLE_FILE = 'article-file';
export const ARTICLE_IMAGE = 'article-image';

/** A page's files by the source's names for them, and what they are called on the page. */
export interface StagedFiles {
  readonly rows: ReadonlyMap<string, FileRow>;
  nameOf(fileId: string): string;
}

export async function stagedFiles(
  { store }: LoadContext,
  { owner, files }: PageIntent,
): Promise<StagedFiles> {
  const rows = new Map((await store.staging.files(owner)).map((row) => [row.source, row]));
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const { id, name } of files) {
    // Confluence replaces a file by one of the same name.
    const free = taken.has(name.toLowerCase()) ? `${id} ${name}` : name;
    taken.add(free.toLowerCase());
    names.set(id, free);
  }
  return { rows, nameOf: (id) => names.get(id) ?? id };
}

export interface PageFiles extends TicketFiles {
  /** Attaches all of a text of which the page shows the beginning. */
  whole(html: string): Promise<void>;
}

/** Puts files onto a page, each content once. An upload of the same name replaces itself, and may be repeated. */
export async function createPageFiles(
  context: LoadContext,
  page: PageIntent,
  pageId: string,
): Promise<PageFiles> {
  const { store, jsm, signal } = context;
  const { rows, nameOf } = await stagedFiles(context, page);
  const upload = async (kind: string, sourceId: string, blob: NamedBlob) => {
    const row = await settle(context, {
      kind,
      sourceId,
      hash: blob.sha256,
      part: true,
      async create() {
        const file = await fileSource(store, blob);
        const draft = page.status === 'draft';
        const uploaded = await jsm.confluence.pages.attach(pageId, file, { draft, signal });
        return { targetId: uploaded.id, targetKey: uploaded.extensions?.fileId };
      },
    });
    return { mediaId: row.targetKey ?? '' };
  };
  const refused = new Set<string>();
  return {
    async attachment(file) {
      const sourceId = `${page.sourceId}/${file.id}`;
      const row = rows.get(file.id);
      if (!row?.sha256) {
        await noteMissing(context, { kind: ARTICLE_FILE, sourceId }, row);
        return NOT_FETCHED;
      }
      const { sha256, contentType } = row;
      const name = nameOf(file.id);
      const blob = { name, sha256, contentType };
      return await orRefused(context, upload(ARTICLE_FILE, sourceId, blob));
    },
    async image(src, name) {
      const { sha256, contentType } = rows.get(imageSource(src)) ?? {};
      if (!sha256) return undefined;
      const sourceId = `${page.sourceId}/${sha256}`;
      const ownName = `${sha256.slice(0, 12)}-${name}`;
      const blob = { name: ownName, sha256, contentType };
      // A page may show it twice: refused in one place, it is missing in the other, too, until a retry.
      if (refused.has(sha256)) return undefined;
      const taken = ifUploaded(await orRefused(context, upload(ARTICLE_IMAGE, sourceId, blob)));
      if (!taken) refused.add(sha256);
      return taken;
    },
    async whole(html) {
      const bytes = [Buffer.from(html)];
      const blob = await store.blobs.write(Readable.from(bytes), 'text/html; charset=utf-8');
      const sourceId = `${page.sourceId}/whole-text`;
      await upload(ARTICLE_FILE, sourceId, { name: 'whole-text.html', ...blob });
    },
  };
}
