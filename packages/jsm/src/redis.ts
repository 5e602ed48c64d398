export { type RedisConnection, SharedLimitsError, type SharedStateOptions } from '@zdjsm/core';
export { sharedLimits } from './pacing/shared/shared-limits.ts';
