import { stringify } from 'yaml';
import { type DraftNode, type DraftValue, isSection } from './draft.ts';

/** How a config is written. */
export type ConfigFormat = 'yaml' | 'ts' | 'json';

const HEAD = [
  'How Zoho Desk is mapped to Jira Service Management. What is commented out has a default, or needs',
  'a decision. docs/guides/mapping.md explains every setting; `zdjsm preflight` looks at all of it.',
];

/** The draft as a file; JSON knows no comments, so it has the settings alone. */
export function renderDraft(draft: readonly DraftNode[], format: ConfigFormat): string {
  switch (format) {
    case 'yaml':
      return [...HEAD.map((line) => `# ${line}`), '', ...yamlLines(draft, ''), ''].join('\n');
    case 'ts':
      return [
        "import { defineConfig } from '@zdjsm/pipeline';",
        '',
        ...HEAD.map((line) => `// ${line}`),
        'export default defineConfig({',
        ...tsLines(draft, '  '),
        '});',
        '',
      ].join('\n');
    case 'json':
      return `${JSON.stringify(settingsOf(draft), undefined, 2)}\n`;
  }
}

/** The settings that are on, as the schema takes them. */
export function settingsOf(draft: readonly DraftNode[]): Record<string, unknown> {
  return Object.fromEntries(
    draft.flatMap((node) =>
      'remark' in node || node.off
        ? []
        : [[node.key, isSection(node.value) ? settingsOf(node.value) : node.value]],
    ),
  );
}

/** How a format writes a comment, a section and a plain setting. */
interface Syntax {
  readonly comment: string;
  open(key: string): string;
  readonly close: string | undefined;
  setting(key: string, value: DraftValue): string;
}

const YAML: Syntax = {
  comment: '#',
  open: (key) => `${yamlScalar(key)}:`,
  close: undefined,
  setting: (key, value) => `${yamlScalar(key)}: ${yamlScalar(value)}`,
};

const TS: Syntax = {
  comment: '//',
  open: (key) => `${tsKey(key)}: {`,
  close: '},',
  setting: (key, value) => `${tsKey(key)}: ${JSON.stringify(value)},`,
};

const yamlLines = (nodes: readonly DraftNode[], indent: string): string[] =>
  linesOf(YAML, nodes, indent, '');

const tsLines = (nodes: readonly DraftNode[], indent: string): string[] =>
  linesOf(TS, nodes, indent, '');

function linesOf(
  syntax: Syntax,
  nodes: readonly DraftNode[],
  indent: string,
  off: string,
): string[] {
  return nodes.flatMap((node): string[] => {
    if ('remark' in node) return [`${indent}${syntax.comment} ${oneLine(node.remark)}`];
    const { key, value, comment } = node;
    const mark = off || (node.off ? `${syntax.comment} ` : '');
    if (!isSection(value)) {
      const beside = comment === undefined ? '' : ` ${syntax.comment} ${oneLine(comment)}`;
      return [`${indent}${mark}${syntax.setting(key, value)}${beside}`];
    }
    const inner = linesOf(syntax, value, `${indent}  `, mark);
    return [
      ...(comment === undefined ? [] : [`${indent}${syntax.comment} ${oneLine(comment)}`]),
      `${indent}${mark}${syntax.open(key)}`,
      ...inner,
      ...(syntax.close === undefined ? [] : [`${indent}${mark}${syntax.close}`]),
    ];
  });
}

/** A comment must not end before its end: names in it are the helpdesk's own. */
const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();

const yamlScalar = (value: DraftValue): string =>
  stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trim();

const tsKey = (key: string): string => (/^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key));
