export {
  type Checkpoint,
  type Clock,
  ConfigurationError,
  createBottleneckLimiter,
  type Exchange,
  type JournalFile,
  openJournalFile,
  type Page,
  PagedList,
  type Random,
  Secret,
  TransportError,
  type Wait,
  ZdjsmError,
} from '@zdjsm/core';
export type {
  OAuthCredentials,
  StaticToken,
  TokenProvider,
  ZohoAuth,
} from './auth/auth-options.ts';
export type { StoredToken, TokenStore } from './auth/token-store.ts';
export type { Behaviour } from './behaviour.ts';
export { createZohoDesk, type ZohoDesk } from './client.ts';
export type { CreditStore } from './credits/credit-store.ts';
export type { Credits } from './credits/credits.ts';
export type { Cost, Estimate, PortalCounts } from './credits/estimate.ts';
export type { CreditOptions, CreditStatus } from './credits/ledger.ts';
export { type Edition, PLANS, type Plan } from './credits/plans.ts';
export { FLAT_PRICES, LIST_TIERS, priceOfListing } from './credits/prices.ts';
export { DATA_CENTRES, type DataCentre, type DataCentreName } from './data-centres.ts';
export type {
  AttachmentPlace,
  Download,
  DownloadSource,
  Downloads,
} from './downloads/downloads.ts';
export type { ImageContext } from './downloads/inline-image.ts';
export type { Digest } from './downloads/whole-body.ts';
export {
  AnswerError,
  AuthenticationError,
  CreditsExhaustedError,
  DownloadError,
  type FieldError,
  ForeignHostError,
  NotFoundError,
  PermissionError,
  ScanIncompleteError,
  ScopeError,
  ServerError,
  ThrottledError,
  TokenRefreshError,
  ValidationError,
  ZohoDeskError,
} from './errors/zoho-desk-error.ts';
export type { ZohoDeskEvent } from './events.ts';
export type { Messages } from './extract/messages.ts';
export type {
  EachOptions,
  TicketPart,
  WholeTicket,
  WholeTicketQuery,
  WholeTicketResult,
  WholeTickets,
} from './extract/whole-tickets.ts';
export type { ZohoDeskOptions } from './options.ts';
export type { TicketScanQuery } from './paging/ticket-scan.ts';
export type { TimeBounds } from './paging/time-range.ts';
export {
  type Count,
  countOf,
  type Flag,
  type Id,
  isTrue,
  type NamedRef,
  type PersonRef,
  type RawRecord,
  type Timestamp,
} from './records.ts';
export type { CallOptions, ListOptions } from './request/api.ts';
export type {
  Account,
  AccountQuery,
  AccountRow,
  AccountSla,
  Accounts,
} from './resources/accounts.ts';
export type {
  Activities,
  ActivityComment,
  ActivityModule,
  ActivityQuery,
  ActivityRow,
  Call,
  CallRow,
  Calls,
  Event,
  EventRow,
  Events,
  Task,
  TaskRow,
  Tasks,
  TicketActivity,
} from './resources/activities.ts';
export type { Agent, AgentQuery, AgentStatus, Agents, DeletedAgent } from './resources/agents.ts';
export type {
  Attachment,
  AttachmentQuery,
  AttachmentRef,
  Attachments,
} from './resources/attachments.ts';
export type { Comment, CommentQuery, Comments } from './resources/comments.ts';
export type {
  Contact,
  ContactAccount,
  ContactQuery,
  ContactRow,
  Contacts,
} from './resources/contacts.ts';
export type { Contract, ContractQuery, ContractRow, Contracts } from './resources/contracts.ts';
export type { ConversationItem, Conversations } from './resources/conversations.ts';
export type { CustomModules, CustomRecord, CustomRecordQuery } from './resources/custom-modules.ts';
export type { Department, DepartmentQuery, Departments } from './resources/departments.ts';
export type {
  Article,
  ArticleQuery,
  ArticleRow,
  ArticleStatus,
  ArticleTranslation,
  Category,
  KnowledgeBase,
  RootCategory,
  RootCategoryQuery,
} from './resources/knowledge-base.ts';
export type { Organization, Organizations } from './resources/organizations.ts';
export type { Product, ProductQuery, ProductRow, Products } from './resources/products.ts';
export type { Rating, Ratings } from './resources/ratings.ts';
export type { Field, Layout, Module, Settings, View } from './resources/settings.ts';
export type { Tag, TaggedTicket, Tags } from './resources/tags.ts';
export type { Team, Teams } from './resources/teams.ts';
export type { OriginalMail, Thread, ThreadRow, Threads } from './resources/threads.ts';
export type {
  ResolutionEntry,
  SharedDepartment,
  Ticket,
  TicketEvent,
  TicketEventProperty,
  TicketFollower,
  TicketInclude,
  TicketMetrics,
  TicketRow,
  TicketSearchRow,
  TimeEntry,
} from './resources/ticket-types.ts';
export type {
  CountedField,
  RelatedTicketQuery,
  TicketCountQuery,
  TicketListQuery,
  TicketSearchQuery,
  TicketState,
  Tickets,
} from './resources/tickets.ts';
