import { z } from 'zod';
import { name, url } from './basics.ts';

export const source = z.strictObject({
  /** Where the Zoho account lives, or the URLs of a proxy or sandbox. */
  dataCentre: z
    .union([
      z.enum(['com', 'eu', 'in', 'com.au', 'jp', 'ca', 'sa', 'uk', 'com.cn', 'sg', 'ae']),
      z.strictObject({ desk: url, accounts: url }),
    ])
    .default('com'),
  /** Setup › Developer Space › API: the Desk organization's, not the CRM's. */
  orgId: z.string().regex(/^\d+$/, 'digits only, as in "12345678"'),
  /** Decides credits a day and simultaneous calls. */
  edition: z
    .enum(['free', 'express', 'standard', 'professional', 'enterprise'])
    .default('enterprise'),
  /** Agents with a full licence: more of them, more credits. */
  agents: z.int().min(0).default(1),
  /** Credits a day that are left to the people and integrations that still work in Zoho Desk. */
  creditReserve: z.int().min(0).default(5_000),
  /** When only the reserve is left: `wait` for midnight of the data centre, or `stop` with exit code 4. */
  creditsExhausted: z.enum(['wait', 'stop']).default('wait'),
});

export const target = z.strictObject({
  /** https://your-company.atlassian.net */
  site: url,
  /** Only for a proxy or sandbox: what stands for api.atlassian.com. */
  gateway: url.optional(),
  /** Only for a proxy or sandbox: hosts that files may be downloaded from. */
  mediaHosts: z.array(name).optional(),
});
