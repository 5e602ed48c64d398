import {
  maskEmail,
  maskTokens,
  parseRetryAfter,
  redactUrl,
  type TransportAnswer,
} from '@zdjsm/core';
import { isRecord } from '../records.ts';
import { limitHeaders } from '../request/limit-headers.ts';
import { ERROR_CODES, kindOfStatus } from './error-codes.ts';
import { type FieldError, ScopeError, type ZohoDeskError } from './zoho-desk-error.ts';

export interface FailedRequest {
  readonly method: string;
  readonly url: URL;
  readonly attempt: number;
  readonly scopes: readonly string[];
}

/** Reads Zoho's error document; an HTML page or nothing at all is judged by its status. */
export function errorFromAnswer(
  answer: TransportAnswer,
  body: Buffer,
  request: FailedRequest,
  now: number,
): ZohoDeskError {
  const document = errorDocument(body);
  const kind = ERROR_CODES[document.errorCode ?? ''] ?? kindOfStatus(answer.status);
  const url = redactUrl(request.url);
  const said = document.message ?? 'no explanation';
  const wanted = kind.type === ScopeError ? ` (it asks for ${request.scopes.join(' and ')})` : '';
  const wrong = document.fields.map(describeField).join('; ');
  return new kind.type({
    code: kind.code,
    message:
      `${request.method} ${url}: ${answer.status} ${document.errorCode ?? ''} ${said}${wanted}` +
      (wrong ? `: ${wrong}` : ''),
    remedy: kind.remedy,
    retryable: kind.retryable,
    status: answer.status,
    request: { method: request.method, url, attempt: request.attempt },
    answer: {
      messages: [document.errorCode, document.message].filter((text) => text !== undefined),
      fields: Object.fromEntries(
        document.fields.map(({ fieldName, errorType = '', errorMessage = '' }) => [
          fieldName,
          [errorType, errorMessage].filter(Boolean).join(' '),
        ]),
      ),
      limits: limitHeaders(answer.headers),
    },
    errorCode: document.errorCode,
    fields: document.fields,
    retryAfterMs: parseRetryAfter(answer.headers['retry-after'], now),
  });
}

interface ErrorDocument {
  readonly errorCode: string | undefined;
  readonly message: string | undefined;
  readonly fields: readonly FieldError[];
}

const NOTHING: ErrorDocument = { errorCode: undefined, message: undefined, fields: [] };

export function errorDocument(body: Buffer): ErrorDocument {
  try {
    return errorDocumentOf(JSON.parse(body.toString('utf8'))) ?? NOTHING;
  } catch {
    return NOTHING;
  }
}

/** Some endpoints answer 200 with an error document (TicketFollowers.json), so records are asked too. */
export function errorDocumentOf(value: unknown): ErrorDocument | undefined {
  if (!isRecord(value) || typeof value['errorCode'] !== 'string') return undefined;
  const { errorCode, message, errors } = value;
  return {
    errorCode: shorten(errorCode),
    message: typeof message === 'string' ? shorten(message) : undefined,
    fields: Array.isArray(errors) ? errors.filter(isFieldError).map(shortened) : [],
  };
}

const LONGEST_TEXT = 300;

/** In Zoho's words, but for what may be a token of ours, or a customer's address. */
const shorten = (text: string): string =>
  maskEmail(maskTokens(text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text));

function shortened(field: FieldError): FieldError {
  const texts = Object.entries(field).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, shorten(value)] as const] : [],
  );
  return { ...field, ...Object.fromEntries(texts) };
}

function isFieldError(value: unknown): value is FieldError {
  return isRecord(value) && typeof value['fieldName'] === 'string';
}

function describeField({ fieldName, errorType, errorMessage }: FieldError): string {
  return [fieldName, errorType, errorMessage].filter(Boolean).join(' ');
}
