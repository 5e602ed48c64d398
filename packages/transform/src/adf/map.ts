import type { AdfBlock, AdfDoc, AdfInline } from './types.ts';

export interface AdfMapper {
  /** Called for each block after its content has been mapped. */
  readonly block: (block: AdfBlock) => AdfBlock;
  readonly inline: (inline: AdfInline) => AdfInline;
}

/** A copy of the document with each node replaced. What the mapper returns must be legal in the same place. */
export function mapAdf(doc: AdfDoc, mapper: AdfMapper): AdfDoc {
  return { ...doc, content: mapBlocks(doc.content, mapper) };
}

function mapBlocks(blocks: readonly AdfBlock[], mapper: AdfMapper): AdfBlock[] {
  return blocks.map((block) => mapper.block(mapContent(block, mapper)));
}

function mapContent(block: AdfBlock, mapper: AdfMapper): AdfBlock {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return { ...block, content: (block.content ?? []).map(mapper.inline) };
    case 'bulletList':
    case 'orderedList':
      return {
        ...block,
        content: block.content.map((item) => ({
          ...item,
          content: mapBlocks(item.content, mapper),
        })),
      };
    case 'blockquote':
    case 'panel':
    case 'expand':
    case 'nestedExpand':
      return { ...block, content: mapBlocks(block.content, mapper) };
    case 'table':
      return {
        ...block,
        content: block.content.map((row) => ({
          ...row,
          content: row.content.map((cell) => ({
            ...cell,
            content: mapBlocks(cell.content, mapper),
          })),
        })),
      };
    default:
      return block;
  }
}
