import { createRequire } from 'node:module';
import { htmlToAdf } from '@zdjsm/transform';
import { markdownToAdf } from 'marklassian';
import { parse } from 'parse5';
import type { DOMParser, Schema } from 'prosemirror-model';

/** A way from HTML to ADF. */
export interface Contender {
  readonly name: string;
  /** Makes ADF; may throw. */
  convert(html: string): unknown;
}

/** The floor of time: no converter that parses as browsers do can be faster. */
export const bareParse5 = { name: 'parse5 alone', convert: (html: string) => parse(html) };

export const ours: Contender = { name: 'ours', convert: (html) => htmlToAdf(html).doc };

// What is used of packages that bring no types.
interface Untyped {
  readonly schema: { readonly defaultSchema: Schema };
  readonly model: { readonly DOMParser: typeof DOMParser };
  readonly jsdom: {
    readonly VirtualConsole: new () => object;
    readonly JSDOM: new (
      html: string,
      options: { readonly virtualConsole: object },
    ) => { readonly window: { readonly document: { readonly body: Node } } };
  };
  readonly turndown: new (
    options: Readonly<Record<string, string>>,
  ) => { remove(names: readonly string[]): void; turndown(html: string): string };
}
type Node = Parameters<DOMParser['parse']>[0];

/** What people use today, as far as it installs. */
export function peers(): Contender[] {
  const load = createRequire(import.meta.url);
  const { defaultSchema } = load('@atlaskit/adf-schema/schema-default') as Untyped['schema'];
  const { JSDOM, VirtualConsole } = load('jsdom') as Untyped['jsdom'];
  const TurndownService = load('turndown') as Untyped['turndown'];
  // As CommonJS, like the schema: both must have the same copy of it.
  const model = load('prosemirror-model') as Untyped['model'];
  const editor = model.DOMParser.fromSchema(defaultSchema);
  const turndown = new TurndownService({ codeBlockStyle: 'fenced', headingStyle: 'atx' });
  turndown.remove(['style', 'script', 'title']);
  return [
    { name: 'turndown + marklassian', convert: (html) => markdownToAdf(turndown.turndown(html)) },
    {
      name: 'adf-schema parseDOM + jsdom',
      convert: (html) => {
        // A console that nobody listens to: jsdom complains of the styles of mails.
        const { window } = new JSDOM(html, { virtualConsole: new VirtualConsole() });
        const doc = { version: 1, ...editor.parse(window.document.body).toJSON() };
        return JSON.parse(JSON.stringify(doc, (_, value) => (value === null ? undefined : value)));
      },
    },
  ];
}
