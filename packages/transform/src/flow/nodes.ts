/**
 * What handlers emit: ADF nodes that may stand in places where ADF does not allow them, and a few things
 * that become ADF only when it is known what stands beside them. The repair pass makes a document of it.
 */

import type { AdfBlockMark, AdfInline, AdfLinkMark, AdfMark, AdfNode } from '../adf/types.ts';
import type { FoundImage } from '../images/found-image.ts';

export type Alignment = 'start' | 'center' | 'end';

export type WhiteSpace = 'normal' | 'pre' | 'pre-line';

/** Text as the source has it; its spaces are collapsed when its line is put together. */
export interface FlowText {
  readonly type: 'text';
  readonly text: string;
  readonly marks?: readonly AdfMark[];
  readonly whiteSpace?: WhiteSpace;
}

/** Where a block begins or ends: at least a new line, or a new paragraph. Several at one place act as the strongest. */
export interface Boundary {
  readonly type: 'boundary';
  readonly gap: 'line' | 'paragraph';
  /** Of the text that follows. */
  readonly align: Alignment;
}

/** An image that is media on its own or in the line, as its neighbours decide. */
export interface FlowImage {
  readonly type: 'image';
  readonly image: FoundImage;
  /** Whether it stands in its line whatever its size, as a smiley does. */
  readonly inLine?: boolean | undefined;
  readonly link: AdfLinkMark | undefined;
}

/** An item of a list that has no element of its own, such as Word's. Neighbours make one list. */
export interface FlowListEntry {
  readonly type: 'listEntry';
  /** What the source calls the list; numbers do not go on from one to the next. */
  readonly list?: string | undefined;
  /** 1 for the outermost. */
  readonly level: number;
  /** The first number of an ordered list; undefined for bullets. */
  readonly order: number | undefined;
  readonly content: readonly FlowNode[];
}

/** Where an element that holds quoted history starts and ends; `rest`: all that follows it is history too. */
export interface QuoteEdge {
  readonly type: 'quoteEdge';
  readonly edge: 'start' | 'end';
  readonly scope: 'element' | 'rest';
}

/** A container whose content has yet to be fitted. */
export interface FlowContainer {
  readonly type:
    | 'paragraph'
    | 'heading'
    | 'bulletList'
    | 'orderedList'
    | 'listItem'
    | 'blockquote'
    | 'panel'
    | 'table'
    | 'tableRow'
    | 'tableCell'
    | 'tableHeader'
    | 'expand'
    | 'nestedExpand';
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly marks?: readonly AdfBlockMark[];
  readonly content: readonly FlowNode[];
}

export type FlowInline = FlowText | Exclude<AdfInline, { readonly type: 'text' }>;

/** What a handler may emit: any node anywhere. What ADF forbids there is fitted afterwards. */
export type FlowNode =
  | FlowInline
  | Boundary
  | FlowImage
  | FlowListEntry
  | QuoteEdge
  | FlowContainer
  | AdfNode;

const boundaries: Readonly<Record<Boundary['gap'], Readonly<Record<Alignment, Boundary>>>> = {
  line: {
    start: { type: 'boundary', gap: 'line', align: 'start' },
    center: { type: 'boundary', gap: 'line', align: 'center' },
    end: { type: 'boundary', gap: 'line', align: 'end' },
  },
  paragraph: {
    start: { type: 'boundary', gap: 'paragraph', align: 'start' },
    center: { type: 'boundary', gap: 'paragraph', align: 'center' },
    end: { type: 'boundary', gap: 'paragraph', align: 'end' },
  },
};

export function boundary(gap: Boundary['gap'], align: Alignment): Boundary {
  return boundaries[gap][align];
}

export type FlowRow = FlowContainer & { readonly type: 'tableRow' };

export type FlowCell = FlowContainer & { readonly type: 'tableCell' | 'tableHeader' };

export function isRow(node: FlowNode): node is FlowRow {
  return node.type === 'tableRow';
}

export function isCell(node: FlowNode): node is FlowCell {
  return node.type === 'tableCell' || node.type === 'tableHeader';
}
