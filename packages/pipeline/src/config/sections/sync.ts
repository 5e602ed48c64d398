import { z } from 'zod';
import { name } from './basics.ts';

/** What happens from the first load until the cutover, while people work on both sides. */
export const sync = z
  .strictObject({
    /**
     * Fields and texts that somebody has changed in the target since they were written, where the
     * source has changed them, too: the target's stay, or the source's are written over them. Each is
     * in the report.
     */
    conflicts: z.enum(['keep-target', 'overwrite']).default('keep-target'),
    /**
     * How changed tickets are found. `list` lists all tickets in each pass (3 credits a hundred) and
     * sees new replies by their number, and what is gone; `modified-time` asks only for those whose
     * time of change says so, which is enough where replies move that time, and sees no deletions.
     */
    detect: z.enum(['list', 'modified-time']).default('list'),
    /** Minutes that a pass reads again of the one before: the source's search lags. */
    overlap: z.number().min(0).default(10),
    /**
     * Tickets that the source has deleted since they were loaded: their issues stay, or get the label
     * `<labelPrefix>deleted` as well. Nothing is ever deleted in the target by a sync.
     */
    deleted: z.enum(['keep', 'label']).default('keep'),
    /** Tickets that were merged into another one: a link of this type leads to it; null for none. */
    mergedLink: name.nullable().default('Duplicate'),
    /** With `--until-cutover`: a pass that takes at most so many minutes is short enough. */
    window: z.number().positive().default(10),
    /** With `--until-cutover`: minutes between two passes. */
    pause: z.number().min(0).default(5),
  })
  .prefault({});
