import type { PlatformPage } from '../model/paging.ts';
import type { User } from '../model/people.ts';
import type {
  Component,
  CreateField,
  Field,
  FieldContext,
  FieldOption,
  IssueType,
  IssueTypeStatuses,
  NotificationScheme,
  NotificationSchemeUse,
  Permission,
  Priority,
  Project,
  Resolution,
  ServerInfo,
} from '../model/site.ts';
import type { WorkflowPage, WorkflowSchemes } from '../model/workflow.ts';
import { ambiguous, type Route, type RouteId, read, repeatable } from './route.ts';

/**
 * How the site is set up: users, fields, projects, workflows. Jira platform v3; sources as in
 * issue-routes.ts.
 */
export const SITE_ROUTES = {
  'GET /rest/api/3/serverInfo': read<ServerInfo>(),
  'GET /rest/api/3/myself': read<User>({ identity: true }),
  'GET /rest/api/3/mypermissions': read<{
    readonly permissions: Readonly<Record<string, Permission>>;
  }>({ identity: true }),
  'GET /rest/api/3/mypreferences': read<unknown>(),
  'PUT /rest/api/3/mypreferences': repeatable('it sets the same value again'),
  'GET /rest/api/3/user': read<User>({ perSecond: 150, identity: true }),
  'GET /rest/api/3/user/search': read<readonly User[]>({ identity: true }),

  'GET /rest/api/3/field': read<readonly Field[]>(),
  'POST /rest/api/3/field': ambiguous<Field>(),
  'GET /rest/api/3/field/{fieldId}/context': read<PlatformPage<FieldContext>>(),
  'GET /rest/api/3/field/{fieldId}/context/{contextId}/option': read<PlatformPage<FieldOption>>(),
  'POST /rest/api/3/field/{fieldId}/context/{contextId}/option': ambiguous<{
    readonly options: readonly FieldOption[];
  }>(),
  'POST /rest/api/3/screens/addToDefault/{fieldId}': repeatable('a field is on a screen once'),
  'GET /rest/api/3/priority/search': read<PlatformPage<Priority>>(),
  'GET /rest/api/3/resolution/search': read<PlatformPage<Resolution>>(),
  'GET /rest/api/3/label': read<PlatformPage<string>>(),

  'GET /rest/api/3/project/search': read<PlatformPage<Project>>(),
  'POST /rest/api/3/project': ambiguous<Pick<Project, 'id'>>(),
  'GET /rest/api/3/project/{projectIdOrKey}': read<Project>(),
  'PUT /rest/api/3/project/{projectIdOrKey}': repeatable<Project>('it sets the same values again'),
  'GET /rest/api/3/project/{projectIdOrKey}/statuses': read<readonly IssueTypeStatuses[]>(),
  'GET /rest/api/3/project/{projectIdOrKey}/component': read<PlatformPage<Component>>(),
  'POST /rest/api/3/component': ambiguous<Component>(),
  'DELETE /rest/api/3/component/{id}': repeatable('what is gone stays gone'),
  'GET /rest/api/3/issue/createmeta/{projectIdOrKey}/issuetypes': read<{
    readonly issueTypes: readonly IssueType[];
    readonly total?: number;
  }>(),
  'GET /rest/api/3/issue/createmeta/{projectIdOrKey}/issuetypes/{issueTypeId}': read<{
    readonly fields: readonly CreateField[];
    readonly total?: number;
  }>(),
  'GET /rest/api/3/project/{projectKeyOrId}/notificationscheme': read<NotificationScheme>(),
  'GET /rest/api/3/notificationscheme': read<PlatformPage<NotificationScheme>>(),
  'POST /rest/api/3/notificationscheme': ambiguous<{ readonly id: string }>(),
  'GET /rest/api/3/notificationscheme/project': read<PlatformPage<NotificationSchemeUse>>(),
  'DELETE /rest/api/3/notificationscheme/{notificationSchemeId}':
    repeatable('what is gone stays gone'),

  'GET /rest/api/3/workflows/search': read<WorkflowPage>(),
  'GET /rest/api/3/workflowscheme/project': read<WorkflowSchemes>(),
} as const satisfies Readonly<Record<RouteId, Route<unknown>>>;
