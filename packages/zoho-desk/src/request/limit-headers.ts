import { pickHeaders, type TransportAnswer } from '@zdjsm/core';

const LIMIT_HEADER = /^(x-rate-limit|x-api-credits|retry-after)/;

/** What an answer says of limits, as sent: for the journal and for errors. */
export const limitHeaders = (headers: TransportAnswer['headers']): Record<string, string> =>
  pickHeaders(headers, LIMIT_HEADER);
