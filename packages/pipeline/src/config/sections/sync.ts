import { z } from 'zod';

/** What happens from the first load until the cutover, while people work on both sides. */
export const sync = z
  .strictObject({
    /**
     * Fields and texts that somebody has changed in the target since they were written, where the
     * source has changed them, too: the target's stay, or the source's are written over them. Each is
     * in the report.
     */
    conflicts: z.enum(['keep-target', 'overwrite']).default('keep-target'),
  })
  .prefault({});
