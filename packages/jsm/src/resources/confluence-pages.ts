import { type PagedList, ZdjsmError } from '@zdjsm/core';
import type { Context } from '../client/context.ts';
import { NotFoundError } from '../errors/atlassian-error.ts';
import { locateFile, type OpenedAttachment, openLocated } from '../media/located-file.ts';
import type { AdfDocument } from '../model/adf.ts';
import type {
  ConfluencePage,
  PageAttachment,
  PageLabel,
  PageProperty,
  UploadedContent,
} from '../model/confluence.ts';
import type { Json } from '../model/json.ts';
import { cursorList } from '../paging/cursor-list.ts';
import type { ListOptions } from '../paging/lists.ts';
import type { CallOptions, FileSource } from '../request/call.ts';
import { findOrCreate } from '../writes/find-or-create.ts';

/** What a page says: an ADF document, or Confluence's storage format (XHTML). At most 5 MB. */
export type PageBody = AdfDocument | { readonly storage: string };

/** What a page shall be. */
export interface NewPage {
  readonly spaceId: string;
  /** Unique in its space. */
  readonly title: string;
  readonly body: PageBody;
  /** Default: the space's home page. */
  readonly parentId?: string | undefined;
  readonly status?: 'current' | 'draft' | undefined;
}

/** What becomes of a page: all of it is written anew. */
export interface PageChange {
  readonly title: string;
  readonly body: PageBody;
  readonly parentId?: string | undefined;
  readonly status?: 'current' | 'draft' | undefined;
  /** Shown in the page's history. */
  readonly message?: string | undefined;
}

/** What is read of a page. */
export interface PageReadOptions extends CallOptions {
  /** What the body is given as. Default `storage`. */
  readonly format?: 'storage' | 'atlas_doc_format' | undefined;
  /** A page that was never published is there for this alone. Default false. */
  readonly draft?: boolean | undefined;
}

const PAGE_SIZE = 100;

/** Which a draft has, and keeps until it is published. Source: Confluence v2, Update page. */
const DRAFT_VERSION = 1;

/** Confluence's pages, with what hangs on them. */
export class Pages {
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  async get(id: string, options: PageReadOptions = {}): Promise<ConfluencePage> {
    const { draft, format = 'storage', signal } = options;
    return await this.#context.api.request('GET /wiki/api/v2/pages/{id}', {
      path: { id },
      query: { 'body-format': format, 'get-draft': draft },
      signal,
    });
  }

  /** Pages of a space; drafts only where they are asked for. */
  list(
    spaceId: string,
    options: ListOptions & {
      readonly title?: string | undefined;
      readonly status?: readonly string[] | undefined;
    } = {},
  ): PagedList<ConfluencePage> {
    return cursorList(
      (cursor) =>
        this.#context.api.request('GET /wiki/api/v2/pages', {
          query: {
            'space-id': spaceId,
            title: options.title,
            status: options.status,
            cursor,
            limit: PAGE_SIZE,
          },
          signal: options.signal,
        }),
      options,
    );
  }

  /** The page with this title: found, or created. Its body is not compared: see `update`. */
  async ensure(page: NewPage, options: CallOptions = {}): Promise<ConfluencePage> {
    return await findOrCreate(
      (signal) => this.#find(page, signal),
      () => this.create(page, options),
      options.signal,
    );
  }

  /** A new page. When the answer is lost, it is looked for by its title. */
  async create(page: NewPage, options: CallOptions = {}): Promise<ConfluencePage> {
    const { spaceId, title, parentId, body, status = 'current' } = page;
    return await this.#context.api.write(
      'POST /wiki/api/v2/pages',
      { json: { spaceId, status, title, parentId, body: bodyOf(body) }, signal: options.signal },
      { look: (signal) => this.#find(page, signal) },
    );
  }

  /** Replaces title and body by a new version of the page; a draft is replaced, or published. */
  async update(id: string, change: PageChange, options: CallOptions = {}): Promise<ConfluencePage> {
    const before = await this.#whateverItIs(id, options);
    const { title, body, parentId, message, status = 'current' } = change;
    const number =
      status === 'draft' || before.status === 'draft'
        ? DRAFT_VERSION
        : (before.version?.number ?? 0) + 1;
    return await this.#context.api.write(
      'PUT /wiki/api/v2/pages/{id}',
      {
        path: { id },
        json: { id, status, title, parentId, body: bodyOf(body), version: { number, message } },
        signal: options.signal,
      },
      {
        // Sent again, the same version would be refused; a draft's is the same each time.
        look: async (signal) => {
          const now = await this.#whateverItIs(id, { signal });
          const isDone = now.status === 'current' && now.version?.number === number;
          return status === 'current' && isDone ? now : undefined;
        },
      },
    );
  }

  /** Moves the page to the trash; a draft has no trash, and is gone. */
  async delete(
    id: string,
    options: CallOptions & { readonly draft?: boolean | undefined } = {},
  ): Promise<void> {
    await this.#context.api.request('DELETE /wiki/api/v2/pages/{id}', {
      path: { id },
      query: { draft: options.draft },
      signal: options.signal,
    });
  }

  /**
   * Attaches a file, or replaces the one of that name. Upload before the body that shows it. For
   * ADF media, `fileId` and `collectionName` are the media's id and collection.
   */
  async attach(
    pageId: string,
    file: FileSource,
    options: CallOptions & { readonly draft?: boolean | undefined } = {},
  ): Promise<UploadedContent> {
    const { results } = await this.#context.api.request(
      'PUT /wiki/rest/api/content/{id}/child/attachment',
      {
        path: { id: pageId },
        query: { status: options.draft ? 'draft' : undefined },
        files: [file],
        form: { minorEdit: 'true' },
        signal: options.signal,
      },
    );
    const [attached] = results;
    if (attached) return attached;
    throw new ZdjsmError({
      code: 'UPLOAD_INCOMPLETE',
      message: `Page ${pageId}: Confluence names no attachment after the upload of ${file.name}`,
      remedy: 'Upload it again: a file of the same name is replaced.',
      outcome: 'unknown',
    });
  }

  attachments(pageId: string, options: ListOptions = {}): PagedList<PageAttachment> {
    return cursorList(
      (cursor) =>
        this.#context.api.request('GET /wiki/api/v2/pages/{id}/attachments', {
          path: { id: pageId },
          query: { cursor, limit: PAGE_SIZE },
          signal: options.signal,
        }),
      options,
    );
  }

  /** Opens an attachment's bytes. Read the stream to its end, or destroy it. */
  async openAttachment(
    pageId: string,
    attachmentId: string,
    options: CallOptions = {},
  ): Promise<OpenedAttachment> {
    const { api } = this.#context;
    const locate = async () => {
      const answer = await api.open(
        'GET /wiki/rest/api/content/{id}/child/attachment/{attachmentId}/download',
        { path: { id: pageId, attachmentId }, signal: options.signal },
      );
      return await locateFile(this.#context, answer);
    };
    return await openLocated(this.#context, locate, options);
  }

  labels(pageId: string, options: ListOptions = {}): PagedList<PageLabel> {
    return cursorList(
      (cursor) =>
        this.#context.api.request('GET /wiki/api/v2/pages/{id}/labels', {
          path: { id: pageId },
          query: { cursor, limit: PAGE_SIZE },
          signal: options.signal,
        }),
      options,
    );
  }

  /** Adds labels: lower case, without spaces. */
  async addLabels(
    pageId: string,
    names: readonly string[],
    options: CallOptions = {},
  ): Promise<void> {
    if (names.length === 0) return;
    await this.#context.api.request('POST /wiki/rest/api/content/{id}/label', {
      path: { id: pageId },
      json: names.map((name) => ({ prefix: 'global', name })),
      signal: options.signal,
    });
  }

  async getProperty(
    pageId: string,
    key: string,
    options: CallOptions = {},
  ): Promise<Json | undefined> {
    return (await this.#property(pageId, key, options.signal))?.value;
  }

  /** Sets a property that only the API shows. */
  async setProperty(
    pageId: string,
    key: string,
    value: Json,
    options: CallOptions = {},
  ): Promise<void> {
    const { signal } = options;
    const before = await this.#property(pageId, key, signal);
    const number = (before?.version.number ?? 0) + 1;
    const probe = {
      look: async (probeSignal: AbortSignal | undefined) => {
        const now = await this.#property(pageId, key, probeSignal);
        return now?.version.number === number ? now : undefined;
      },
    };
    if (!before) {
      await this.#context.api.write(
        'POST /wiki/api/v2/pages/{page-id}/properties',
        { path: { 'page-id': pageId }, json: { key, value }, signal },
        probe,
      );
      return;
    }
    await this.#context.api.write(
      'PUT /wiki/api/v2/pages/{page-id}/properties/{property-id}',
      {
        path: { 'page-id': pageId, 'property-id': before.id },
        json: { key, value, version: { number } },
        signal,
      },
      probe,
    );
  }

  async #find(
    { spaceId, title }: NewPage,
    signal: AbortSignal | undefined,
  ): Promise<ConfluencePage | undefined> {
    const found = await this.list(spaceId, { title, status: ['current', 'draft'], signal });
    return found.items.find((known) => known.title === title);
  }

  /** The published page, or the draft that was never published. */
  async #whateverItIs(id: string, options: CallOptions): Promise<ConfluencePage> {
    try {
      return await this.get(id, options);
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
      return await this.get(id, { ...options, draft: true });
    }
  }

  async #property(
    pageId: string,
    key: string,
    signal: AbortSignal | undefined,
  ): Promise<PageProperty | undefined> {
    const page = await this.#context.api.request('GET /wiki/api/v2/pages/{page-id}/properties', {
      path: { 'page-id': pageId },
      query: { key },
      signal,
    });
    return page.results.find((property) => property.key === key);
  }
}

const bodyOf = (body: PageBody) =>
  'storage' in body
    ? { representation: 'storage', value: body.storage }
    : { representation: 'atlas_doc_format', value: JSON.stringify(body) };
