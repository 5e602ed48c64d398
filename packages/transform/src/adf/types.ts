/**
 * The Atlassian Document Format as the issue and comment fields of Jira take it.
 * Source: @atlaskit/adf-schema 57.7.22, dist/json-schema/v1/full.json.
 */

export interface AdfDoc {
  readonly version: 1;
  readonly type: 'doc';
  readonly content: readonly AdfBlock[];
}

/** Any node that `@zdjsm/transform` makes. */
export type AdfNode =
  | AdfBlock
  | AdfInline
  | AdfListItem
  | AdfTaskItem
  | AdfDecisionItem
  | AdfTableRow
  | AdfCell
  | AdfMedia;

/** What can stand for itself: paragraphs, lists, tables, media. */
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

/** What stands in a line of text. */
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

/** A paragraph: the one block that is allowed nearly everywhere. */
export interface AdfParagraph {
  readonly type: 'paragraph';
  readonly marks?: readonly AdfBlockMark[];
  readonly content?: readonly AdfInline[];
}

/** A heading of level 1 to 6. */
export interface AdfHeading {
  readonly type: 'heading';
  readonly attrs: { readonly level: 1 | 2 | 3 | 4 | 5 | 6 };
  readonly marks?: readonly AdfBlockMark[];
  readonly content?: readonly AdfInline[];
}

/** A list without numbers. */
export interface AdfBulletList {
  readonly type: 'bulletList';
  readonly content: readonly AdfListItem[];
}

/** A list with numbers, from `order` on. */
export interface AdfOrderedList {
  readonly type: 'orderedList';
  /** `order` is the first item's number. */
  readonly attrs?: { readonly order?: number };
  readonly content: readonly AdfListItem[];
}

/** One item of a list; lists in lists stand in it. */
export interface AdfListItem {
  readonly type: 'listItem';
  readonly content: readonly AdfBlock[];
}

/** A list of things to do. */
export interface AdfTaskList {
  readonly type: 'taskList';
  readonly attrs: { readonly localId: string };
  readonly content: readonly (AdfTaskItem | AdfTaskList)[];
}

/** One thing to do, done or not. */
export interface AdfTaskItem {
  readonly type: 'taskItem';
  readonly attrs: { readonly localId: string; readonly state: 'TODO' | 'DONE' };
  readonly content?: readonly AdfInline[];
}

/** A list of decisions. */
export interface AdfDecisionList {
  readonly type: 'decisionList';
  readonly attrs: { readonly localId: string };
  readonly content: readonly AdfDecisionItem[];
}

/** One decision. */
export interface AdfDecisionItem {
  readonly type: 'decisionItem';
  readonly attrs: { readonly localId: string; readonly state: string };
  readonly content?: readonly AdfInline[];
}

/** A quote; there is none in a quote. */
export interface AdfBlockquote {
  readonly type: 'blockquote';
  readonly content: readonly AdfBlock[];
}

/** Code: text without marks, its spaces kept. */
export interface AdfCodeBlock {
  readonly type: 'codeBlock';
  readonly attrs?: { readonly language?: string };
  readonly content?: readonly AdfText[];
}

/** A box with a colour and a sign. */
export interface AdfPanel {
  readonly type: 'panel';
  readonly attrs: {
    readonly panelType: 'info' | 'note' | 'tip' | 'warning' | 'error' | 'success';
  };
  readonly content: readonly AdfBlock[];
}

/** A line across the page. */
export interface AdfRule {
  readonly type: 'rule';
}

/** One image or file that stands for itself. */
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

/** Files side by side. */
export interface AdfMediaGroup {
  readonly type: 'mediaGroup';
  readonly content: readonly AdfMedia[];
}

/** A file of the issue, by its media id, or an image of the web. */
export interface AdfMedia {
  readonly type: 'media';
  readonly attrs: AdfFileMediaAttrs | AdfExternalMediaAttrs;
  readonly marks?: readonly AdfLinkMark[];
}

// Type aliases, not interfaces: only these fit a client that takes attributes as a plain record.
/** A file of the issue: `id` is the media UUID, not the attachment's number. */
export type AdfFileMediaAttrs = {
  readonly type: 'file';
  readonly id: string;
  readonly collection: string;
  readonly alt?: string;
  readonly width?: number;
  readonly height?: number;
};

/** An image that everybody may fetch. */
export type AdfExternalMediaAttrs = {
  readonly type: 'external';
  readonly url: string;
  readonly alt?: string;
  readonly width?: number;
  readonly height?: number;
};

/** A table of data. */
export interface AdfTable {
  readonly type: 'table';
  readonly attrs?: { readonly isNumberColumnEnabled: false; readonly layout: 'default' };
  readonly content: readonly AdfTableRow[];
}

/** One row of a table. */
export interface AdfTableRow {
  readonly type: 'tableRow';
  readonly content: readonly AdfCell[];
}

/** A cell, with its spans and its colour. */
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

/** A link that is shown as a card. */
export interface AdfBlockCard {
  readonly type: 'blockCard';
  readonly attrs: { readonly url: string };
}

// Inline nodes

/** Text, with its marks. Never empty. */
export interface AdfText {
  readonly type: 'text';
  readonly text: string;
  readonly marks?: readonly AdfMark[];
}

/** A new line in the same paragraph. */
export interface AdfHardBreak {
  readonly type: 'hardBreak';
}

/** A person of the site, by account id. It mails that person. */
export interface AdfMention {
  readonly type: 'mention';
  /** `id` is an Atlassian account id; `text` is what is shown, with its `@`. */
  readonly attrs: { readonly id: string; readonly text?: string };
}

/** An emoji, by its short name. */
export interface AdfEmoji {
  readonly type: 'emoji';
  readonly attrs: { readonly shortName: string; readonly text?: string };
}

/** A day, shown as the reader writes dates. */
export interface AdfDate {
  readonly type: 'date';
  /** Milliseconds since 1970, as a string. */
  readonly attrs: { readonly timestamp: string };
}

/** A word in a coloured box. */
export interface AdfStatus {
  readonly type: 'status';
  readonly attrs: {
    readonly text: string;
    readonly color: 'neutral' | 'purple' | 'blue' | 'red' | 'yellow' | 'green';
  };
}

/** A link that is shown by its title. */
export interface AdfInlineCard {
  readonly type: 'inlineCard';
  readonly attrs: { readonly url: string };
}

/** A file in a line of text. */
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

/** How text looks, and where it leads. */
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

/** A link. */
export interface AdfLinkMark {
  readonly type: 'link';
  readonly attrs: { readonly href: string; readonly title?: string };
}

/** How a block is aligned. */
export interface AdfBlockMark {
  readonly type: 'alignment';
  readonly attrs: { readonly align: 'center' | 'end' };
}
