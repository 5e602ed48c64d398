import type {
  AssetsIcon,
  AssetsObject,
  ObjectSchema,
  ObjectType,
  ObjectTypeAttribute,
} from '../model/assets.ts';
import type { PlatformPage, ServiceDeskPage } from '../model/paging.ts';
import { ambiguous, type Route, type RouteId, read, repeatable } from './route.ts';

/**
 * Assets. Atlassian publishes no OpenAPI document for it; these are as in its developer pages and
 * in ctreminiom/go-atlassian, which has used them for years.
 */
export const ASSETS_ROUTES = {
  'GET /rest/servicedeskapi/assets/workspace':
    read<ServiceDeskPage<{ readonly workspaceId: string }>>(),
  'GET /jsm/assets/workspace/{workspaceId}/v1/icon/global': read<readonly AssetsIcon[]>(),
  'GET /jsm/assets/workspace/{workspaceId}/v1/objectschema/list':
    read<PlatformPage<ObjectSchema>>(),
  'POST /jsm/assets/workspace/{workspaceId}/v1/objectschema/create': ambiguous<ObjectSchema>(),
  'GET /jsm/assets/workspace/{workspaceId}/v1/objectschema/{id}/objecttypes': read<
    ObjectType[] | { readonly entries: readonly ObjectType[] }
  >(),
  'POST /jsm/assets/workspace/{workspaceId}/v1/objecttype/create': ambiguous<ObjectType>(),
  'GET /jsm/assets/workspace/{workspaceId}/v1/objecttype/{id}/attributes':
    read<readonly ObjectTypeAttribute[]>(),
  'POST /jsm/assets/workspace/{workspaceId}/v1/objecttypeattribute/{objectTypeId}':
    ambiguous<ObjectTypeAttribute>(),
  'POST /jsm/assets/workspace/{workspaceId}/v1/object/aql': read<PlatformPage<AssetsObject>>(),
  'POST /jsm/assets/workspace/{workspaceId}/v1/object/create': ambiguous<AssetsObject>(),
  'GET /jsm/assets/workspace/{workspaceId}/v1/object/{id}': read<AssetsObject>(),
  'PUT /jsm/assets/workspace/{workspaceId}/v1/object/{id}': repeatable<AssetsObject>(
    'it sets the same values again',
  ),
  'DELETE /jsm/assets/workspace/{workspaceId}/v1/object/{id}':
    repeatable('what is gone stays gone'),
} as const satisfies Readonly<Record<RouteId, Route<unknown>>>;
