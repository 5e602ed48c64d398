import type {
  AdfBlock,
  AdfDoc,
  AdfListItem,
  AdfMedia,
  AdfMediaInline,
  AdfTable,
} from '../adf/types.ts';
import type { FoundImage } from '../images/found-image.ts';
import { sourceOf } from '../images/images-of.ts';
import { placeholderText } from '../images/placeholder.ts';
import { escapeWiki } from './escape.ts';
import { inlineWiki, linkTarget } from './inline.ts';
import type { WikiContext } from './wiki-context.ts';

/** Under which names images are attached. */
export interface AdfToWikiOptions {
  /**
   * The file name under which an image is attached to the issue; undefined where it is not. Without an answer, public
   * images are shown from their address, and others are a placeholder.
   */
  readonly fileNameOf?: ((image: FoundImage) => string | undefined) | undefined;
}

/** A document in the markup of Jira's wiki renderer, which JSM's own API takes. Highlights and alignment get lost. */
export function adfToWiki(doc: AdfDoc, options: AdfToWikiOptions = {}): string {
  const context: WikiContext = { image: (media) => imageWiki(media, options) };
  return blocksWiki(doc.content, context).trimEnd();
}

// Breaks the line without ending the item, cell or heading that it is in.
const FORCED_BREAK = ' \\\\ ';

function blocksWiki(blocks: readonly AdfBlock[], context: WikiContext): string {
  return blocks.map((block) => blockWiki(block, context)).join('\n\n');
}

function blockWiki(block: AdfBlock, context: WikiContext): string {
  switch (block.type) {
    case 'paragraph':
      return inlineWiki(block.content ?? [], context, '\n');
    case 'heading':
      return `h${block.attrs.level}. ${inlineWiki(block.content ?? [], context, FORCED_BREAK)}`;
    case 'bulletList':
    case 'orderedList':
      return listWiki(block, '', context);
    case 'taskList':
      return block.content
        .map((item) =>
          item.type === 'taskList'
            ? blockWiki(item, context)
            : `* ${item.attrs.state === 'DONE' ? '(/)' : '(x)'} ${inlineWiki(item.content ?? [], context, FORCED_BREAK)}`,
        )
        .join('\n');
    case 'decisionList':
      return block.content
        .map((item) => `* ${inlineWiki(item.content ?? [], context, FORCED_BREAK)}`)
        .join('\n');
    case 'blockquote':
      return `{quote}\n${blocksWiki(block.content, context)}\n{quote}`;
    case 'panel':
      return `{panel}\n${blocksWiki(block.content, context)}\n{panel}`;
    case 'expand':
    case 'nestedExpand': {
      const title = escapeWiki(block.attrs.title, false);
      return `{panel:title=${title}}\n${blocksWiki(block.content, context)}\n{panel}`;
    }
    case 'codeBlock':
      return codeWiki(
        (block.content ?? []).map((node) => node.text).join(''),
        block.attrs?.language,
      );
    case 'rule':
      return '----';
    case 'table':
      return tableWiki(block, context);
    case 'mediaSingle':
    case 'mediaGroup':
      return block.content.map(context.image).join('\n');
    case 'blockCard':
      return `[${linkTarget(block.attrs.url)}]`;
  }
}

function listWiki(
  list: Extract<AdfBlock, { readonly type: 'bulletList' | 'orderedList' }>,
  outer: string,
  context: WikiContext,
): string {
  const signs = outer + (list.type === 'orderedList' ? '#' : '*');
  return list.content.map((item) => itemWiki(item, signs, context)).join('\n');
}

function itemWiki(item: AdfListItem, signs: string, context: WikiContext): string {
  let out = `${signs} `;
  for (const [at, block] of item.content.entries()) {
    if (block.type === 'bulletList' || block.type === 'orderedList') {
      out += `\n${listWiki(block, signs, context)}`;
    } else if (block.type === 'paragraph') {
      const text = inlineWiki(block.content ?? [], context, FORCED_BREAK);
      out += at === 0 || text === '' ? text : `${FORCED_BREAK}${text}`;
    } else {
      out += `\n${blockWiki(block, context)}`;
    }
  }
  return out;
}

function tableWiki(table: AdfTable, context: WikiContext): string {
  return table.content
    .map((row) => {
      const cells = row.content.map((cell) => {
        const sign = cell.type === 'tableHeader' ? '||' : '|';
        const span = cell.attrs?.colspan ?? 1;
        return `${sign}${cellWiki(cell.content, context)}${`${sign} `.repeat(span - 1)}`;
      });
      const end = row.content.at(-1)?.type === 'tableHeader' ? '||' : '|';
      return `${cells.join('')}${end}`;
    })
    .join('\n');
}

/** Lines of text stay in the cell's line; what needs lines of its own gets them. An empty cell would join its neighbour. */
function cellWiki(blocks: readonly AdfBlock[], context: WikiContext): string {
  const out = blocks
    .map((block) =>
      block.type === 'paragraph'
        ? inlineWiki(block.content ?? [], context, FORCED_BREAK)
        : `\n${blockWiki(block, context)}\n`,
    )
    .join(FORCED_BREAK)
    .replaceAll(`\n${FORCED_BREAK}`, '\n')
    .replaceAll(`${FORCED_BREAK}\n`, '\n');
  return out.trim() === '' ? ' ' : out;
}

function codeWiki(text: string, language: string | undefined): string {
  const tag = text.includes('{code}') ? 'noformat' : 'code';
  const head = tag === 'code' && language !== undefined ? `{code:${language}}` : `{${tag}}`;
  return `${head}\n${text}\n{${tag}}`;
}

function imageWiki(media: AdfMedia | AdfMediaInline, options: AdfToWikiOptions): string {
  const image = sourceOf(media);
  if (image === undefined) return escapeWiki(`[image: ${media.attrs.alt ?? 'attached'}]`, false);
  const link = media.marks?.find(({ type }) => type === 'link')?.attrs.href;
  const name = options.fileNameOf?.(image) ?? (image.kind === 'remote' ? image.src : undefined);
  if (name === undefined) {
    return inlineWiki([placeholderText(image, { href: link })], NO_IMAGES, ' ');
  }
  const size = image.width === undefined ? '' : `|width=${image.width}`;
  const shown = `!${name.replace(/[|!]/g, encodeURIComponent)}${size}!`;
  return link === undefined ? shown : `[${shown}|${linkTarget(link)}]`;
}

const NO_IMAGES: WikiContext = { image: () => '' };
