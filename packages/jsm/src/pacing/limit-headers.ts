import { pickHeaders, type TransportAnswer } from '@zdjsm/core';

const LIMIT_HEADER =
  /^(?:beta-)?(?:x-)?(?:beta-)?ratelimit|^(?:beta-)?retry-after$|^x-failure-category$/;

/** What an answer says of limits, as sent: for the journal and for errors. */
export const limitHeaders = (headers: TransportAnswer['headers']): Record<string, string> =>
  pickHeaders(headers, LIMIT_HEADER);
