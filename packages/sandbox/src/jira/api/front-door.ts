import { authenticate, type Place } from '../access/authenticate.ts';
import {
  accessibleResources,
  exchangeAssertion,
  refreshTokens,
} from '../access/token-endpoints.ts';
import { assetsApi } from '../assets/assets-api.ts';
import { classicConfluenceApi, confluenceApi } from '../confluence/confluence-api.ts';
import { serveMedia } from '../media/media-host.ts';
import { platformApi } from '../platform/platform-api.ts';
import { servicedeskApi } from '../servicedesk/servicedesk-api.ts';
import type { Site } from '../site.ts';
import { json, problem } from './answer.ts';
import type { Api } from './serve.ts';

interface Entrance {
  readonly path: string;
  readonly place: Place;
  /** What links in the answer begin with. */
  readonly base: string;
}

/** Sends each request to the API that it is for, by host and by path. */
export function createFrontDoor(site: Site): (request: Request) => Promise<Response> {
  const apis: readonly (readonly [path: RegExp, api: Api])[] = [
    [/^\/rest\/api\/[23]\//, platformApi(site)],
    [/^\/rest\/servicedeskapi\//, servicedeskApi(site)],
    [/^\/wiki\/api\/v2\//, confluenceApi(site)],
    [/^\/wiki\/rest\/api\//, classicConfluenceApi(site)],
    [/^\/jsm\/assets\//, assetsApi(site)],
  ];

  return async (request) => {
    const url = new URL(request.url);
    if (url.origin === site.urls().media) return serveMedia(site, request);
    const loggingIn = await logIn(site, request, url);
    if (loggingIn) return loggingIn;
    const entrance = entranceOf(site, url);
    const api = apis.find(([path]) => entrance && path.test(entrance.path))?.[1];
    if (!entrance || !api) {
      const detail = `No endpoint ${request.method} ${url.pathname}.`;
      return problem(404, 'Not Found', detail, url.pathname);
    }
    const { path, place, base } = entrance;
    return await api.serve(request, path, base, authenticate(site, request, place));
  };
}

/** What needs no credentials, or makes them. On loopback all hosts but media's are one. */
async function logIn(site: Site, request: Request, url: URL): Promise<Response | undefined> {
  const { site: siteUrl, gateway, auth, assertions } = site.urls();
  const at = (base: string, call: string): boolean =>
    url.origin === base && `${request.method} ${url.pathname}` === call;
  if (at(siteUrl, 'GET /_edge/tenant_info')) {
    return json({ cloudId: site.cloudId, environmentId: site.cloudId });
  }
  if (at(auth, 'POST /oauth/token')) return await refreshTokens(site, request);
  if (at(assertions, 'POST /oauth2/token')) return await exchangeAssertion(site, request);
  if (at(gateway, 'GET /oauth/token/accessible-resources'))
    return accessibleResources(site, request);
  return undefined;
}

function entranceOf(site: Site, url: URL): Entrance | undefined {
  const { site: siteUrl, gateway } = site.urls();
  const path = url.pathname;
  if (url.origin === gateway) {
    if (path.startsWith('/jsm/assets/')) return { path, place: 'assets', base: gateway };
    const [prefix = '', product, cloudId] =
      /^\/ex\/(jira|confluence)\/([^/]+)(?=\/)/.exec(path) ?? [];
    const inner = path.slice(prefix.length);
    const isProducts =
      product === 'confluence' ? inner.startsWith('/wiki/') : !inner.startsWith('/wiki/');
    if (product !== undefined && cloudId === site.cloudId && isProducts) {
      const base = site.switches.gatewayLinks === 'gateway' ? `${gateway}${prefix}` : siteUrl;
      return { path: inner, place: 'gateway', base };
    }
  }
  const isSites = url.origin === siteUrl && !path.startsWith('/jsm/');
  return isSites ? { path, place: 'site', base: siteUrl } : undefined;
}
