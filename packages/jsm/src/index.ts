export {
  type Checkpoint,
  type Clock,
  ConfigurationError,
  createBottleneckLimiter,
  createSlotLimiter,
  type Exchange,
  type JournalFile,
  type Limiter,
  type LimiterFactory,
  type Outcome,
  openJournalFile,
  type Page,
  PagedList,
  type Random,
  type RequestSummary,
  type Transport,
  type TransportAnswer,
  TransportError,
  type TransportRequest,
  type Wait,
  ZdjsmError,
} from '@zdjsm/core';
export type { AuthOptions } from './auth/auth-options.ts';
export type { Authorization } from './auth/authorization.ts';
export type { OAuthOptions, OAuthTokens } from './auth/oauth.ts';
export { createJsm, type Jsm } from './client/create-jsm.ts';
export type { JsmEvent } from './client/events.ts';
export type { JsmOptions } from './client/options.ts';
export type { JsmSettings } from './client/settings.ts';
export {
  AtlassianError,
  AuthenticationError,
  ConflictError,
  InvalidDocumentError,
  NotFoundError,
  PermissionError,
  ServerError,
  TooLargeError,
  UnexpectedAnswerError,
  ValidationError,
} from './errors/atlassian-error.ts';
export {
  DuplicateMarkerError,
  HiddenCustomerError,
  RequestIncompleteError,
  RequestTypeError,
  UnreachableStatusError,
  UnresolvedWriteError,
  VisibilityError,
} from './errors/client-errors.ts';
export { RateLimitError } from './errors/rate-limit-error.ts';
export { type AppUserTokenOptions, appUserToken } from './impersonation/app-user-token.ts';
export {
  ATTRIBUTION_PROPERTY,
  type Attribution,
  attributionProperty,
  withAttribution,
} from './impersonation/attribution.ts';
export type { ImpersonationStrategy } from './impersonation/strategy.ts';
export { tokenVault } from './impersonation/token-vault.ts';
export type { LesserRung, MediaFallback, MediaRung } from './media/ladder.ts';
export type { OpenedAttachment } from './media/located-file.ts';
export type { FileNames } from './media/named-files.ts';
export type { AdfDocument, AdfMark, AdfNode } from './model/adf.ts';
export type {
  AssetsIcon,
  AssetsObject,
  ObjectAttribute,
  ObjectSchema,
  ObjectType,
  ObjectTypeAttribute,
} from './model/assets.ts';
export type {
  ConfluencePage,
  PageAttachment,
  PageLabel,
  PageProperty,
  Space,
  UploadedContent,
} from './model/confluence.ts';
export type {
  Attachment,
  ChangelogEntry,
  Comment,
  CreatedIssue,
  Issue,
  IssueLink,
  IssueLinkType,
  RemoteLink,
  ScreenField,
  Status,
  Transition,
  Worklog,
} from './model/issue.ts';
export type { EntityProperty, Fields, Json } from './model/json.ts';
export type { Customer, Organization, User } from './model/people.ts';
export type {
  CustomerRequest,
  Feedback,
  FieldSchema,
  Queue,
  RequestAttachment,
  RequestComment,
  RequestStatus,
  RequestType,
  RequestTypeField,
  RequestTypeFieldValue,
  RequestTypeForm,
  RequestTypeGroup,
  ServiceDesk,
  ServiceDeskDate,
  Sla,
  TemporaryAttachment,
} from './model/service-desk.ts';
export type {
  Component,
  CreateField,
  Field,
  FieldContext,
  FieldOption,
  IssueType,
  IssueTypeStatuses,
  NotificationScheme,
  Permission,
  Priority,
  Project,
  Resolution,
  ServerInfo,
} from './model/site.ts';
export type { Usage } from './pacing/pacer.ts';
export type { PacingOptions } from './pacing/pacing-options.ts';
export type { LimitScope } from './pacing/reasons.ts';
export type { ListOptions } from './paging/lists.ts';
export type { CallOptions, FileSource } from './request/call.ts';
export type { CreatedRequest, NewRequest, RequestRoute } from './requests/new-request.ts';
export type { Assets, NewAttribute, ValueKind } from './resources/assets.ts';
export type {
  AssetsObjects,
  EnsuredObject,
  ImportedObject,
  NewObject,
  ObjectPlace,
  ObjectValues,
} from './resources/assets-objects.ts';
export type {
  Attachments,
  UploadedAttachment,
  UploadOptions,
} from './resources/attachments.ts';
export type { Visibility } from './resources/comment-visibility.ts';
export type { AddedComment, Comments, NewComment } from './resources/comments.ts';
export type { Confluence } from './resources/confluence.ts';
export type {
  NewPage,
  PageBody,
  PageChange,
  PageReadOptions,
  Pages,
} from './resources/confluence-pages.ts';
export type { Spaces } from './resources/confluence-spaces.ts';
export type { Customers, EnsuredCustomer, NewCustomer } from './resources/customers.ts';
export type { Fields as FieldsResource, NewField } from './resources/fields.ts';
export type {
  GetIssueOptions,
  IssueProperties,
  Issues,
  NewIssue,
} from './resources/issues.ts';
export type { IssueLinks, NewIssueLink, NewRemoteLink, RemoteLinks } from './resources/links.ts';
export type { Organizations } from './resources/organizations.ts';
export type { Components, NewServiceProject, Projects } from './resources/projects.ts';
export type { RequestTypes } from './resources/request-types.ts';
export type { Requests } from './resources/requests.ts';
export type { SearchOptions } from './resources/search.ts';
export type { ServiceDesks } from './resources/service-desks.ts';
export type { Site } from './resources/site.ts';
export type { Users } from './resources/users.ts';
export type { Watchers } from './resources/watchers.ts';
export type { Workflow } from './resources/workflow.ts';
export type { NewWorklog, Worklogs } from './resources/worklogs.ts';
export type { AttachmentSettings } from './routes/issue-routes.ts';
export type { RequestAttached } from './routes/service-desk-routes.ts';
export type { WorkflowRef } from './workflow/read-workflow.ts';
export type { Walk, Walked } from './workflow/walker.ts';
export type { BulkResult } from './writes/create-bulk.ts';
export type { EditOperation, IssueEdit } from './writes/edit-issue.ts';
export type { MarkerOptions } from './writes/marker.ts';
