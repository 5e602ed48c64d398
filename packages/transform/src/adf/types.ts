/**
 * The Atlassian Document Format as the issue and comment fields of Jira take it.
 * Source: @atlaskit/adf-schema 57.7.22, dist/json-schema/v1/full.json.
 */

export interface AdfDoc {
  readonly version: 1;
  readonly type: 'doc';
  readonly content: readonly AdfBlock[];
}

export type AdfNode =
  | AdfBlock
  | AdfInline
  | AdfListItem
  | AdfTaskItem
  | AdfDecisionItem
  | AdfTableRow
  | AdfCell
  | AdfMedia;

export type AdfBlock =
  | AdfParagraph
  | AdfHeading
  | AdfBulletList
  | AdfOrderedList
  | AdfTaskList
  | AdfDecisionList
  | AdfBlockquote
  | AdfCodeBlock
  | AdfPanel
  | AdfRule
  | AdfMediaSingle
  | AdfMediaGroup
  | AdfTable
  | AdfExpand
  | AdfBlockCard;

export type AdfInline =
  | AdfText
  | AdfHardBreak
  | AdfMention
  | AdfEmoji
  | AdfDate
  | AdfStatus
  | AdfInlineCard
  | AdfMediaInline;

// Blocks

export interface AdfParagraph {
  readonly type: 'paragraph';
  readonly marks?: readonly AdfBlockMark[];
  readonly content?: readonly AdfInline[];
}

export interface AdfHeading {
  readonly type: 'heading';
  readonly attrs: { readonly level: 1 | 2 | 3 | 4 | 5 | 6 };
  readonly marks?: readonly AdfBlockMark[];
  readonly content?: readonly AdfInline[];
}

export interface AdfBulletList {
  readonly type: 'bulletList';
  readonly content: readonly AdfListItem[];
}

export interface AdfOrderedList {
  readonly type: 'orderedList';
  /** `order` is the first item's number. */
  readonly attrs?: { readonly order?: number };
  readonly content: readonly AdfListItem[];
}

export interface AdfListItem {
  readonly type: 'listItem';
  readonly content: readonly AdfBlock[];
}

export interface AdfTaskList {
  readonly type: 'taskList';
  readonly attrs: { readonly localId: string };
  readonly content: readonly (AdfTaskItem | AdfTaskList)[];
}

export interface AdfTaskItem {
  readonly type: 'taskItem';
  readonly attrs: { readonly localId: string; readonly state: 'TODO' | 'DONE' };
  readonly content?: readonly AdfInline[];
}

export interface AdfDecisionList {
  readonly type: 'decisionList';
  readonly attrs: { readonly localId: string };
  readonly content: readonly AdfDecisionItem[];
}

export interface AdfDecisionItem {
  readonly type: 'decisionItem';
  readonly attrs: { readonly localId: string; readonly state: string };
  readonly content?: readonly AdfInline[];
}

export interface AdfBlockquote {
  readonly type: 'blockquote';
  readonly content: readonly AdfBlock[];
}

export interface AdfCodeBlock {
  readonly type: 'codeBlock';
  readonly attrs?: { readonly language?: string };
  readonly content?: readonly AdfText[];
}

export interface AdfPanel {
  readonly type: 'panel';
  readonly attrs: {
    readonly panelType: 'info' | 'note' | 'tip' | 'warning' | 'error' | 'success';
  };
  readonly content: readonly AdfBlock[];
}

export interface AdfRule {
  readonly type: 'rule';
}

export interface AdfMediaSingle {
  readonly type: 'mediaSingle';
  readonly attrs: {
    readonly layout: 'center' | 'align-start' | 'align-end' | 'wrap-left' | 'wrap-right';
    /** Pixels, with `widthType` `pixel`. */
    readonly width?: number;
    readonly widthType?: 'pixel';
  };
  readonly content: readonly [AdfMedia];
}

export interface AdfMediaGroup {
  readonly type: 'mediaGroup';
  readonly content: readonly AdfMedia[];
}

export interface AdfMedia {
  readonly type: 'media';
  readonly attrs: AdfFileMediaAttrs | AdfExternalMediaAttrs;
  readonly marks?: readonly AdfLinkMark[];
}

// Type aliases, not interfaces: only these fit a client that takes attributes as a plain record.
export type AdfFileMediaAttrs = {
  readonly type: 'file';
  readonly id: string;
  readonly collection: string;
  readonly alt?: string;
  readonly width?: number;
  readonly height?: number;
};

export type AdfExternalMediaAttrs = {
  readonly type: 'external';
  readonly url: string;
  readonly alt?: string;
  readonly width?: number;
  readonly height?: number;
};

export interface AdfTable {
  readonly type: 'table';
  readonly attrs?: { readonly isNumberColumnEnabled: false; readonly layout: 'default' };
  readonly content: readonly AdfTableRow[];
}

export interface AdfTableRow {
  readonly type: 'tableRow';
  readonly content: readonly AdfCell[];
}

export interface AdfCell {
  readonly type: 'tableCell' | 'tableHeader';
  readonly attrs?: {
    readonly colspan?: number;
    readonly rowspan?: number;
    /** `#rrggbb` */
    readonly background?: string;
  };
  readonly content: readonly AdfBlock[];
}

/** `expand` stands at the root, `nestedExpand` in a table's cell or in an expand. */
export interface AdfExpand {
  readonly type: 'expand' | 'nestedExpand';
  readonly attrs: { readonly title: string };
  readonly content: readonly AdfBlock[];
}

export interface AdfBlockCard {
  readonly type: 'blockCard';
  readonly attrs: { readonly url: string };
}

// Inline nodes

export interface AdfText {
  readonly type: 'text';
  readonly text: string;
  readonly marks?: readonly AdfMark[];
}

export interface AdfHardBreak {
  readonly type: 'hardBreak';
}

export interface AdfMention {
  readonly type: 'mention';
  /** `id` is an Atlassian account id; `text` is what is shown, with its `@`. */
  readonly attrs: { readonly id: string; readonly text?: string };
}

export interface AdfEmoji {
  readonly type: 'emoji';
  readonly attrs: { readonly shortName: string; readonly text?: string };
}

export interface AdfDate {
  readonly type: 'date';
  /** Milliseconds since 1970, as a string. */
  readonly attrs: { readonly timestamp: string };
}

export interface AdfStatus {
  readonly type: 'status';
  readonly attrs: {
    readonly text: string;
    readonly color: 'neutral' | 'purple' | 'blue' | 'red' | 'yellow' | 'green';
  };
}

export interface AdfInlineCard {
  readonly type: 'inlineCard';
  readonly attrs: { readonly url: string };
}

export interface AdfMediaInline {
  readonly type: 'mediaInline';
  readonly attrs: {
    readonly type: 'file' | 'image';
    readonly id: string;
    readonly collection: string;
    readonly alt?: string;
    readonly width?: number;
    readonly height?: number;
  };
  readonly marks?: readonly AdfLinkMark[];
}

// Marks

export type AdfMark =
  | AdfLinkMark
  | { readonly type: 'em' }
  | { readonly type: 'strong' }
  | { readonly type: 'textColor'; readonly attrs: { readonly color: string } }
  | { readonly type: 'backgroundColor'; readonly attrs: { readonly color: string } }
  | { readonly type: 'strike' }
  | { readonly type: 'subsup'; readonly attrs: { readonly type: 'sub' | 'sup' } }
  | { readonly type: 'underline' }
  | { readonly type: 'code' };

export interface AdfLinkMark {
  readonly type: 'link';
  readonly attrs: { readonly href: string; readonly title?: string };
}

export interface AdfBlockMark {
  readonly type: 'alignment';
  readonly attrs: { readonly align: 'center' | 'end' };
}
