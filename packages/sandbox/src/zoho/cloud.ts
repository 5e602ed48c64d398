import type { SandboxClock } from '../kernel/clock.ts';
import type { Cloud } from '../kernel/cloud.ts';
import type { World } from '../kernel/world.ts';

/** Where Zoho is, without a trailing slash. Asked for at each use: a port is known late. */
export interface ZohoUrls {
  readonly desk: string;
  readonly accounts: string;
}

/** What a client needs to log in. */
export interface ZohoCredentials {
  readonly orgId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
}

export interface ZohoCloud extends Cloud {
  readonly name: 'zoho';
  readonly credentials: ZohoCredentials;
}

export interface ZohoOptions {
  /** How many tickets the org has. Default 240. */
  readonly tickets?: number | undefined;
}

export function createZohoCloud(context: {
  readonly world: World;
  readonly clock: SandboxClock;
  readonly seed: number;
  readonly urls: () => ZohoUrls;
  readonly options: ZohoOptions;
}): ZohoCloud {
  void context;
  throw new Error('not built yet');
}
