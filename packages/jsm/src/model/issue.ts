import type { AdfDocument } from './adf.ts';
import type { EntityProperty, Fields, Json } from './json.ts';
import type { User } from './people.ts';
import type { FieldSchema } from './service-desk.ts';

/** Where a new issue is. */
export interface CreatedIssue {
  readonly id: string;
  readonly key: string;
}

/** An issue, with what was asked of it. */
export interface Issue {
  readonly id: string;
  readonly key: string;
  /** What was asked for, by field id. Shapes depend on the field. */
  readonly fields: Fields;
  readonly properties?: Readonly<Record<string, Json>>;
  readonly transitions?: readonly Transition[];
}

/** A comment, public or internal. */
export interface Comment {
  readonly id: string;
  readonly body: AdfDocument;
  readonly author?: User;
  /** Who wrote its present text. */
  readonly updateAuthor?: User;
  /** `2021-01-17T12:34:00.000+0000` */
  readonly created: string;
  readonly updated?: string;
  /** Whether customers see it. */
  readonly jsdPublic?: boolean;
  readonly properties?: readonly EntityProperty[];
}

/** A file of an issue, without its bytes. */
export interface Attachment {
  /** A number where a single attachment is read, a string elsewhere. */
  readonly id: string | number;
  readonly filename: string;
  /** Bytes. */
  readonly size: number;
  readonly mimeType: string;
  readonly created: string;
  readonly author?: User;
}

/** Time that was worked on an issue. */
export interface Worklog {
  readonly id: string;
  readonly timeSpentSeconds: number;
  readonly started: string;
  readonly created?: string;
  readonly author?: User;
  readonly comment?: AdfDocument;
  readonly properties?: readonly EntityProperty[];
}

/** A way for issues to be linked. */
export interface IssueLinkType {
  readonly id: string;
  readonly name: string;
  /** How the link reads on the inward issue: `is duplicated by`. */
  readonly inward: string;
  /** How the link reads on the outward issue: `duplicates`. */
  readonly outward: string;
}

/** A link as one of its issues shows it: only the other end is there. */
export interface IssueLink {
  readonly id: string;
  readonly type: IssueLinkType;
  /** This issue + `type.outward` + that one. */
  readonly outwardIssue?: { readonly id: string; readonly key: string };
  /** This issue + `type.inward` + that one. */
  readonly inwardIssue?: { readonly id: string; readonly key: string };
}

/** A link from an issue to the web. */
export interface RemoteLink {
  readonly id: number;
  readonly globalId?: string;
  readonly relationship?: string;
  readonly object: { readonly url: string; readonly title: string; readonly summary?: string };
}

/** A status of a workflow. */
export interface Status {
  readonly id: string;
  readonly name: string;
  readonly statusCategory?: { readonly key: string; readonly name?: string };
}

/** A way from one status to another, as offered to the account. */
export interface Transition {
  readonly id: string;
  readonly name: string;
  readonly to: Status;
  readonly hasScreen?: boolean;
  readonly isAvailable?: boolean;
  /** With `expand=transitions.fields`: the fields of its screen. */
  readonly fields?: Readonly<Record<string, ScreenField>>;
}

/** What a screen asks of a field. */
export interface ScreenField {
  readonly required: boolean;
  readonly name?: string;
  readonly schema?: FieldSchema;
  readonly allowedValues?: readonly unknown[];
  readonly hasDefaultValue?: boolean;
}

/** Who changed which fields, and when. */
export interface ChangelogEntry {
  readonly id: string;
  readonly created: string;
  readonly author?: User;
  readonly items: readonly {
    readonly field: string;
    readonly fieldId?: string;
    readonly from?: string | null;
    readonly fromString?: string | null;
    readonly to?: string | null;
    readonly toString?: unknown;
  }[];
}
