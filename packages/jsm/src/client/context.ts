import type { Clock, Transport } from '@zdjsm/core';
import type { Requester } from '../request/requester.ts';
import type { Runtime } from '../request/runtime.ts';
import type { Marker } from '../writes/marker.ts';
import type { JsmEvent } from './events.ts';
import type { JsmSettings } from './settings.ts';

/** What the resources are built from. */
export interface Context {
  readonly api: Requester;
  readonly runtime: Runtime;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly marker: Marker;
  readonly mediaHosts: readonly string[];
  readonly settings: JsmSettings;
  readonly emit: (event: JsmEvent) => void;
}
