import type { Caller } from '../access/caller.ts';
import type { Handlers } from '../api/call.ts';
import { forbidden, notFound } from '../api/refusal.ts';
import { type Route, readRouteTable } from '../api/route-table.ts';
import { type Api, createApi } from '../api/serve.ts';
import type { Site } from '../site.ts';
import { attributeHandlers } from './attributes.ts';
import { objectHandlers } from './objects.ts';
import { schemaHandlers } from './schemas.ts';
import { typeHandlers } from './types.ts';
import { workspaceId } from './workspace.ts';

/** `/jsm/assets/workspace/{workspaceId}/v1`: comes with the Premium plan. */
export function assetsApi(site: Site): Api {
  const handlers: Handlers = {
    ...attributeHandlers(site),
    ...objectHandlers(site),
    ...schemaHandlers(site),
    ...typeHandlers(site),
  };
  return createApi(site, {
    routes: readRouteTable(new URL('../routes/assets.tsv', import.meta.url)),
    handlers,
    refuse: ({ messages, fields }) => ({ errorMessages: messages, errors: fields }),
    guard: (request, route, caller) => checkWorkspace(site, request, route, caller),
  });
}

function checkWorkspace(site: Site, request: Request, route: Route, caller: Caller): void {
  const named = /\/workspace\/([^/]+)\//.exec(new URL(request.url).pathname)?.[1];
  if (!site.switches.assets || named !== workspaceId(site)) {
    throw notFound('The workspace does not exist.');
  }
  const { role } = caller.account;
  if (route.flags.has('agent') && role !== 'agent' && role !== 'admin') {
    throw forbidden('You do not have permission to use Assets.');
  }
}
