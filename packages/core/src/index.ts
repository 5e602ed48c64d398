export { ConfigurationError } from './errors/configuration-error.ts';
export {
  type AnswerSummary,
  type Outcome,
  type RequestSummary,
  ZdjsmError,
  type ZdjsmErrorInit,
} from './errors/zdjsm-error.ts';
export { pickHeaders } from './http/pick-headers.ts';
export { isPrivateAddress } from './http/public-lookup.ts';
export { parseRetryAfter } from './http/retry-after.ts';
export {
  type BodySource,
  createTransport,
  type Transport,
  type TransportAnswer,
  TransportError,
  type TransportOptions,
  type TransportRequest,
} from './http/transport.ts';
export type { Exchange } from './journal/exchange.ts';
export { type JournalFile, openJournalFile } from './journal/journal-file.ts';
export { type Journal, journalled, journalledTransport } from './journal/journalled.ts';
export { createTellWait, type TellWait, type Wait } from './journal/wait.ts';
export { type Closed, createGate, type Gate } from './limits/gate.ts';
export { createBottleneckLimiter, type Limiter, type LimiterFactory } from './limits/limiter.ts';
export { singleFlight } from './limits/single-flight.ts';
export { createSlotLimiter } from './limits/slot-limiter.ts';
export {
  createTokenBucket,
  type TokenBucket,
  type TokenBucketOptions,
} from './limits/token-bucket.ts';
export {
  type Checkpoint,
  type FetchPage,
  type Page,
  PagedList,
  type PagedListOptions,
} from './paging/paged-list.ts';
export { maskEmail, maskTokens, redactUrl, Secret } from './safety/redact.ts';
export { createSharedGate } from './shared/shared-gate.ts';
export {
  createSharedState,
  defineScript,
  type RedisConnection,
  SharedLimitsError,
  type SharedState,
  type SharedStateOptions,
} from './shared/shared-state.ts';
export { type Clock, createClock, type Random, systemClock } from './time/clock.ts';
