/** What a handler gives back; headers and prices are added on the way out. */
export type Answer =
  | { readonly kind: 'json'; readonly body: unknown; readonly status?: number }
  /** One page; an empty one may become a 204. */
  | {
      readonly kind: 'list';
      readonly rows: readonly unknown[];
      /** The member that holds the rows. Default `data`. */
      readonly key?: string;
      readonly extra?: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'file';
      readonly bytes: Uint8Array;
      readonly contentType: string;
      readonly name: string;
    }
  | { readonly kind: 'redirect'; readonly to: string }
  | { readonly kind: 'page'; readonly html: string };

export function json(body: unknown): Answer {
  return { kind: 'json', body };
}

/** Zoho's `errorCode`s with their status and the text where one is known. Source: facts/zoho-desk.md 3.1. */
const REFUSALS = {
  UNAUTHORIZED: [401, 'You are not authenticated to perform this operation.'],
  INVALID_OAUTH: [401, 'The OAuth Token you provided is invalid.'],
  OAUTH_ORG_MISMATCH: [403, 'The OAuthToken is not valid for specified organization'],
  // Text unknown.
  SCOPE_MISMATCH: [403, 'The OAuth Token does not have the scope for this operation.'],
  FORBIDDEN: [403, 'You are not authorized to access this resource.'],
  URL_NOT_FOUND: [404, 'The URL you requested could not be found.'],
  // Text unknown.
  METHOD_NOT_ALLOWED: [405, 'The method is not allowed for the requested URL.'],
  INVALID_DATA: [422, 'The data does not comply to the validation restrictions defined.'],
  UNPROCESSABLE_ENTITY: [422, 'The request can not be processed.'],
  // Text unknown beyond "too many requests in a simultaneous/concurrent manner".
  TOO_MANY_REQUESTS: [429, 'You have fired too many requests in a simultaneous manner.'],
  // Text unknown beyond "too many requests within a given amount of time".
  THRESHOLD_EXCEEDED: [429, 'You have fired too many requests within a given amount of time.'],
  INTERNAL_SERVER_ERROR: [
    500,
    'An internal server error occurred while performing this operation.',
  ],
} as const satisfies Record<string, readonly [number, string]>;

export type RefusalCode = keyof typeof REFUSALS;

export interface FieldError {
  /** JSON pointer. */
  readonly fieldName: string;
  readonly errorType: 'invalid' | 'duplicate' | 'missing';
}

/** Thrown by whoever finds out; becomes Zoho's error body. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly errors: readonly FieldError[] | undefined;

  constructor(
    code: RefusalCode,
    options: {
      readonly message?: string;
      readonly headers?: Readonly<Record<string, string>>;
      readonly errors?: readonly FieldError[];
    } = {},
  ) {
    super(options.message ?? REFUSALS[code][1]);
    this.code = code;
    this.status = REFUSALS[code][0];
    this.headers = options.headers ?? {};
    this.errors = options.errors;
  }

  get body(): unknown {
    return {
      errorCode: this.code,
      message: this.message,
      ...(this.errors ? { errors: this.errors } : {}),
    };
  }
}

export function notFound(): Refusal {
  return new Refusal('URL_NOT_FOUND');
}

export function unprocessable(message: string): Refusal {
  return new Refusal('UNPROCESSABLE_ENTITY', { message });
}

export function invalidQuery(name: string): Refusal {
  return unprocessable(`The value passed for the '${name}' query parameter is invalid.`);
}
