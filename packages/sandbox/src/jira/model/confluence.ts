import type { Json } from './json.ts';

export interface Space {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly homepageId: string;
  readonly authorId: string;
  readonly created: number;
}

export type Representation = 'storage' | 'atlas_doc_format' | 'wiki';

export interface Page {
  readonly id: string;
  readonly spaceId: string;
  readonly parentId: string | undefined;
  readonly status: 'current' | 'draft' | 'trashed';
  readonly title: string;
  readonly body: { readonly representation: Representation; readonly value: string };
  readonly authorId: string;
  readonly created: number;
  readonly version: PageVersion;
  readonly earlier: readonly PageVersion[];
  readonly labels: readonly string[];
  readonly position: number;
}

export interface PageVersion {
  readonly number: number;
  readonly message: string;
  readonly minorEdit: boolean;
  readonly created: number;
  readonly authorId: string;
}

export interface PageFile {
  /** `att98305`: attachments are content too, and say so. */
  readonly id: string;
  readonly pageId: string;
  readonly filename: string;
  readonly mimeType: string;
  readonly size: number;
  readonly sha256: string;
  /** What an ADF media node names. */
  readonly mediaId: string;
  readonly comment: string;
  readonly version: PageVersion;
}

/** Of a page or a space. Unlike Jira's, they have an id and a version. */
export interface ContentProperty {
  readonly id: string;
  /** `page/98304` or `space/98305`. */
  readonly owner: string;
  readonly key: string;
  readonly value: Json;
  readonly version: PageVersion;
}
