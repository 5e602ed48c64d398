import { type HtmlToAdfOptions, type HtmlToAdfResult, htmlToAdf } from '../html-to-adf.ts';
import { type AdfToWikiOptions, adfToWiki } from './adf-to-wiki.ts';

/** As for `htmlToAdf`, and how images are named in markup. */
export type HtmlToWikiOptions = HtmlToAdfOptions & AdfToWikiOptions;

/** The markup, what it shows and leads to, and what is not as it was. */
export interface HtmlToWikiResult extends Omit<HtmlToAdfResult, 'doc'> {
  readonly wiki: string;
}

/** Converts HTML to Jira wiki markup, by way of ADF: what one of the two says, the other does. */
export function htmlToWiki(html: string, options: HtmlToWikiOptions = {}): HtmlToWikiResult {
  const { doc, ...found } = htmlToAdf(html, options);
  return { wiki: adfToWiki(doc, options), ...found };
}
