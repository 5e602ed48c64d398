import type { Clock, Random, Transport } from '@zdjsm/core';
import type { Authorization } from '../auth/authorization.ts';
import type { JsmEvent } from '../client/events.ts';
import type { Pacer } from '../pacing/pacer.ts';
import type { Addresses } from './addresses.ts';

/** What every request needs. */
export interface Runtime {
  readonly transport: Transport;
  readonly authorization: Authorization;
  readonly addresses: Addresses;
  readonly pacer: Pacer;
  readonly clock: Clock;
  readonly random: Random;
  readonly emit: (event: JsmEvent) => void;
  /** Aborted when the whole client has to stop. */
  readonly stop: AbortSignal | undefined;
  readonly maxAttempts: number;
  readonly timeoutMs: number;
}
