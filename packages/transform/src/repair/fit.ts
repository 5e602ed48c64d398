import { type ContainerType, contentModel, MAX_ADF_DEPTH } from '../adf/content-model.ts';
import type { AdfBlock, AdfDoc, AdfHeading, AdfInline, AdfMark, AdfMedia } from '../adf/types.ts';
import { type Alignment, boundary, type FlowNode } from '../flow/nodes.ts';
import type { ChangeLog } from '../report/changes.ts';
import { fitList, listAsLines } from './fit-list.ts';
import { fitTable, tableAsLines } from './fit-table.ts';
import { type Fitter, type Place, type Placed, settle, wrap } from './fitter.ts';
import { gatherListItems } from './list-entries.ts';
import { createMarkFitter, withMark } from './marks.ts';
import { ParagraphBuilder } from './paragraphs.ts';

/** Turns what the handlers emitted into a document that obeys ADF's content model. Nothing it says is lost. */
export function fitDocument(flow: readonly FlowNode[], changes: ChangeLog): AdfDoc {
  const root: Place = { container: 'doc', depth: 1, inCell: false, prefix: '' };
  const content = new DocumentFitter(changes).blocks(flow, root).map(({ block }) => block);
  return {
    version: 1,
    type: 'doc',
    // The editor's schema wants at least one block.
    content: content.length > 0 ? content : [{ type: 'paragraph', content: [] }],
  };
}

type Block = Exclude<FlowNode, AdfInline | { readonly type: 'text' | 'boundary' | 'image' }>;

class DocumentFitter implements Fitter {
  private readonly changes: ChangeLog;
  private readonly fitMarks = createMarkFitter();

  constructor(changes: ChangeLog) {
    this.changes = changes;
  }

  blocks(flow: readonly FlowNode[], place: Place, shape: LineShape = {}): Placed[] {
    const out: Placed[] = [];
    const builder = new ParagraphBuilder(
      {
        fitMarks: this.fitMarks,
        splits: shape.level === undefined,
        prefix: place.prefix,
        emit: (block) => out.push(settle(block, place)),
        wrap: (content, align) => lineBlock(content, place, { level: shape.level, align }),
      },
      shape.align,
    );
    this.feed(flow, { place, builder, out });
    builder.end();
    return out;
  }

  private feed(flow: readonly FlowNode[], target: Target): void {
    const { builder } = target;
    for (const node of gatherListItems(flow)) {
      switch (node.type) {
        case 'text':
        case 'hardBreak':
        case 'mention':
        case 'emoji':
        case 'date':
        case 'status':
        case 'inlineCard':
        case 'mediaInline':
          builder.add(node);
          break;
        case 'boundary':
          builder.boundary(node);
          break;
        case 'image':
          builder.addImage(node);
          break;
        default:
          this.apply(this.fit(node, target.place), target);
      }
    }
  }

  private apply(fitted: Fitted, { place, builder, out }: Target): void {
    if ('blocks' in fitted) {
      builder.end();
      for (const block of fitted.blocks) out.push(block);
    } else {
      const outer = builder.alignment;
      builder.boundary(boundary('paragraph', fitted.align ?? outer));
      this.feed(fitted.loose, { place, builder, out });
      builder.boundary(boundary('paragraph', outer));
    }
  }

  private fit(node: Block, place: Place): Fitted {
    const allowed = contentModel[place.container].holds;
    const isAllowed = allowed.has(node.type);
    switch (node.type) {
      case 'paragraph':
        return { loose: node.content ?? [], align: alignOf(node) };

      case 'heading': {
        const content = node.content ?? [];
        if (!isAllowed) return { loose: embolden(content) };
        const shape: LineShape = { level: levelOf(node.attrs), align: alignOf(node) };
        return { blocks: this.blocks(content, place, shape) };
      }

      case 'bulletList':
      case 'orderedList':
        return this.hasRoom(place)
          ? { blocks: fitList(this, node, place) }
          : { loose: listAsLines(node) };

      case 'blockquote':
        if (isAllowed && this.hasRoom(place)) {
          return this.around(node.content, place, 'blockquote', (content) => ({
            type: 'blockquote',
            content,
          }));
        }
        this.changes.add('flattened', 'quote', 'ADF has no quotes there: its lines start with >');
        return { blocks: this.blocks(node.content, { ...place, prefix: `${place.prefix}> ` }) };

      case 'panel': {
        if (!isAllowed || !this.hasRoom(place)) return { loose: node.content };
        const panelType = panelTypeOf(node.attrs);
        return this.around(node.content, place, 'panel', (content) => ({
          type: 'panel',
          attrs: { panelType },
          content,
        }));
      }

      case 'expand':
      case 'nestedExpand': {
        const title = String(node.attrs?.['title'] ?? '');
        const type = (['expand', 'nestedExpand'] as const).find((each) => allowed.has(each));
        if (type === undefined || !this.hasRoom(place)) {
          return { loose: [...embolden([{ type: 'text', text: title }]), LINE, ...node.content] };
        }
        return this.around(node.content, place, type, (content) => ({
          type,
          attrs: { title },
          content,
        }));
      }

      case 'table': {
        if (place.inCell || !this.hasRoom(place)) {
          this.changes.add('flattened', 'table', 'ADF has no table in a table: its rows are lines');
          return { loose: tableAsLines(node) };
        }
        const table = fitTable(this, node, place);
        return { blocks: table === undefined ? [] : [settle(table, place)] };
      }

      case 'codeBlock': {
        const text = (node.content ?? []).map((each) => each.text).join('');
        const content = text === '' ? [] : [{ type: 'text', text } as const];
        return { blocks: [settle({ ...node, content }, place)] };
      }

      case 'rule':
        if (isAllowed) return { blocks: [settle(node, place)] };
        this.changes.add('dropped', 'rule', 'ADF has no rules in lists and quotes');
        return { blocks: [] };

      case 'mediaGroup':
        return {
          blocks: isAllowed
            ? [settle(node, place)]
            : node.content.map((media) => settle(mediaSingle(media), place)),
        };

      case 'media':
        return { blocks: [settle(mediaSingle(node), place)] };

      case 'blockCard':
        return isAllowed
          ? { blocks: [settle(node, place)] }
          : { loose: [{ type: 'inlineCard', attrs: node.attrs }] };

      case 'mediaSingle':
      case 'taskList':
      case 'decisionList':
        return { blocks: [settle(node, place)] };

      case 'quoteEdge':
        return { blocks: [] };

      // A part of something that is not around it.
      case 'taskItem':
      case 'decisionItem':
        return { loose: node.content ?? [] };
      case 'listEntry':
      case 'listItem':
      case 'tableRow':
      case 'tableCell':
      case 'tableHeader':
        return { loose: node.content };
    }
  }

  private around(
    content: readonly FlowNode[],
    place: Place,
    container: ContainerType,
    make: (content: readonly AdfBlock[]) => AdfBlock,
  ): Fitted {
    const inside: Place = { ...place, container, depth: place.depth + 1, prefix: '' };
    return { blocks: wrap(this.blocks(content, inside), make, place) };
  }

  /** Whether there is room for a table with its rows, cells and their text, the tallest thing of all. */
  private hasRoom(place: Place): boolean {
    const room = place.depth + 5 <= MAX_ADF_DEPTH;
    if (!room) this.changes.add('flattened', 'nesting', 'ADF that is so deep is refused');
    return room;
  }
}

/** What a block becomes: blocks, or its content as paragraphs without it. */
type Fitted =
  | { readonly blocks: readonly Placed[] }
  | { readonly loose: readonly FlowNode[]; readonly align?: Alignment };

/** Where blocks go. */
interface Target {
  readonly place: Place;
  readonly builder: ParagraphBuilder;
  readonly out: Placed[];
}

/** What a run of lines becomes: a heading where there is a level. */
interface LineShape {
  readonly level?: AdfHeading['attrs']['level'] | undefined;
  readonly align?: Alignment | undefined;
}

const LINE = boundary('line', 'start');
const STRONG: AdfMark = { type: 'strong' };

function lineBlock(
  content: readonly AdfInline[],
  { container }: Place,
  { level, align = 'start' }: LineShape,
): AdfBlock {
  const marks =
    align === 'start' || !contentModel[container].aligned
      ? {}
      : { marks: [{ type: 'alignment', attrs: { align } } as const] };
  return level === undefined
    ? { type: 'paragraph', ...marks, content }
    : { type: 'heading', attrs: { level }, ...marks, content };
}

function embolden(flow: readonly FlowNode[]): FlowNode[] {
  return flow.map((node) =>
    node.type === 'text' ? { ...node, marks: withMark(node.marks, STRONG) } : node,
  );
}

function alignOf(node: Block): Alignment {
  const mark = 'marks' in node ? node.marks?.find(({ type }) => type === 'alignment') : undefined;
  return mark !== undefined && 'align' in mark.attrs ? mark.attrs.align : 'start';
}

const levels = [1, 2, 3, 4, 5, 6] as const;

function levelOf(attrs: { readonly level?: unknown } | undefined): AdfHeading['attrs']['level'] {
  return levels.find((level) => level === attrs?.level) ?? 6;
}

const panelTypes = ['info', 'note', 'tip', 'warning', 'error', 'success'] as const;

function panelTypeOf(attrs: { readonly panelType?: unknown } | undefined) {
  return panelTypes.find((type) => type === attrs?.panelType) ?? 'info';
}

function mediaSingle(media: AdfMedia): AdfBlock {
  return { type: 'mediaSingle', attrs: { layout: 'center' }, content: [media] };
}
