import {
  AuthenticationError,
  CreditsExhaustedError,
  NotFoundError,
  PermissionError,
  ScopeError,
  ServerError,
  ThrottledError,
  ValidationError,
  type ZohoDeskError,
  type ZohoDeskErrorInit,
} from './zoho-desk-error.ts';

export interface ErrorKind {
  readonly type: new (init: ZohoDeskErrorInit) => ZohoDeskError;
  /** Ours, stable, and the same for all codes of Zoho's that ask for the same reaction. */
  readonly code: string;
  readonly remedy: string;
  readonly retryable: boolean;
}

const kind = (
  type: ErrorKind['type'],
  code: string,
  remedy: string,
  retryable = false,
): ErrorKind => ({ type, code, remedy, retryable });

const REQUEST_DEFECT =
  'The request is not as Zoho documents it. If you passed a query of your own, check it; otherwise report this.';

const NOT_AUTHENTICATED = kind(
  AuthenticationError,
  'AUTHENTICATION',
  'Check that the refresh token was made in this data centre, for this client, and is not revoked; make a new one if in doubt.',
);
const SCOPE = kind(
  ScopeError,
  'SCOPE',
  'Make a new refresh token that has the missing scope; scopes can’t be added to an old one.',
);
const WRONG_ORG = kind(
  PermissionError,
  'WRONG_ORG',
  'Check orgId: it is the Desk organization (organizations.list shows it), not the CRM’s.',
);
const FORBIDDEN = kind(
  PermissionError,
  'FORBIDDEN',
  'The token’s owner may not see this. Use an agent with the Support Administrator profile and all departments.',
);
const EDITION = kind(
  PermissionError,
  'EDITION',
  'The portal’s edition does not have this feature: leave this module out.',
);
const NOT_FOUND = kind(
  NotFoundError,
  'NOT_FOUND',
  'The record is gone, or the token lacks the module’s scope. Treat a record that was listed before as deleted.',
);
const INVALID = kind(ValidationError, 'INVALID_REQUEST', REQUEST_DEFECT);
const CREDITS = kind(
  CreditsExhaustedError,
  'CREDITS_EXHAUSTED',
  'Run again after the reset, ask for onExhausted: "wait", or buy credits in Zoho Desk.',
  true,
);
const THROTTLED = kind(
  ThrottledError,
  'THROTTLED',
  'Lower `concurrency`: other integrations share the portal’s simultaneous calls.',
  true,
);
const SERVER = kind(
  ServerError,
  'SERVER',
  'Zoho failed. Run again later: a run resumes. If it is always the same record, report it to Zoho.',
  true,
);

/** Every `errorCode` that Zoho documents. Source: Common.json@83b5c189, `errorJson`. */
export const ERROR_CODES: Readonly<Record<string, ErrorKind>> = {
  BAD_REQUEST: INVALID,
  UNAUTHORIZED: NOT_AUTHENTICATED,
  INVALID_OAUTH: NOT_AUTHENTICATED,
  SCOPE_MISMATCH: SCOPE,
  OAUTH_ORG_MISMATCH: WRONG_ORG,
  FORBIDDEN,
  LICENSE_ACCESS_LIMITED: EDITION,
  URL_NOT_FOUND: NOT_FOUND,
  METHOD_NOT_ALLOWED: INVALID,
  RESOURCE_SIZE_EXCEEDED: INVALID,
  UNSUPPORTED_MEDIA_TYPE: INVALID,
  INVALID_DATA: INVALID,
  EMPTY_PAYLOAD: INVALID,
  UNPROCESSABLE_ENTITY: INVALID,
  ONLY_LIVECHAT_USER: FORBIDDEN,
  DUPLICATE_CONTRACT: INVALID,
  INTEGRATION_ADMIN_ERROR: FORBIDDEN,
  THRESHOLD_EXCEEDED: CREDITS,
  TOO_MANY_REQUESTS: THROTTLED,
  INTERNAL_SERVER_ERROR: SERVER,
};

/** For a code that is not documented, and for answers of something that stands before Zoho. */
export function kindOfStatus(status: number): ErrorKind {
  if (status === 401) return NOT_AUTHENTICATED;
  if (status === 403) return FORBIDDEN;
  if (status === 404 || status === 410) return NOT_FOUND;
  if (status === 408) return SERVER;
  // A 429 without a code is a gateway's: it passes, as too many calls at once do.
  if (status === 429) return THROTTLED;
  return status >= 500 ? SERVER : INVALID;
}
