import type { AdfMark } from '../adf/types.ts';
import type { Style } from '../css/style.ts';
import type { HtmlElement } from '../dom/parse.ts';
import type { ChangeKind } from '../report/changes.ts';
import type { Context } from './context.ts';
import type { FlowNode } from './nodes.ts';

/**
 * Converts one element, or leaves it to the policy table by returning undefined. It may emit nodes where ADF does
 * not allow them: what comes out is fitted to the content model afterwards, and nothing is lost by it.
 */
export type Handler = (state: State, element: HtmlElement) => readonly FlowNode[] | undefined;

/** Handlers by element name, in lower case. `undefined` leaves the element to the policy table. */
export type Handlers = Readonly<Record<string, Handler | undefined>>;

/** What a handler sees of the conversion. */
export interface State {
  /** How text looks in the element at hand, its own style included. */
  readonly context: Context;
  /** What the element at hand declares for itself; undefined when that is nothing. */
  readonly style: Style | undefined;
  /** The element's content, as a part of the line that it stands in; `change` adds to the context in it. */
  children(element: HtmlElement, change?: Partial<Context>): FlowNode[];
  /** The element's content, as that of a block: on lines of its own, aligned as the context says. */
  blocks(element: HtmlElement, change?: Partial<Context>): FlowNode[];
  /** Text that looks as the context says. */
  text(text: string): FlowNode[];
  /** The marks of text in this context. */
  marks(): readonly AdfMark[];
  /** The style of an element that has not been reached yet; its ancestors are not looked at. */
  styleOf(element: HtmlElement): Style | undefined;
  /** An absolute, allowed address, or undefined; what is refused is reported. */
  address(element: HtmlElement, href: string | undefined): string | undefined;
  /** The address of an image, made absolute where a base is known. */
  imageAddress(src: string): string;
  report(kind: ChangeKind, what: string, why: string, element: HtmlElement): void;
}
