import { type Clock, createGate, type Gate } from '@zdjsm/core';
import { createEndpoint, type Endpoint } from './endpoint.ts';
import { createIssueWrites, type IssueWrites } from './issue-writes.ts';
import { createPointsStore, type PointsStore } from './points-store.ts';

/** What is known of a site's limits, and of how far they are used. */
export interface Limits {
  /** Closed while a quota is used up: all calls wait before it. */
  readonly quota: Gate;
  readonly issueWrites: IssueWrites;
  readonly points: PointsStore;
  endpoint(route: string, pace: Pace): Endpoint;
}

export interface Pace {
  /** Steady rate by the documents, requests a second. */
  readonly documented: number;
  /** The part of it that is used. */
  readonly share: number;
}

/**
 * Keeps a site's limits: in this process by default. Many processes of one site have to keep them
 * together: `sharedLimits` of `@zdjsm/jsm/redis`.
 */
export type JsmLimits = (clock: Clock) => Limits;

export const ownLimits: JsmLimits = (clock) => ({
  quota: createGate(clock),
  issueWrites: createIssueWrites(clock),
  points: createPointsStore(),
  endpoint: (_route, pace) => createEndpoint(clock, pace),
});
