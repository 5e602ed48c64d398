import { TransportError } from '@zdjsm/core';
import { createPrng, createSandbox, type ZohoCloud, type ZohoOptions } from '@zdjsm/sandbox';
import { createVirtualClock, type VirtualClock } from '@zdjsm/testing';
import {
  createZohoDesk,
  type ZohoDesk,
  type ZohoDeskEvent,
  type ZohoDeskOptions,
} from '../../src/index.ts';
import { type Handler, inMemoryTransport, zohoError } from './in-memory.ts';

export interface Portal {
  readonly cloud: ZohoCloud;
  readonly clock: VirtualClock;
  /** A client of this portal; each has its own books and its own token. */
  client(options?: Partial<ZohoDeskOptions>): ZohoDesk;
  readonly events: ZohoDeskEvent[];
  /** Path and query of each call, in order. */
  readonly calls: string[];
}

export interface PortalInit extends ZohoOptions {
  readonly seed?: number;
  /** Stands before the cloud: what it returns is the answer, unless it is undefined. */
  readonly before?: (call: number, cloud: ZohoCloud) => Response | undefined;
}

/** The sandbox's Zoho without sockets, on a clock whose time passes when everyone waits. */
export function portal(init: PortalInit = {}): Portal {
  const { seed = 1, before, ...zoho } = init;
  const clock = createVirtualClock();
  const cloud = createSandbox({ seed, clock, zoho: { edition: 'enterprise', ...zoho } }).zoho;
  const events: ZohoDeskEvent[] = [];
  const calls: string[] = [];
  const { orgId, ...auth } = cloud.credentials;

  const handler: Handler = async (request) => {
    const { pathname, search } = new URL(request.url);
    calls.push(pathname + search);
    return before?.(calls.length, cloud) ?? (await cloud.handle(request));
  };
  return {
    cloud,
    clock,
    events,
    calls,
    client: (options = {}) =>
      createZohoDesk({
        dataCentre: 'com',
        orgId,
        auth,
        clock,
        random: () => 0.5,
        plan: { edition: 'enterprise', agents: 1_000 },
        credits: { onExhausted: 'wait' },
        transport: inMemoryTransport(handler),
        onEvent: (event) => events.push(event),
        ...options,
      }),
  };
}

/** Strikes a share of the calls with what networks and vendors do; the same for the same seed. */
export function unreliable(seed: number, rate: number): NonNullable<PortalInit['before']> {
  const prng = createPrng(seed, 'wire');
  let lastRevocation = Number.NEGATIVE_INFINITY;
  const faults: readonly ((cloud: ZohoCloud, call: number) => Response | undefined)[] = [
    () => {
      throw new TransportError({
        code: 'NETWORK',
        message: 'reset',
        remedy: 'none',
        outcome: 'unknown',
        retryable: true,
      });
    },
    () => zohoError(500, 'INTERNAL_SERVER_ERROR'),
    () => zohoError(429, 'TOO_MANY_REQUESTS'),
    () => new Response('<html>bad gateway</html>', { status: 502 }),
    () => new Response('{"data":[{"id":"18', { headers: { 'content-type': 'application/json' } }),
    (cloud, call) => {
      // A call whose fresh token is refused as well is refused: the facts say to refresh once.
      if (call - lastRevocation > 50) {
        lastRevocation = call;
        cloud.act('revoke-tokens');
      }
      return undefined;
    },
  ];
  return (call, cloud) => (prng.chance(rate) ? prng.pick(faults)(cloud, call) : undefined);
}
