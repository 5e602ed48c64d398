import type { Json } from './json.ts';

/** A page of Confluence's API v2: the next one is named by a cursor in a link. */
export interface CursorPage<T> {
  readonly results: readonly T[];
  readonly _links?: { readonly next?: string };
}

/** A space: a tree of pages. */
export interface Space {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly homepageId?: string | null;
}

/** A page, without its files and labels. */
export interface ConfluencePage {
  readonly id: string;
  readonly title: string;
  readonly spaceId: string;
  readonly status: string;
  readonly parentId?: string | null;
  readonly version?: {
    readonly number: number;
    readonly authorId?: string;
    /** ISO 8601. */
    readonly createdAt?: string;
  };
  readonly body?: {
    readonly storage?: { readonly value: string };
    readonly atlas_doc_format?: { readonly value: string };
  };
}

/** What programs keep with a page. */
export interface PageProperty {
  readonly id: string;
  readonly key: string;
  readonly value: Json;
  readonly version: { readonly number: number };
}

/** A file of a page. */
export interface PageAttachment {
  readonly id: string;
  readonly title: string;
  /** What ADF media nodes name the file by. */
  readonly fileId?: string;
  readonly fileSize?: number;
  readonly mediaType?: string;
}

/** An attachment as API v1 answers an upload. */
export interface UploadedContent {
  readonly id: string;
  readonly title: string;
  readonly extensions?: {
    readonly fileId?: string;
    readonly collectionName?: string;
    readonly fileSize?: number;
    readonly mediaType?: string;
  };
}

/** A label of a page. */
export interface PageLabel {
  readonly id?: string;
  readonly name: string;
  readonly prefix?: string;
}
