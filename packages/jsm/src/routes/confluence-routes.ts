import type {
  ConfluencePage,
  CursorPage,
  PageAttachment,
  PageLabel,
  PageProperty,
  Space,
  UploadedContent,
} from '../model/confluence.ts';
import { ambiguous, type Route, type RouteId, read, repeatable } from './route.ts';

/**
 * Confluence: API v2, and v1 for what v2 lacks. Source: Atlassian's OpenAPI documents (July 2026),
 * with the prefix that their servers name.
 */
export const CONFLUENCE_ROUTES = {
  'GET /wiki/api/v2/spaces': read<CursorPage<Space>>(),
  'POST /wiki/api/v2/spaces': ambiguous<Space>(),
  'GET /wiki/api/v2/pages': read<CursorPage<ConfluencePage>>(),
  'POST /wiki/api/v2/pages': ambiguous<ConfluencePage>(),
  'GET /wiki/api/v2/pages/{id}': read<ConfluencePage>(),
  'PUT /wiki/api/v2/pages/{id}': ambiguous<ConfluencePage>(),
  'DELETE /wiki/api/v2/pages/{id}': repeatable('what is gone stays gone'),
  'GET /wiki/api/v2/pages/{page-id}/properties': read<CursorPage<PageProperty>>(),
  'POST /wiki/api/v2/pages/{page-id}/properties': ambiguous<PageProperty>(),
  'PUT /wiki/api/v2/pages/{page-id}/properties/{property-id}': ambiguous<PageProperty>(),
  'GET /wiki/api/v2/pages/{id}/attachments': read<CursorPage<PageAttachment>>({ perSecond: 200 }),
  'PUT /wiki/rest/api/content/{id}/child/attachment': repeatable<{
    readonly results: readonly UploadedContent[];
  }>('a file with the same name is replaced'),
  'GET /wiki/rest/api/content/{id}/child/attachment/{attachmentId}/download': read<never>(),
  'GET /wiki/api/v2/pages/{id}/labels': read<CursorPage<PageLabel>>(),
  'POST /wiki/rest/api/content/{id}/label': repeatable<{ readonly results: readonly PageLabel[] }>(
    'a label is there or not',
  ),
} as const satisfies Readonly<Record<RouteId, Route<unknown>>>;
