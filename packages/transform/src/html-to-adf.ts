import type { AdfDoc } from './adf/types.ts';
import { createStyleResolver } from './css/style-resolver.ts';
import { baseHref } from './dom/base-href.ts';
import { parseHtml } from './dom/parse.ts';
import { convert } from './flow/converter.ts';
import type { Handlers } from './flow/handler.ts';
import { defaultHandlers } from './handlers/index.ts';
import type { FoundImage } from './images/found-image.ts';
import { imagesOf } from './images/images-of.ts';
import { createAddressBook, defaultLinkSchemes, type FoundLink } from './links/address.ts';
import { type MentionOptions, mentionSplitter } from './mentions/mentions.ts';
import { applyQuotes, type QuoteMode } from './quotes/apply-quotes.ts';
import { fitDocument } from './repair/fit.ts';
import { type Change, createChangeLog } from './report/changes.ts';

/** What becomes of quotes, links, images and mentions. All have defaults. */
export interface HtmlToAdfOptions {
  /** What relative addresses are relative to; the document's own `base` comes first. Without any, relative links become text. */
  readonly baseUrl?: string | undefined;
  /** The schemes that a link may have, without the colon. Default `defaultLinkSchemes`. */
  readonly linkSchemes?: readonly string[] | undefined;
  /**
   * Quoted history: kept as it is (default), collapsed into an expand, or removed. A mail that says nothing of its own,
   * or passes another on, keeps it all.
   */
  readonly quotes?: QuoteMode | undefined;
  /** What the expand of collapsed history is called. Default `Quoted text`. */
  readonly quoteTitle?: string | undefined;
  /** Finds mentions in the text; without it they stay the text that they are. */
  readonly mentions?: MentionOptions | undefined;
  /** Merged over `defaultHandlers`; `undefined` takes an element's handler away. */
  readonly handlers?: Handlers | undefined;
}

/** The document, what it shows and leads to, and what is not as it was. */
export interface HtmlToAdfResult {
  /** Valid ADF. Images in it still have their source's address: see `rewriteImages` and `replaceImages`. */
  readonly doc: AdfDoc;
  /** The images in the document, each address once, in reading order. */
  readonly images: readonly FoundImage[];
  /** The links of the source, each address once. */
  readonly links: readonly FoundLink[];
  /** What the document does not show as the source did. */
  readonly changes: readonly Change[];
}

/**
 * Converts the HTML of a mail or a helpdesk's editor. Takes any string and never throws on it; time and memory
 * grow with its length.
 */
export function htmlToAdf(html: string, options: HtmlToAdfOptions = {}): HtmlToAdfResult {
  const { quotes = 'keep', quoteTitle = 'Quoted text' } = options;
  const changes = createChangeLog(html);
  const { document, reached } = parseHtml(html);
  const styles = createStyleResolver(document);
  const addresses = createAddressBook({
    schemes: options.linkSchemes ?? defaultLinkSchemes,
    baseUrl: baseHref(document) ?? options.baseUrl,
    changes,
  });
  const flow = convert(document, {
    handlers: { ...defaultHandlers, ...options.handlers },
    styles,
    addresses,
    changes,
    marksQuotes: quotes !== 'keep',
    splitText: options.mentions && mentionSplitter(options.mentions),
  });
  for (const limit of reached)
    changes.add('flattened', 'markup', `more ${limit} than any mail has`);
  if (styles.exhausted) changes.add('flattened', 'styles', 'more rules than any mail has');
  const doc = fitDocument(applyQuotes(flow, quotes, quoteTitle, changes), changes);
  return { doc, images: imagesOf(doc), links: addresses.links, changes: changes.list() };
}

/** The images that a conversion with the same options would find; hidden ones and tracking pixels are none. */
export function findImages(html: string, options: HtmlToAdfOptions = {}): readonly FoundImage[] {
  return htmlToAdf(html, options).images;
}
