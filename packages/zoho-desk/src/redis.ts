export { type RedisConnection, SharedLimitsError } from '@zdjsm/core';
export { type SharedLimitsOptions, sharedLimits } from './limits/shared/shared-limits.ts';
