import { wordsOf } from '@zdjsm/testing/html';
import type { Structure } from './structure.ts';

/** A node of anybody's ADF, valid or not. */
interface LooseNode {
  readonly type?: string;
  readonly text?: string;
  readonly attrs?: Readonly<Record<string, unknown>> | null;
  readonly marks?: readonly LooseNode[];
  readonly content?: readonly LooseNode[];
}

export interface AdfReading extends Structure {
  readonly words: readonly string[];
}

/** The words and the structure of a document. */
export function readAdf(doc: unknown): AdfReading {
  const links = new Set<string>();
  const images = new Set<string>();
  const bold: string[] = [];
  const italic: string[] = [];
  const colored: string[] = [];
  const count = { tables: 0, listItems: 0, listDepth: 0, headings: 0, codeBlocks: 0, quotes: 0 };
  let text = '';

  const readMarks = (node: LooseNode, isBold: boolean): void => {
    const words = wordsOf(node.text ?? '');
    const types = new Set(node.marks?.map(({ type }) => type));
    if (isBold || types.has('strong')) bold.push(...words);
    if (types.has('em')) italic.push(...words);
    if (types.has('textColor')) colored.push(...words);
  };

  const visit = (node: LooseNode, depth: number, isBold: boolean): void => {
    for (const mark of node.marks ?? []) {
      if (mark.type === 'link') links.add(String(mark.attrs?.['href']));
    }
    switch (node.type) {
      case 'text':
        text += node.text ?? '';
        readMarks(node, isBold);
        return;
      case 'emoji':
        text += String(node.attrs?.['text'] ?? ' ');
        return;
      case 'mention':
      case 'status':
        text += String(node.attrs?.['text'] ?? '');
        return;
      case 'media':
      case 'mediaInline':
        images.add(String(node.attrs?.['url'] ?? node.attrs?.['id']));
        text += ' ';
        return;
      case 'inlineCard':
      case 'blockCard':
      case 'embedCard':
        links.add(String(node.attrs?.['url']));
        text += ' ';
        return;
      case 'hardBreak':
        text += '\n';
        return;
      case 'table':
        count.tables += 1;
        break;
      case 'listItem':
      case 'taskItem':
        count.listItems += 1;
        count.listDepth = Math.max(count.listDepth, depth);
        break;
      case 'heading':
        count.headings += 1;
        break;
      case 'codeBlock':
        count.codeBlocks += 1;
        break;
      case 'blockquote':
        count.quotes = 1;
    }
    const isList =
      node.type === 'bulletList' || node.type === 'orderedList' || node.type === 'taskList';
    const inBold = isBold || node.type === 'heading' || node.type === 'tableHeader';
    for (const child of node.content ?? []) visit(child, isList ? depth + 1 : depth, inBold);
    text += '\n';
  };
  visit(doc as LooseNode, 0, false);
  return { ...count, links, images, bold, italic, colored, words: wordsOf(text) };
}
