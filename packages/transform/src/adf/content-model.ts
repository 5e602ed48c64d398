import type { AdfBlock } from './types.ts';

export type BlockType = AdfBlock['type'];

export type ContainerType =
  | 'doc'
  | 'listItem'
  | 'blockquote'
  | 'panel'
  | 'tableCell'
  | 'expand'
  | 'nestedExpand';

interface ContainerRule {
  readonly holds: ReadonlySet<string>;
  /** Whether a paragraph or heading in it may carry the alignment mark. */
  readonly aligned: boolean;
}

const EVERYWHERE: readonly BlockType[] = [
  'paragraph',
  'bulletList',
  'orderedList',
  'mediaSingle',
  'codeBlock',
];
const RICH: readonly BlockType[] = [
  ...EVERYWHERE,
  'heading',
  'taskList',
  'decisionList',
  'rule',
  'mediaGroup',
];

const rule = (...holds: BlockType[]): ContainerRule => ({ aligned: false, holds: new Set(holds) });
const alignedRule = (...holds: BlockType[]): ContainerRule => ({
  ...rule(...holds),
  aligned: true,
});

/**
 * What each container may hold. Source: facts/html-to-adf.md § 1, from the JSON schema of
 * @atlaskit/adf-schema 57.7.22 and the editor's ProseMirror schema.
 */
export const contentModel: Readonly<Record<ContainerType, ContainerRule>> = {
  doc: alignedRule(...RICH, 'panel', 'blockquote', 'blockCard', 'table', 'expand'),
  tableCell: alignedRule(...RICH, 'panel', 'blockquote', 'blockCard', 'nestedExpand'),
  expand: rule(...RICH, 'panel', 'blockquote', 'blockCard', 'nestedExpand', 'table'),
  nestedExpand: rule(...RICH, 'panel', 'blockquote'),
  panel: rule(...RICH, 'blockCard'),
  blockquote: rule(...EVERYWHERE, 'mediaGroup'),
  listItem: rule(...EVERYWHERE, 'taskList'),
};

/**
 * Nodes from the root to a leaf. 256 levels of JSON were seen to be refused (facts/jira-jsm.md § 6);
 * a node is two of them, an object and its content.
 */
export const MAX_ADF_DEPTH = 100;
