import type { AdfMark } from '../adf/types.ts';
import { hidesContent, type Style } from '../css/style.ts';
import type { StyleResolver } from '../css/style-resolver.ts';
import { isElement } from '../dom/element.ts';
import { elementPolicy, isInLine } from '../dom/element-policy.ts';
import type { HtmlElement, HtmlParent } from '../dom/parse.ts';
import type { AddressBook } from '../links/address.ts';
import type { ChangeLog } from '../report/changes.ts';
import { type Context, derive, isInvisible, rootContext } from './context.ts';
import type { Handlers, State } from './handler.ts';
import { createMarkFactory } from './marks.ts';
import { boundary, type FlowNode } from './nodes.ts';

export interface ConverterSetup {
  readonly handlers: Handlers;
  readonly styles: StyleResolver;
  readonly addresses: AddressBook;
  readonly changes: ChangeLog;
  /** Finds mentions in text; undefined when nobody asked for them. */
  readonly splitText: ((text: string, marks: readonly AdfMark[]) => FlowNode[]) | undefined;
}

/** Walks the tree once and gathers what the handlers emit, in reading order. */
export function convert(root: HtmlParent, setup: ConverterSetup): FlowNode[] {
  const { handlers, styles, addresses, changes, splitText } = setup;
  const marksOf = createMarkFactory();
  let context: Context = rootContext;
  let style: Style | undefined;

  const walk = (parent: HtmlParent, out: FlowNode[]): void => {
    for (const child of parent.childNodes) {
      if (isElement(child)) visit(child, out);
      else if ('value' in child) write(child.value, parent, out);
    }
  };

  const write = (text: string, parent: HtmlParent, out: FlowNode[]): void => {
    if (isInvisible(context)) {
      if (isElement(parent) && /\S/.test(text)) {
        changes.add('dropped', 'hidden text', 'nobody sees it in the mail', parent);
      }
      return;
    }
    const marks = marksOf(context);
    if (splitText === undefined || context.whiteSpace !== 'normal') {
      out.push({ type: 'text', text, marks, whiteSpace: context.whiteSpace });
    } else {
      append(out, splitText(text, marks));
    }
  };

  const visit = (element: HtmlElement, out: FlowNode[]): void => {
    const name = element.tagName;
    const handler = handlers[name];
    const policy = elementPolicy.get(name) ?? 'unwrap';
    if (handler === undefined && policy === 'drop') return;
    const outer = { context, style };
    style = styles.of(element);
    if (style !== undefined && hidesContent(style)) {
      if (element.childNodes.length > 0) {
        changes.add('dropped', 'hidden text', 'nobody sees it in the mail', element);
      }
      style = outer.style;
      return;
    }
    if (style?.msoList === 'ignore' && context.skipsBullets) {
      style = outer.style;
      return;
    }
    const isBlock =
      style?.display === 'block' || (policy === 'block' && style?.display !== 'inline');
    if (style !== undefined) context = derive(context, style, !isBlock && isInLine(name));
    if (isBlock) out.push(boundary('line', context.align));
    if (handler === undefined) walk(element, out);
    else append(out, handler(state, element));
    const turned = context.align !== outer.context.align;
    context = outer.context;
    style = outer.style;
    if (isBlock || turned) out.push(boundary('line', context.align));
  };

  const state: State = {
    get context() {
      return context;
    },
    get style() {
      return style;
    },
    children(element, change) {
      const outer = context;
      if (change !== undefined) context = { ...context, ...change };
      const out: FlowNode[] = [];
      walk(element, out);
      context = outer;
      return out;
    },
    text(text) {
      return [{ type: 'text', text, marks: marksOf(context), whiteSpace: context.whiteSpace }];
    },
    marks: () => marksOf(context),
    styleOf: (element) => styles.of(element),
    address: (element, href) => addresses.link(element, href),
    imageAddress: (src) => addresses.image(src),
    report: (kind, what, why, element) => changes.add(kind, what, why, element),
  };

  const flow: FlowNode[] = [];
  walk(root, flow);
  return flow;
}

function append(out: FlowNode[], nodes: readonly FlowNode[]): void {
  for (const node of nodes) out.push(node);
}
