import { type RequestError, TimeoutError } from 'got';
import { type Outcome, ZdjsmError } from '../errors/zdjsm-error.ts';
import { redactUrl } from '../safety/redact.ts';
import type { TransportRequest } from './transport.ts';

/** No usable answer came: name lookup, connection, time-out, reset, or a body cut short. */
export class TransportError extends ZdjsmError {}

// The connection was never there, so the request can't have been received.
const NEVER_CONNECTED = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'ERR_PROXY_TUNNEL',
]);

const EARLY_PHASES = new Set(['lookup', 'connect', 'secureConnect']);

const REMEDIES: Readonly<Record<string, string>> = {
  ENOTFOUND: 'Check the host name in the settings, and that this machine can resolve it.',
  EAI_AGAIN: 'The name server did not answer. Check the network, then run the command again.',
  ERR_PROXY_TUNNEL:
    'The proxy did not let it through: check HTTPS_PROXY, its user and password, and what it allows.',
  ECONNREFUSED: 'Nothing listens at that address. Check the URL and the port in the settings.',
};

export function transportErrorFrom(error: RequestError, request: TransportRequest): TransportError {
  const tls = error.code.startsWith('ERR_TLS') || error.code.includes('CERT');
  if (error.code === 'PRIVATE_ADDRESS') return privateAddress(error, request);
  return new TransportError({
    code: error instanceof TimeoutError ? 'TIMEOUT' : 'NETWORK',
    message: `${request.method} ${redactUrl(request.url)}: no answer (${error.code}: ${reasonOf(error)})`,
    remedy: tls
      ? "The server's certificate was not accepted. Check the URL, and any proxy in between."
      : (REMEDIES[error.code] ?? 'Check the network, then run the command again: it resumes.'),
    outcome: outcomeOf(error),
    retryable: !tls,
    request: { method: request.method, url: redactUrl(request.url), attempt: request.attempt },
    cause: withoutRequest(error),
  });
}

/** What the library throws holds the request, and with it the token: whoever prints it would print that. */
function withoutRequest({ name, message, code, stack }: RequestError): Error {
  return Object.assign(new Error(message), { name, code, stack });
}

function privateAddress(error: RequestError, request: TransportRequest): TransportError {
  return new TransportError({
    code: 'PRIVATE_ADDRESS',
    message: `not fetched: ${redactUrl(request.url)}: its name leads into a private network`,
    remedy: 'Open it in the helpdesk. If it is right, fetch it by hand: what a mail names is not.',
    outcome: 'not-sent',
    request: { method: request.method, url: redactUrl(request.url), attempt: request.attempt },
    cause: withoutRequest(error),
  });
}

function outcomeOf(error: RequestError): Outcome {
  if (NEVER_CONNECTED.has(error.code)) return 'not-sent';
  if (error instanceof TimeoutError && EARLY_PHASES.has(error.event)) return 'not-sent';
  return 'unknown';
}

function reasonOf(error: RequestError): string {
  return error instanceof TimeoutError ? `${error.event} took too long` : error.message;
}
