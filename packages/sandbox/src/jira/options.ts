import type { LimitOptions } from './limits/limits.ts';

/**
 * How the site behaves. Where Atlassian's documents and what was seen in the field disagree or are
 * silent, the behaviour is a switch: a client has to work in every position.
 */
export interface JiraOptions {
  /** How many service projects there are: SUP, BILL and IT first, then others. Default 3. */
  readonly projects?: number | undefined;

  /** Rate limits. Default `off`; `real` is what Atlassian publishes. */
  readonly limits?: 'off' | 'real' | LimitOptions | undefined;
  /** Which headers tell how much is left (facts § 1.3). Default `current`. */
  readonly limitHeaders?: 'none' | 'current' | 'policy' | 'beta' | undefined;

  /** The body of a 401. Default `json`. */
  readonly unauthorizedBody?: 'json' | 'html' | 'empty' | undefined;
  /** Error texts follow the account's language; `pseudo` makes them unreadable to a program. Default `english`. */
  readonly errorTexts?: 'english' | 'pseudo' | undefined;
  /** Which host the links in answers name when the call came through the gateway. Default `gateway`. */
  readonly gatewayLinks?: 'gateway' | 'site' | undefined;

  /** Milliseconds until a write is found by JQL. Default 1,500. */
  readonly searchLag?: number | undefined;
  /** JQL that names an unknown project, value or field: no rows, or a 400. Default `empty`. */
  readonly unknownJql?: 'empty' | 'refused' | undefined;
  /** `/rest/api/3/search`: gone in the field, deprecated in the specification. Default `gone`. */
  readonly classicSearch?: 'gone' | 'deprecated' | undefined;
  /** `/rest/api/3/workflow/search` was to be removed on 2026-06-01. Default `gone`. */
  readonly classicWorkflowSearch?: 'gone' | 'deprecated' | undefined;

  /** Who may create customers: since 2026 only administrators. Default `admins`. */
  readonly customerCreation?: 'admins' | 'agents' | undefined;
  /** A site with Customer Service Management can refuse to create customers. Default false. */
  readonly customerServiceManagement?: boolean | undefined;
  /** Creating a customer whose address has an Atlassian account elsewhere. Default `conflict`. */
  readonly outsideAccount?: 'conflict' | 'linked' | undefined;
  /** Whose profiles hide the address. Default `some`. */
  readonly hiddenEmails?: 'none' | 'some' | 'all' | undefined;

  /** What `raiseOnBehalfOf` takes. Default `account-id`; `creates` also makes the customer. */
  readonly raiseOnBehalfOf?: 'account-id' | 'email' | 'creates' | undefined;
  /** What the request-type field takes on the platform API. Default `id`. */
  readonly requestTypeValue?: 'id' | 'portal-key' | undefined;
  /** Whether that field may be set by `POST /issue`. Default `accepted`. */
  readonly requestTypeOnCreate?: 'accepted' | 'ignored' | 'refused' | undefined;
  /** Whether the comment property `sd.public.comment` makes a note internal. Default `honoured`. */
  readonly internalProperty?: 'honoured' | 'ignored' | undefined;
  /** The largest page of a servicedeskapi list; a larger `limit` is cut silently. Default 50. */
  readonly deskPageLimit?: number | undefined;

  /** An ADF text node without text. Default `refused`. */
  readonly emptyTextNode?: 'refused' | 'accepted' | undefined;
  /** A description that the create screen does not have: a 400, or dropped silently. Default `refused`. */
  readonly offScreenDescription?: 'refused' | 'dropped' | undefined;
  /** What the limit of 32,767 characters counts. Default `text`. */
  readonly textLimit?: 'text' | 'wiki' | undefined;
  /** Media nodes that name a file of their issue: some sites are said to refuse them. Default `accepted`. */
  readonly fileMedia?: 'accepted' | 'refused' | undefined;
  /** Media nodes that point to a URL. Default `accepted`. */
  readonly externalMedia?: 'accepted' | 'refused' | undefined;
  /** Whether customers see files that only a media node of a public text refers to. Default `shown`. */
  readonly portalMedia?: 'shown' | 'hidden' | undefined;
  /** The attachment of a media node that a rewritten text no longer has. Default `deleted`. */
  readonly orphanedMedia?: 'deleted' | 'kept' | undefined;
  /** The type of `id` in `GET /attachment/{id}`. Default `number`. */
  readonly attachmentId?: 'number' | 'string' | undefined;
  /** `GET /attachment/content/{id}?redirect=false`. Default `bytes`; `broken` is JRACLOUD-97046. */
  readonly contentWithoutRedirect?: 'bytes' | 'broken' | undefined;
  /** Bytes of one upload. Default 20,000,000. */
  readonly uploadLimit?: number | undefined;
  /** Milliseconds that a temporary file waits for its request. Default 1 hour. */
  readonly temporaryFileLifetime?: number | undefined;
  /** Milliseconds that the link to a file's bytes works. Default 10 minutes. */
  readonly mediaTokenLifetime?: number | undefined;

  /** Whether fields that a transition's validator demands are shown as required. Default `hidden`. */
  readonly validatorFields?: 'hidden' | 'shown' | undefined;

  /** The customer mails of new projects, until someone switches them off. Default `on`. */
  readonly customerMails?: 'on' | 'off' | undefined;
  /** `POST /issue` that makes a request in one call: does it mail the reporter? Default `mails`. */
  readonly platformRequestMails?: 'mails' | 'silent' | undefined;
  /** Whom `notifyUsers=false` silences: everybody, or only the notification scheme. Default `all`. */
  readonly silentEdits?: 'all' | 'team' | undefined;
  /** Whether people who are added to an organization get a mail. Default `silent`. */
  readonly organizationMemberMails?: 'mails' | 'silent' | undefined;

  /** Assets comes with the Premium plan. Default true. */
  readonly assets?: boolean | undefined;
}

export type Switches = { readonly [K in keyof JiraOptions]-?: NonNullable<JiraOptions[K]> };

export const DEFAULT_SWITCHES: Switches = {
  projects: 3,
  limits: 'off',
  limitHeaders: 'current',
  unauthorizedBody: 'json',
  errorTexts: 'english',
  gatewayLinks: 'gateway',
  searchLag: 1500,
  unknownJql: 'empty',
  classicSearch: 'gone',
  classicWorkflowSearch: 'gone',
  customerCreation: 'admins',
  customerServiceManagement: false,
  outsideAccount: 'conflict',
  hiddenEmails: 'some',
  raiseOnBehalfOf: 'account-id',
  requestTypeValue: 'id',
  requestTypeOnCreate: 'accepted',
  internalProperty: 'honoured',
  deskPageLimit: 50,
  emptyTextNode: 'refused',
  offScreenDescription: 'refused',
  textLimit: 'text',
  fileMedia: 'accepted',
  externalMedia: 'accepted',
  portalMedia: 'shown',
  orphanedMedia: 'deleted',
  attachmentId: 'number',
  contentWithoutRedirect: 'bytes',
  uploadLimit: 20_000_000,
  temporaryFileLifetime: 3_600_000,
  mediaTokenLifetime: 600_000,
  validatorFields: 'hidden',
  customerMails: 'on',
  platformRequestMails: 'mails',
  silentEdits: 'all',
  organizationMemberMails: 'silent',
  assets: true,
};

export function resolveSwitches(options: JiraOptions): Switches {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return { ...DEFAULT_SWITCHES, ...Object.fromEntries(given) };
}
