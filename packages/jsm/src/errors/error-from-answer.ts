import {
  type Outcome,
  parseRetryAfter,
  type RequestSummary,
  type TransportAnswer,
} from '@zdjsm/core';
import { limitHeaders } from '../pacing/limit-headers.ts';
import {
  AtlassianError,
  type AtlassianErrorInit,
  AuthenticationError,
  type Complaint,
  ConflictError,
  InvalidDocumentError,
  NotFoundError,
  PermissionError,
  ServerError,
  TooLargeError,
  UnexpectedAnswerError,
  ValidationError,
} from './atlassian-error.ts';
import { readComplaint } from './complaint.ts';

interface Kind {
  readonly error: new (init: AtlassianErrorInit) => AtlassianError;
  readonly code: string;
  readonly remedy: string;
  readonly retryable?: boolean;
}

/** What each status means here. A 429 of the API has a file of its own: pacing/rate-limit.ts. */
const KINDS: Readonly<Record<number, Kind>> = {
  400: {
    error: ValidationError,
    code: 'INVALID',
    remedy: 'Correct the fields that are named, in the data or in the mapping.',
  },
  401: {
    error: AuthenticationError,
    code: 'UNAUTHENTICATED',
    remedy:
      'Check the e-mail address and the API token, and that the token has not expired. A token with scopes works only with `scoped: true`.',
  },
  403: {
    error: PermissionError,
    code: 'FORBIDDEN',
    remedy:
      'Give the account the permission for this call; to create customers it must be a Jira administrator. An empty answer means that it has no agent licence.',
  },
  404: {
    error: NotFoundError,
    code: 'NOT_FOUND',
    remedy: 'Check that it exists, and that the account may see it.',
  },
  405: {
    error: UnexpectedAnswerError,
    code: 'UNEXPECTED_ANSWER',
    remedy: 'Check the address of the site: something else answered.',
  },
  409: {
    error: ConflictError,
    code: 'CONFLICT',
    remedy: 'Read the present state, then try again.',
    retryable: true,
  },
  410: {
    error: NotFoundError,
    code: 'GONE',
    remedy: 'Atlassian has removed this endpoint. Update @zdjsm/jsm.',
  },
  412: {
    error: ValidationError,
    code: 'EXPERIMENTAL',
    remedy: 'A proxy seems to remove the header X-ExperimentalApi. Let it pass.',
  },
  413: {
    error: TooLargeError,
    code: 'TOO_LARGE',
    remedy:
      'Raise the attachment limit of the site, or leave this out: an issue holds 5,000 comments and 2,000 attachments.',
  },
  // Of a token endpoint: of the API, see above.
  429: {
    error: AtlassianError,
    code: 'RATE_LIMIT',
    remedy: 'Wait a while: others ask for tokens too.',
    retryable: true,
  },
  422: {
    error: ValidationError,
    code: 'INVALID',
    remedy: 'Check how the project, its screens and its workflow are set up.',
  },
};

const OTHER_CLIENT_ERROR: Kind = {
  error: AtlassianError,
  code: 'REFUSED',
  remedy: 'Read what Atlassian says, and correct the request.',
};

const SERVER_FAILURE: Kind = {
  error: ServerError,
  code: 'SERVER',
  remedy:
    'Atlassian failed to answer. Look at status.atlassian.com, then run it again: it resumes.',
  retryable: true,
};

const REDIRECT: Kind = {
  error: UnexpectedAnswerError,
  code: 'UNEXPECTED_ANSWER',
  remedy: 'Check the address of the site: it sends this request elsewhere.',
};

/** Texts that are codes: the same in every language. */
const CODES: Readonly<Record<string, Pick<Kind, 'code' | 'remedy'>>> = {
  INVALID_INPUT: {
    code: 'INVALID_DOCUMENT',
    remedy:
      'Check the document against the ADF schema. Jira does not say which node it refuses: leave out half of the blocks until it is found.',
  },
  ATTACHMENT_VALIDATION_ERROR: {
    code: 'INVALID_MEDIA',
    remedy:
      'A media node must hold the media id (not the attachment id) of a file that is attached to this very issue.',
  },
};

export function errorFromAnswer(
  request: RequestSummary,
  answer: TransportAnswer,
  body: Buffer,
  now: number,
): AtlassianError {
  const complaint = readComplaint(body, answer.headers['content-type']);
  const coded = complaint.errorMessages.map((text) => CODES[text]).find(Boolean);
  const kind = coded ? { error: InvalidDocumentError, ...coded } : kindOf(answer.status);
  return new kind.error({
    code: kind.code,
    message: describe(request, answer.status, complaint),
    remedy: kind.remedy,
    outcome: outcomeOf(answer.status),
    retryable: 'retryable' in kind && kind.retryable === true,
    status: answer.status,
    request,
    answer: {
      messages: complaint.errorMessages,
      fields: complaint.fieldErrors,
      limits: limitHeaders(answer.headers),
    },
    retryAfterMs: parseRetryAfter(answer.headers['retry-after'], now),
    ...complaint,
  });
}

function kindOf(status: number): Kind {
  if (status >= 500) return SERVER_FAILURE;
  if (status < 400) return REDIRECT;
  return KINDS[status] ?? OTHER_CLIENT_ERROR;
}

function outcomeOf(status: number): Outcome {
  return status >= 500 ? 'unknown' : 'rejected';
}

function describe(request: RequestSummary, status: number, complaint: Complaint): string {
  const fields = Object.entries(complaint.fieldErrors).map(([id, text]) => `${id}: ${text}`);
  const words = [...complaint.errorMessages, ...fields].join(' · ');
  return `${request.method} ${request.url}: ${status}${words && ` ${words}`}`;
}
