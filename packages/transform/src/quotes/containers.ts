import { attribute } from '../dom/element.ts';
import type { HtmlElement } from '../dom/parse.ts';

/**
 * How far the history reaches that an element starts: `element` is as far as the element does, `rest` is to the end
 * of the mail.
 */
export type QuoteScope = 'element' | 'rest';

/** Classes and ids by which mail programs and helpdesks mark what they quote. Outlook puts `x_` before all it receives. */
const byClass: Readonly<Record<string, QuoteScope>> = {
  // Gmail; also Google Groups and what imitates it
  gmail_quote: 'element',
  gmail_quote_container: 'element',
  // Yahoo
  yahoo_quoted: 'element',
  yahoo_quote: 'element',
  // Proton, Tuta, Fastmail, Front, Superhuman
  protonmail_quote: 'element',
  tutanota_quote: 'element',
  'fastmail-quoted': 'element',
  'front-blockquote': 'element',
  'titan-blockquote': 'element',
  // Outlook of 2003, Hotmail
  OutlookMessageHeader: 'rest',
  ecxgmail_quote: 'element',
  // Zoho Mail and Zoho Desk
  zmail_extra: 'element',
  zmail_extra_hr: 'rest',
  zmail_quote: 'element',
  // Freshdesk, Zendesk, Help Scout
  freshdesk_quote: 'element',
  zd_quoted_text: 'element',
  quoted_text: 'element',
  'quoted-text': 'element',
};

const byId: Readonly<Record<string, QuoteScope>> = {
  // Outlook on the web, new Outlook, Outlook for Mac, Hotmail
  divRplyFwdMsg: 'rest',
  appendonsend: 'rest',
  'mail-editor-reference-message-container': 'element',
  OLK_SRC_BODY_SECTION: 'element',
  stopSpelling: 'rest',
  isReplyContent: 'element',
  // Zoho Mail
  blockquote_zmail: 'element',
};

export function quoteScope(element: HtmlElement): QuoteScope | undefined {
  if (element.tagName === 'blockquote' && attribute(element, 'type')?.toLowerCase() === 'cite') {
    return 'element';
  }
  for (const { name, value } of element.attrs) {
    if (name === 'id') {
      const scope = lookUp(byId, value);
      if (scope !== undefined) return scope;
    } else if (name === 'class') {
      for (const each of value.split(/\s+/)) {
        const scope = lookUp(byClass, each);
        if (scope !== undefined) return scope;
      }
    }
  }
  return undefined;
}

function lookUp(table: Readonly<Record<string, QuoteScope>>, name: string): QuoteScope | undefined {
  const plain = name.replace(/^(?:x_)+/, '');
  return Object.hasOwn(table, plain) ? table[plain] : undefined;
}
