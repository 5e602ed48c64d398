import { z } from 'zod';

export const tickets = z
  .strictObject({
    spam: z.enum(['skip', 'migrate']).default('skip'),
    trashed: z.enum(['skip', 'migrate']).default('skip'),
    /** Replies that were never sent. */
    drafts: z.enum(['skip', 'internal']).default('internal'),
    /** Quoted history in mails: as it is, or folded into an expand. */
    quotes: z.enum(['keep', 'collapse']).default('keep'),
    /** Starts the label by which a ticket is found again in JSM: `zoho-1892000000042034`. */
    labelPrefix: z
      .string()
      .regex(/^[^\s]*$/, 'no spaces: JSM does not allow them in labels')
      .default('zoho-'),
  })
  .prefault({});
