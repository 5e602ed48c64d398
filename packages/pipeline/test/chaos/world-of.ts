import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createPrng, createSandboxClock, type JiraOptions, type Trait } from '@zdjsm/sandbox';
import { createWorld, type World } from '../support/world.ts';

/** So many different helpdesks: each costs an undisturbed run of its own. */
export const WORLDS = 24;

/** Pauses are steps of time: this is only how fast it goes while somebody computes. */
const SPEED = 40;
/** Thousands of commits a minute; what a disk does with them is tested where a process is killed. */
const MEMORY = '/dev/shm';

/** All that makes a ticket awkward, but for what is only much: the same things in greater number. */
const TRAITS: readonly Trait[] = [
  'archived',
  'spam',
  'trashed',
  'merged-child',
  'split-parent',
  'follow-up',
  'shared',
  'custom-status',
  'all-custom-fields',
  'many-tags',
  'cross-links',
  'long-subject',
  'broken-subject',
  'no-description',
  'time-entries',
  'calls',
  'events',
  'tasks',
  'rated',
  'contract',
  'resolution',
  'private-forward',
  'draft',
  'failed',
  'pending',
  'long-body',
  'no-author',
  'plain-text',
  'recipients',
  'mentions',
  'edited-comment',
  'public-comment',
  'no-comments',
  'disabled-agent',
  'deleted-agent',
  'anonymous-agent',
  'odd-files',
  'empty-file',
  'ticket-files',
  'pictures',
  'raw-pictures',
  'lost-pictures',
  'no-email',
  'no-account',
  'no-assignee',
  'secondary-contacts',
  'followers',
  'phone',
  'social',
  'chat',
  'bulk-edited',
];
const TRAITS_A_TICKET = 3;
const CONTACTS = 10;
const ACCOUNTS = 6;

/** A small helpdesk that is full of awkward things, the same for the same number. */
export async function worldOf(
  number: number,
  options: {
    readonly tickets: number;
    readonly start?: number | undefined;
    readonly jira?: JiraOptions | undefined;
  },
): Promise<World> {
  const prng = createPrng(number, 'world');
  const firstTickets = Array.from({ length: options.tickets }, () =>
    Array.from({ length: TRAITS_A_TICKET }, () => prng.pick(TRAITS)),
  );
  return await createWorld({
    seed: number,
    speed: SPEED,
    root: existsSync(MEMORY) ? MEMORY : tmpdir(),
    clock: createSandboxClock({ speed: SPEED, start: options.start }),
    zoho: {
      tickets: options.tickets,
      firstTickets,
      contacts: CONTACTS,
      accounts: ACCOUNTS,
    },
    jira: options.jira,
  });
}
