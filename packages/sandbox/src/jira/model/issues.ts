import type { Json } from './json.ts';

/**
 * A rich text: an ADF document as JSON text. Text, not objects, so that a hundred thousand issues
 * with their comments fit into memory.
 */
export type Doc = string;

export interface Issue {
  readonly id: string;
  readonly key: string;
  readonly projectId: string;
  readonly issueTypeId: string;
  readonly statusId: string;
  readonly statusChanged: number;
  readonly created: number;
  readonly updated: number;
  readonly creatorId: string;
  readonly parentId: string | undefined;
  readonly resolved: number | undefined;
  /** Everything that can be edited, by field id, as the field's kind stores it. No nulls. */
  readonly values: Readonly<Record<string, Json>>;
  readonly watcherIds: readonly string[];
  /** How a request came in: `api`, `portal`, or what the client said. */
  readonly channel: string | undefined;
}

export interface Comment {
  readonly id: string;
  readonly issueId: string;
  readonly authorId: string;
  readonly updateAuthorId: string;
  readonly created: number;
  readonly updated: number;
  readonly body: Doc;
  /** The wiki text that the body was written as, so that it can be read back unchanged. */
  readonly wiki: string | undefined;
  /** From the property `sd.public.comment`. */
  readonly internal: boolean;
  readonly visibility: { readonly type: 'group' | 'role'; readonly value: string } | undefined;
}

export interface Attachment {
  readonly id: string;
  readonly issueId: string;
  readonly filename: string;
  readonly mimeType: string;
  readonly size: number;
  readonly sha256: string;
  /** What an ADF media node names. */
  readonly mediaId: string;
  readonly authorId: string;
  readonly created: number;
  /** Customers see it without any text that refers to it: it came through the portal's door. */
  readonly shared: boolean;
}

/** A file uploaded to a desk that no request has taken yet. */
export interface TemporaryFile {
  readonly id: string;
  readonly projectId: string;
  readonly filename: string;
  readonly mimeType: string;
  readonly size: number;
  readonly sha256: string;
  readonly ownerId: string;
  readonly expires: number;
}

export interface Worklog {
  readonly id: string;
  readonly issueId: string;
  readonly authorId: string;
  readonly started: number;
  readonly seconds: number;
  readonly comment: Doc | undefined;
  readonly created: number;
  readonly updated: number;
}

/** `inward` is what the link comes from: for "Duplicate" the issue that is a duplicate of none. */
export interface IssueLink {
  readonly id: string;
  readonly typeId: string;
  readonly inwardId: string;
  readonly outwardId: string;
}

export interface RemoteLink {
  readonly id: string;
  readonly issueId: string;
  readonly globalId: string | undefined;
  readonly relationship: string | undefined;
  readonly application: { readonly type?: string; readonly name?: string };
  readonly object: Readonly<Record<string, Json>>;
}

export interface Change {
  readonly id: string;
  readonly issueId: string;
  readonly authorId: string;
  readonly created: number;
  readonly items: readonly ChangeItem[];
}

export interface ChangeItem {
  readonly field: string;
  readonly fieldId: string;
  readonly from: string | null;
  readonly fromString: string | null;
  readonly to: string | null;
  readonly toString: string | null;
}

/** Of an issue, a comment, a project, an organization or a request type. */
export interface Property {
  /** `issue/10001` */
  readonly owner: string;
  readonly key: string;
  readonly value: Json;
}

export interface Feedback {
  readonly issueId: string;
  readonly rating: number;
  readonly comment: string | undefined;
}
