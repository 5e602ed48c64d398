import {
  type Clock,
  ConfigurationError,
  parseRetryAfter,
  singleFlight,
  type Transport,
  type TransportAnswer,
  ZdjsmError,
} from '@zdjsm/core';
import type { Authorization } from '../auth/authorization.ts';
import { stringIn } from '../model/json.ts';

/** Where each API is, for the entrance that the authorization uses. */
export interface Addresses {
  /** The URL of a path without its query. */
  urlOf(path: string): Promise<string>;
  /** The site's stable id, which a change of its name leaves alone. */
  cloudId(): Promise<string>;
}

export interface AddressOptions {
  /** `https://example.atlassian.net` */
  readonly site: string;
  /** Default `https://api.atlassian.com`. */
  readonly gateway?: string | undefined;
  /** Asked from the site when it is needed and not given. */
  readonly cloudId?: string | undefined;
}

/** What asking needs. */
export interface AddressTools {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly stop: AbortSignal | undefined;
}

const MOST_TRIES = 4;
const FIRST_PAUSE_MS = 1_000;

export function createAddresses(
  options: AddressOptions,
  entrance: Authorization['entrance'],
  { transport, clock, stop }: AddressTools,
): Addresses {
  const site = originOf('site', options.site);
  const gateway = originOf('gateway', options.gateway ?? 'https://api.atlassian.com');
  let cloudId = options.cloudId;

  const learnCloudId = singleFlight(async () => {
    const url = new URL('/_edge/tenant_info', site);
    for (let attempt = 1; ; attempt++) {
      const isLast = attempt >= MOST_TRIES;
      const request = { method: 'GET', url, headers: {}, attempt, signal: stop } as const;
      const answer = await transport.send(request).catch((error: unknown) => {
        if (isLast || !ZdjsmError.is(error) || !error.retryable) throw error;
      });
      cloudId = answer?.status === 200 ? idIn(answer.body) : undefined;
      if (cloudId) return cloudId;
      if (answer && (isLast || !mayPass(answer))) {
        throw new ConfigurationError({
          setting: 'site',
          message: `${url.href} does not tell the site's cloud id (${answer.status})`,
          remedy: 'Check the address of the site, or set cloudId.',
        });
      }
      const asked = parseRetryAfter(answer?.headers['retry-after'], clock.now()) ?? 0;
      await clock.sleep(Math.max(FIRST_PAUSE_MS * 2 ** (attempt - 1), asked), stop);
    }
  });

  return {
    async urlOf(path) {
      // Assets lives at the gateway whoever asks; a token without OAuth goes there directly.
      if (path.startsWith('/jsm/assets/')) {
        return entrance === 'site' ? gateway + path : `${gateway}/ex/jira/${await ready()}${path}`;
      }
      if (entrance === 'site') return site + path;
      const product = path.startsWith('/wiki/') ? 'confluence' : 'jira';
      return `${gateway}/ex/${product}/${await ready()}${path}`;
    },
    cloudId: ready,
  };

  async function ready(): Promise<string> {
    return cloudId ?? (await learnCloudId());
  }
}

/** A limit, a server in trouble, or an answer that was cut; the rest is the wrong address. */
const mayPass = ({ status }: TransportAnswer): boolean =>
  status === 200 || status === 429 || status >= 500;

function idIn(body: Buffer): string | undefined {
  try {
    return stringIn(JSON.parse(body.toString('utf8')), 'cloudId');
  } catch {
    return undefined;
  }
}

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/;

function originOf(setting: string, value: string): string {
  const url = URL.parse(value);
  // Credentials over plain HTTP only to this machine: the sandbox.
  const safe = url?.protocol === 'https:' || (url && LOOPBACK.test(url.hostname));
  if (url && safe) return url.origin;
  throw new ConfigurationError({
    setting,
    message: `${JSON.stringify(value)} is not an https:// URL`,
    remedy: 'Give the address as in the browser: https://your-company.atlassian.net',
  });
}
