import type { AdfMark } from '../adf/types.ts';
import { hidesContent, type Style } from '../css/style.ts';
import type { StyleResolver } from '../css/style-resolver.ts';
import { isElement, isForeign } from '../dom/element.ts';
import {
  type ElementPolicy,
  elementPolicy,
  foreignPolicy,
  gapAround,
  isInLine,
} from '../dom/element-policy.ts';
import type { HtmlElement, HtmlParent } from '../dom/parse.ts';
import type { AddressBook } from '../links/address.ts';
import { quoteScope } from '../quotes/containers.ts';
import type { ChangeLog } from '../report/changes.ts';
import { type Context, derive, isInvisible, rootContext } from './context.ts';
import type { Handler, Handlers, State } from './handler.ts';
import { createMarkFactory } from './marks.ts';
import { boundary, type FlowNode } from './nodes.ts';

export interface ConverterSetup {
  readonly handlers: Handlers;
  readonly styles: StyleResolver;
  readonly addresses: AddressBook;
  readonly changes: ChangeLog;
  /** Whether elements that hold quoted history are marked. */
  readonly marksQuotes: boolean;
  /** Finds mentions in text; undefined when nobody asked for them. */
  readonly splitText: ((text: string, marks: readonly AdfMark[]) => FlowNode[]) | undefined;
}

/** What is known of all elements of one name. */
interface Plan {
  readonly handler: Handler | undefined;
  readonly policy: ElementPolicy;
  readonly inLine: boolean;
  readonly gap: 'line' | 'paragraph';
}

/** Walks the tree once and gathers what the handlers emit, in reading order. */
export function convert(root: HtmlParent, setup: ConverterSetup): FlowNode[] {
  const { handlers, styles, addresses, changes, marksQuotes, splitText } = setup;
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
    // The source's own line breaks between blocks: half of all text of a mail.
    if (out.at(-1)?.type === 'boundary' && context.whiteSpace === 'normal' && isBlank(text)) return;
    if (isInvisible(context)) {
      if (isElement(parent) && !isBlank(text)) {
        changes.add('dropped', 'hidden text', 'nobody sees it in the mail', parent);
      }
      return;
    }
    const marks = marksOf(context);
    if (splitText === undefined || context.whiteSpace !== 'normal') {
      out.push({ type: 'text', text, marks, whiteSpace: context.whiteSpace });
    } else {
      for (const node of splitText(text, marks)) out.push(node);
    }
  };

  const plans = new Map<string, Plan>();
  const foreignPlans = new Map<string, Plan>();
  const planFor = (element: HtmlElement): Plan => {
    const { tagName: name } = element;
    const known = isForeign(element) ? foreignPlans : plans;
    let plan = known.get(name);
    if (plan === undefined) {
      plan = known === plans ? planOf(name) : foreignPlanOf(name);
      known.set(name, plan);
    }
    return plan;
  };
  const planOf = (name: string): Plan => ({
    handler: handlers[name],
    policy: elementPolicy.get(name) ?? 'unwrap',
    inLine: isInLine(name),
    gap: gapAround(name),
  });
  const foreignPlanOf = (name: string): Plan => {
    const { policy, hasHandler } = foreignPolicy(name);
    const handler = hasHandler ? handlers[name] : undefined;
    return { handler, policy, inLine: policy === 'unwrap', gap: 'line' };
  };

  const visit = (element: HtmlElement, out: FlowNode[]): void => {
    const { handler, policy, inLine, gap } = planFor(element);
    if (handler === undefined && policy === 'drop') return;
    const own = styles.of(element);
    if (own !== undefined && isLeftOut(own, element)) return;
    const outerContext = context;
    const outerStyle = style;
    const isBlock = own?.display === 'block' || (policy === 'block' && own?.display !== 'inline');
    style = own;
    if (own !== undefined)
      context = derive(context, own, own.display === 'inline' || (inLine && !isBlock));
    const quotes = marksQuotes ? quoteScope(element) : undefined;
    if (quotes !== undefined) out.push({ type: 'quoteEdge', edge: 'start', scope: quotes });

    const converted = handler?.(state, element);
    if (converted !== undefined) {
      if (isBlock) out.push(boundary('line', context.align));
      for (const node of converted) out.push(node);
    } else if (isBlock) {
      // Outlook writes each line as a paragraph without margins.
      const around = own?.noMarginTop && own.noMarginBottom ? 'line' : gap;
      out.push(boundary(around, context.align));
      walk(element, out);
      out.push(boundary(around, context.align));
    } else {
      walk(element, out);
    }

    if (quotes !== undefined) out.push({ type: 'quoteEdge', edge: 'end', scope: quotes });
    const turned = context.align !== outerContext.align;
    context = outerContext;
    style = outerStyle;
    if (turned || (isBlock && converted !== undefined)) out.push(boundary('line', context.align));
  };

  const isLeftOut = (own: Style, element: HtmlElement): boolean => {
    if (own.msoList === 'ignore' && context.skipsBullets) return true;
    if (!hidesContent(own)) return false;
    if (element.childNodes.length > 0) {
      changes.add('dropped', 'hidden text', 'nobody sees it in the mail', element);
    }
    return true;
  };

  const content = (
    element: HtmlElement,
    change: Partial<Context> | undefined,
    out: FlowNode[],
  ): FlowNode[] => {
    const outer = context;
    if (change !== undefined) context = { ...context, ...change };
    walk(element, out);
    context = outer;
    return out;
  };

  const state: State = {
    get context() {
      return context;
    },
    get style() {
      return style;
    },
    children: (element, change) => content(element, change, []),
    blocks: (element, change) => content(element, change, [boundary('line', context.align)]),
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

function isBlank(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x09 && code !== 0x0d) return false;
  }
  return true;
}
