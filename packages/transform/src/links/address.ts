import type { HtmlElement } from '../dom/parse.ts';
import type { ChangeLog } from '../report/changes.ts';

/** A link of the source, as it came, with what became of it. */
export interface FoundLink {
  /** As in the source, without the blanks around it. */
  readonly href: string;
  /** The address in the document; undefined when the link was refused and only its text is kept. */
  readonly address: string | undefined;
}

/** Resolves addresses of links, and keeps those that were met. */
export interface AddressBook {
  link(element: HtmlElement, href: string | undefined): string | undefined;
  /** An address of an image: made absolute where a base is known. Any scheme. */
  image(src: string): string;
  readonly links: readonly FoundLink[];
}

/** What a link may do: show a page, write a mail, dial. Never run anything. */
export const defaultLinkSchemes: readonly string[] = [
  'http',
  'https',
  'mailto',
  'tel',
  'sms',
  'callto',
  'ftp',
  'ftps',
  'sftp',
  'sip',
  'sips',
  'skype',
  'xmpp',
  'whatsapp',
  'news',
  'urn',
];

export interface AddressBookOptions {
  readonly schemes: readonly string[];
  /** What relative addresses are relative to. */
  readonly baseUrl: string | undefined;
  readonly changes: ChangeLog;
}

export function createAddressBook({ schemes, baseUrl, changes }: AddressBookOptions): AddressBook {
  const allowed = new Set(schemes.map((scheme) => scheme.toLowerCase()));
  const links = new Map<string, FoundLink>();

  const resolve = (href: string): string | undefined => {
    const scheme = schemeOf(href);
    if (scheme !== undefined) return allowed.has(scheme) ? href : undefined;
    if (href.startsWith('//')) return `https:${href}`;
    if (/^www\.[^\s/]+\.[a-z]/i.test(href)) return `http://${href}`;
    if (/^[^\s/?#@]+@[^\s/?#@]+\.[a-z]+$/i.test(href)) return `mailto:${href}`;
    // A fragment leads to a place of the mail, which has no counterpart in the document.
    if (href.startsWith('#') || baseUrl === undefined) return undefined;
    return absolute(href, baseUrl);
  };

  return {
    get links() {
      return [...links.values()];
    },

    link(element, value = '') {
      let link = links.get(value);
      if (link === undefined) {
        const href = cleanAddress(value);
        if (href === '') return undefined;
        link = { href, address: resolve(href) };
        links.set(value, link);
      }
      if (link.address === undefined) {
        changes.add('flattened', 'link', refusal(link.href, baseUrl), element);
      }
      return link.address;
    },

    image(src) {
      const address = cleanAddress(src);
      if (address.startsWith('//')) return `https:${address}`;
      if (schemeOf(address) !== undefined || baseUrl === undefined) return address;
      return absolute(address, baseUrl) ?? address;
    },
  };
}

/** Browsers pass over blanks around an address, and over line breaks and control characters in it. */
function cleanAddress(value: string): string {
  return value.replace(/[\p{Cc}\u200b\ufeff]/gu, '').trim();
}

function schemeOf(address: string): string | undefined {
  return /^([a-z][a-z0-9+.-]*):/i.exec(address)?.[1]?.toLowerCase();
}

function absolute(address: string, baseUrl: string): string | undefined {
  return URL.canParse(address, baseUrl) ? new URL(address, baseUrl).href : undefined;
}

function refusal(href: string, baseUrl: string | undefined): string {
  const scheme = schemeOf(href);
  if (scheme !== undefined) return `${scheme.slice(0, 20)}: is not an allowed scheme`;
  if (href.startsWith('#')) return 'it leads to a place in the mail itself';
  return baseUrl === undefined
    ? 'its address is relative, and no baseUrl is set'
    : 'its address is none';
}
