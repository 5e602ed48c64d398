import { z } from 'zod';
import { name } from './basics.ts';

export const silence = z
  .strictObject({
    /**
     * Who has seen that customer notifications and automations are off in every service project
     * named above, and when. The API can't show it; without it nothing is loaded.
     */
    confirmedBy: name.optional(),
    /**
     * Mails to agents and watchers: `mute` gives the projects a notification scheme without events
     * while something is written, and their own one afterwards (needs the permission Administer
     * Jira); `leave` changes nothing, and agents are mailed about what is migrated.
     */
    agents: z.enum(['mute', 'leave']).default('mute'),
  })
  .prefault({});

export const load = z
  .strictObject({
    /**
     * Which tickets come first, the first criterion above the second: `open` before closed, `recent`
     * before old, `long` (in messages) before short, so that none of these is left for the end. Without
     * any, in the order of their ids. Issue keys are given in this order.
     */
    order: z.array(z.enum(['open', 'recent', 'long'])).default([]),
  })
  .prefault({});

/** Tickets worked on at the same time. */
export const concurrency = z
  .strictObject({
    extract: z.int().min(1).max(25).default(8),
    load: z.int().min(1).max(25).default(6),
  })
  .prefault({});
