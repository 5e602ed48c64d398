import { choose, createDice, nth } from '../../data/dice.ts';

/** What makes a ticket awkward to move. */
export type Trait =
  | 'deep' // 60 threads and more
  | 'archived'
  | 'spam'
  | 'trashed'
  | 'merged-child' // went into the ticket before it
  | 'split-parent'
  | 'follow-up' // of a locked ticket
  | 'shared' // with other departments
  | 'custom-status'
  | 'all-custom-fields'
  | 'many-tags'
  | 'cross-links' // its text names and links other tickets
  | 'long-subject'
  | 'broken-subject' // line breaks and tabs
  | 'no-description'
  | 'time-entries'
  | 'calls'
  | 'events'
  | 'tasks'
  | 'rated'
  | 'contract'
  | 'resolution'
  | 'private-forward'
  | 'draft'
  | 'failed'
  | 'pending'
  | 'long-body' // so long that Zoho cuts the content
  | 'no-author'
  | 'plain-text'
  | 'recipients' // many, with names, quotes, semicolons
  | 'mentions'
  | 'edited-comment'
  | 'public-comment'
  | 'no-comments'
  | 'disabled-agent'
  | 'deleted-agent'
  | 'anonymous-agent'
  | 'large-file'
  | 'odd-files'
  | 'empty-file'
  | 'ticket-files' // attached to the ticket itself
  | 'pictures' // both of Zoho's inline forms
  | 'raw-pictures' // cid:, data:, third party, tracking pixel: as they came
  | 'lost-pictures' // one that is gone, one that answers with an error in JSON
  | 'no-email'
  | 'no-account'
  | 'no-assignee'
  | 'secondary-contacts'
  | 'followers'
  | 'phone'
  | 'social'
  | 'chat'
  | 'bulk-edited'; // has its modified time in common with many

const SCENARIOS: readonly (readonly Trait[])[] = [
  ['pictures', 'mentions', 'recipients'],
  ['deep', 'pictures', 'time-entries'],
  ['private-forward', 'public-comment'],
  ['archived', 'resolution'],
  ['draft'],
  ['resolution', 'many-tags'],
  ['merged-child'],
  ['no-email'],
  ['all-custom-fields', 'custom-status'],
  ['spam'],
  ['long-subject', 'many-tags'],
  ['raw-pictures'],
  ['trashed'],
  ['odd-files', 'plain-text'],
  ['follow-up', 'cross-links'],
  ['shared', 'followers'],
  ['disabled-agent', 'edited-comment'],
  ['deleted-agent'],
  ['anonymous-agent', 'mentions'],
  ['no-description', 'empty-file'],
  ['broken-subject', 'rated'],
  ['tasks', 'calls', 'events'],
  ['contract', 'secondary-contacts'],
  ['failed', 'pending'],
  ['long-body'],
  ['no-author', 'no-account'],
  ['lost-pictures'],
  ['large-file', 'ticket-files'],
  ['no-assignee', 'no-comments'],
  ['phone', 'calls'],
  ['social', 'no-author'],
  ['chat', 'deep'],
  ['split-parent', 'resolution'],
  ['archived', 'pictures', 'private-forward'],
  ['bulk-edited', 'many-tags'],
  ['bulk-edited', 'time-entries', 'rated'],
  ['archived', 'deep', 'deleted-agent'],
  ['spam', 'odd-files'],
  ['ticket-files', 'pictures', 'cross-links'],
  ['custom-status', 'tasks', 'public-comment', 'mentions'],
];

/** Every awkward kind stands among so many first tickets, whatever the seed. */
export const SHOWCASE = 100;

const PLAIN_SHARE = 0.7;

export interface Scenarios {
  /** Empty for a plain ticket. */
  traitsOf(ticket: number): ReadonlySet<Trait>;
}

export function createScenarios(
  seed: number,
  options: {
    readonly first?: readonly (readonly Trait[])[] | undefined;
    /** Plain tickets alone, but for the first ones. */
    readonly lean: boolean;
  },
): Scenarios {
  const roll = createDice(seed, 'scenario');
  const plain = roll('plain');
  const which = roll('which');
  const heavy = roll('heavy');
  const sets: readonly ReadonlySet<Trait>[] = SCENARIOS.map((traits) => new Set(traits));
  const first: readonly ReadonlySet<Trait>[] = (options.first ?? []).map(
    (traits) => new Set(traits),
  );
  const nothing: ReadonlySet<Trait> = new Set();

  return {
    traitsOf(ticket) {
      const chosen = first[ticket];
      if (chosen) return chosen;
      if (options.lean) return nothing;
      if (ticket < SHOWCASE) return ticket % 2 === 0 ? nth(sets, ticket / 2) : nothing;
      if (plain(ticket) < PLAIN_SHARE) return nothing;
      const traits = choose(sets, which(ticket));
      const costly = traits.has('large-file') || traits.has('deep');
      // A big helpdesk would be made of 60-thread tickets otherwise.
      return costly && heavy(ticket) > 0.1 ? nothing : traits;
    },
  };
}
