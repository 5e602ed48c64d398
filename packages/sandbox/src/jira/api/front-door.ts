import { authenticate, type Place } from '../access/authenticate.ts';
import {
  accessibleResources,
  exchangeAssertion,
  refreshTokens,
} from '../access/token-endpoints.ts';
import { serveMedia } from '../media/media-host.ts';
import { platformApi } from '../platform/platform-api.ts';
import { servicedeskApi } from '../servicedesk/servicedesk-api.ts';
import type { Site } from '../site.ts';
import { json, problem } from './answer.ts';
import type { Api } from './serve.ts';

/** Sends each request to the API that it is for, by host and by path. */
export function createFrontDoor(site: Site): (request: Request) => Promise<Response> {
  const platform = platformApi(site);
  const servicedesk = servicedeskApi(site);
  const gatewayPrefix = `/ex/jira/${site.cloudId}`;

  const apiFor = (path: string): Api | undefined => {
    if (/^\/rest\/api\/[23]\//.test(path)) return platform;
    if (path.startsWith('/rest/servicedeskapi/')) return servicedesk;
    return undefined;
  };

  const enter = (request: Request, path: string, place: Place, base: string): Promise<Response> => {
    const api = apiFor(path);
    if (!api) {
      const detail = `No endpoint ${request.method} ${path}.`;
      return Promise.resolve(problem(404, 'Not Found', detail, path));
    }
    return api.serve(request, path, base, authenticate(site, request, place));
  };

  return async (request) => {
    const url = new URL(request.url);
    const { site: siteUrl, gateway, media } = site.urls();
    if (url.origin === media) return serveMedia(site, request);
    switch (`${request.method} ${url.pathname}`) {
      case 'GET /_edge/tenant_info':
        return json({ cloudId: site.cloudId, environmentId: site.cloudId });
      case 'POST /oauth/token':
        return await refreshTokens(site, request);
      case 'POST /oauth2/token':
        return await exchangeAssertion(site, request);
      case 'GET /oauth/token/accessible-resources':
        return accessibleResources(site, request);
      default:
    }
    if (url.pathname.startsWith(`${gatewayPrefix}/`)) {
      const base =
        site.switches.gatewayLinks === 'gateway' ? `${gateway}${gatewayPrefix}` : siteUrl;
      return await enter(request, url.pathname.slice(gatewayPrefix.length), 'gateway', base);
    }
    return await enter(request, url.pathname, 'site', siteUrl);
  };
}
