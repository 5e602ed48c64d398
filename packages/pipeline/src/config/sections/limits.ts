import { z } from 'zod';

/** Left out: limits are kept by each process for itself, so only one may run at a time. */
export const limits = z
  .strictObject({
    /**
     * `redis://host:6379/0`, or `rediss://` for TLS: all processes that name it share the credits, the simultaneous
     * calls and the token of Zoho Desk, and the rates and quotas of Jira. The password comes from
     * ZDJSM_REDIS_PASSWORD.
     */
    redis: z
      .url({ protocol: /^rediss?$/, message: 'as in "redis://host:6379"' })
      .refine((url) => URL.parse(url)?.password === '', {
        message: 'no password here: set ZDJSM_REDIS_PASSWORD',
      }),
  })
  .optional();
