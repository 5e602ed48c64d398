import type { Exchange } from '@zdjsm/core';
import type { Usage } from '../report/report.ts';

/** Counts calls as they pass. */
export interface UsageMeter {
  onExchange(exchange: Exchange): void;
  read(more: { readonly writes: number; readonly credits: number | undefined }): Usage;
}

export function createUsageMeter(): UsageMeter {
  const calls = { 'zoho-desk': 0, jsm: 0 };
  let throttled = 0;
  return {
    onExchange({ client, status }) {
      calls[client] += 1;
      if (status === 429) throttled += 1;
    },
    read: ({ writes, credits }) => ({
      credits,
      sourceCalls: calls['zoho-desk'],
      targetCalls: calls.jsm,
      writes,
      throttled,
    }),
  };
}
