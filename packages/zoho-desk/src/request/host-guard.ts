import { isPrivateAddress, redactUrl } from '@zdjsm/core';
import { DESK_HOSTS } from '../data-centres.ts';
import { ForeignHostError } from '../errors/zoho-desk-error.ts';

/** Decides where a URL out of a ticket may lead, and whether the token may go there. */
export interface HostGuard {
  /** The org's own Desk: the only place that ever sees the token. */
  owns(url: URL): boolean;
  /**
   * The absolute URL of something that a record points to. A path of the API on another of Zoho's
   * hosts (an org that was moved, a portal's own domain) is asked for at the org's own host.
   * Throws ForeignHostError for anything that is not Zoho's.
   */
  resolve(href: string): URL;
  /** Where an answer redirects to. Throws ForeignHostError for what must not be followed. */
  resolveRedirect(location: string | undefined, from: URL): URL;
}

// With a host, or a path from the root on. What is relative to a mail is relative to nothing here.
const WEB_ADDRESS = /^\s*(https?:)?\//i;

const LOCAL_NAME = /^(localhost|.*\.(local|internal|localhost|home\.arpa))\.?$/i;

export function createHostGuard(desk: string, portalDomains: readonly string[] = []): HostGuard {
  const origin = new URL(desk).origin;
  const siblings = new Set([...DESK_HOSTS, ...portalDomains.map((domain) => domain.toLowerCase())]);

  const guard: HostGuard = {
    owns: (url) => url.origin === origin,

    resolve(href) {
      const url = WEB_ADDRESS.test(href) ? URL.parse(href.trim(), origin) : null;
      if (!url) throw foreign(href, 'it is no web address');
      if (guard.owns(url)) return withoutCredentials(url);
      if (!siblings.has(url.host)) throw foreign(href, `${url.host} is not this Zoho Desk`);
      if (url.pathname.startsWith('/api/')) return new URL(url.pathname + url.search, origin);
      return withoutCredentials(url);
    },

    resolveRedirect(location, from) {
      const url = location === undefined ? null : URL.parse(location, from.href);
      if (!url) throw foreign(location ?? '', 'the redirect names no address');
      if (guard.owns(url)) return withoutCredentials(url);
      // Files may be served from elsewhere; an address inside this network never serves them.
      if (url.protocol !== 'https:' || isLocal(url)) {
        throw foreign(url.href, `a redirect from ${from.host} led there`);
      }
      return withoutCredentials(url);
    },
  };
  return guard;
}

/** By what the address says; what its name resolves to is looked at when it is connected to. */
function isLocal({ hostname }: URL): boolean {
  return LOCAL_NAME.test(hostname) || isPrivateAddress(hostname);
}

function withoutCredentials(url: URL): URL {
  const clean = new URL(url);
  clean.username = '';
  clean.password = '';
  clean.hash = '';
  return clean;
}

function foreign(href: string, reason: string): ForeignHostError {
  return new ForeignHostError({
    code: 'FOREIGN_HOST',
    message: `not fetched: ${URL.canParse(href) ? redactUrl(href) : 'the address'}: ${reason}`,
    remedy:
      'Leave links and images of third parties as they are. If it is your portal’s own domain, name it in portalDomains.',
    outcome: 'not-sent',
  });
}
