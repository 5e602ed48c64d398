const HIDDEN = '[redacted]';

const SECRET_QUERY_NAME =
  /token|secret|password|code|jwt|sig|assertion|client|credential|^(ha|et|blockId|zgId|blobId)$/i;

const EMAIL = /[\w.+%-]+(?=@[\w-]+\.)/g;

// A long hexadecimal segment is a capability: whoever knows it gets the file.
const SECRET_SEGMENT = /\/[a-z]*[0-9a-f]{32,}(?=\/|$)/gi;

/**
 * The URL without credentials, fragments, the values of query parameters that may be secret, names
 * of mailboxes, and path segments that are keys.
 */
export function redactUrl(url: string | URL): string {
  const parsed = URL.parse(String(url));
  if (!parsed) return HIDDEN;
  if (parsed.username || parsed.password) {
    parsed.username = '';
    parsed.password = '';
  }
  parsed.hash = '';
  parsed.pathname = parsed.pathname.replace(SECRET_SEGMENT, `/${HIDDEN}`);
  for (const name of new Set(parsed.searchParams.keys())) {
    if (SECRET_QUERY_NAME.test(name)) parsed.searchParams.set(name, HIDDEN);
    else if (parsed.searchParams.get(name)?.includes('@')) maskEmails(parsed.searchParams, name);
  }
  return parsed.href;
}

/** `j…@example.com`: enough to find the record, not enough to spread the address. */
export const maskEmail = (text: string): string =>
  text.replace(EMAIL, (mailbox) => `${mailbox.charAt(0)}…`);

// Long, of letters and digits: tokens are; words, ids (digits alone) and UUIDs are not.
const TOKEN_LIKE = /(?<![\w-])(?!(?:[0-9a-f]+-){4}[0-9a-f]+(?![\w-]))[\w-]{24,}/gi;
const isToken = (text: string): boolean =>
  (text.match(/\d/g) ?? []).length >= 4 && (text.match(/[a-z]/gi) ?? []).length >= 4;

/** What a server says, without what looks like a token: some tell back what they were told. */
export const maskTokens = (text: string): string =>
  text.replace(TOKEN_LIKE, (word) => (isToken(word) ? HIDDEN : word));

function maskEmails(parameters: URLSearchParams, name: string): void {
  const values = parameters.getAll(name).map(maskEmail);
  parameters.delete(name);
  for (const value of values) parameters.append(name, value);
}

/**
 * A string that does not show itself: in logs, JSON and error messages it reads `[redacted]`.
 * `reveal` is called in the one place that puts it on the wire.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return HIDDEN;
  }

  toJSON(): string {
    return HIDDEN;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return HIDDEN;
  }
}
