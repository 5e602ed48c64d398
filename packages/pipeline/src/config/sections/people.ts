import { z } from 'zod';
import { name } from './basics.ts';

/** Agent's e-mail → Atlassian account's e-mail. One that is not named is looked up by its own e-mail. */
export const agents = z.record(name, name).default({});

/** Who gets the open tickets of agents that are gone (an e-mail). Without it they stay unassigned. */
export const fallbackAssignee = z.email().optional();

export const contacts = z
  .strictObject({
    /**
     * Contacts without an e-mail address: `placeholder` makes a customer for each, with an address
     * that can't receive mail; `shared` puts all behind one customer; `skip` leaves the reporter empty.
     */
    withoutEmail: z.enum(['placeholder', 'shared', 'skip']).default('placeholder'),
    /** Domain of the placeholders' addresses. */
    placeholderDomain: name.default('no-email.invalid'),
    /** The customer of `shared`. */
    sharedEmail: z.email().optional(),
  })
  .prefault({});
