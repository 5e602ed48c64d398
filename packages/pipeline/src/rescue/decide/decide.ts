import { type Cause, factsOf } from './causes.ts';

/** What the decision rests on. Numbers of tickets; only damage of their content counts. */
export interface Situation {
  /** Looked at. */
  readonly tickets: number;
  /** Of these, damaged. */
  readonly damaged: number;
  /** Of these, with an internal note that customers can read. */
  readonly exposed: number;
  /** What most of the damage is. */
  readonly cause: Cause;
  /** How long agents have been working in the target, in hours; 0 when they have not begun. */
  readonly agentHours: number;
  /** Issues of the migration that others have touched since; undefined when nobody looked. */
  readonly touched: number | undefined;
  /** Whether the batch can still be rolled back. */
  readonly open: boolean;
}

/** Take the batch back, or go on with it. */
export type Verdict = 'roll-back' | 'continue';

/** Whether to continue, why, and what to do now. */
export interface Decision {
  readonly verdict: Verdict;
  /** Damaged tickets of those looked at, 0 to 1. */
  readonly share: number;
  /** Name of the rule that decided. */
  readonly decidedBy: RuleName;
  /** Everything that speaks for either side, what decided first. */
  readonly reasons: readonly Reason[];
  /** What to do now, in this order. */
  readonly steps: readonly string[];
}

/** What speaks for one side. */
export interface Reason {
  readonly rule: RuleName;
  readonly speaksFor: Verdict;
  readonly because: string;
}

export type RuleName =
  | 'no damage'
  | 'approved'
  | 'agents for 3 days'
  | 'exposed'
  | 'hard stop'
  | 'over 30 %'
  | 'under 10 %'
  | 'between, and in use'
  | 'between, and unused'
  | 'agents for less than 48 hours'
  | 'cannot be mended'
  | 'can be mended';

const HIGH_SHARE = 0.3;
const LOW_SHARE = 0.1;
const SETTLING_HOURS = 48;
const SETTLED_HOURS = 72;

interface Rule {
  readonly name: RuleName;
  readonly speaksFor: Verdict;
  /** Whether it decides when it applies and none before it did; the others only are reasons. */
  readonly decides: boolean;
  readonly applies: (situation: Situation) => boolean;
  readonly because: (situation: Situation) => string;
}

/** In the order in which they decide. The bands and times are those of the field's rescue guides. */
const RULES: readonly Rule[] = [
  {
    name: 'no damage',
    speaksFor: 'continue',
    decides: true,
    applies: ({ damaged }) => damaged === 0,
    because: ({ tickets }) => `none of ${tickets} tickets is damaged`,
  },
  {
    name: 'approved',
    speaksFor: 'continue',
    decides: true,
    applies: ({ open }) => !open,
    because: () => 'it was approved, which ended the right to roll it back',
  },
  {
    name: 'agents for 3 days',
    speaksFor: 'continue',
    decides: true,
    applies: ({ agentHours }) => agentHours >= SETTLED_HOURS,
    because: ({ agentHours }) =>
      `agents have been working in the target for ${days(agentHours)}: their work is only there`,
  },
  {
    name: 'exposed',
    speaksFor: 'roll-back',
    decides: true,
    applies: ({ cause }) => cause === 'exposed',
    because: ({ exposed }) => `customers can read internal notes of ${exposed} tickets`,
  },
  {
    name: 'hard stop',
    speaksFor: 'continue',
    decides: true,
    applies: ({ cause }) => cause === 'interrupted',
    because: () =>
      'the run stopped or records were refused: each of them is known, and what is there is sound',
  },
  {
    name: 'over 30 %',
    speaksFor: 'roll-back',
    decides: true,
    applies: (situation) => shareOf(situation) > HIGH_SHARE,
    because: (situation) => `${percent(situation)} of the tickets are damaged, more than 30 %`,
  },
  {
    name: 'under 10 %',
    speaksFor: 'continue',
    decides: true,
    applies: (situation) => shareOf(situation) < LOW_SHARE,
    because: (situation) => `${percent(situation)} of the tickets are damaged, fewer than 10 %`,
  },
  {
    name: 'between, and in use',
    speaksFor: 'continue',
    decides: true,
    applies: (situation) => isBetween(situation) && isInUse(situation),
    because: (situation) =>
      `${percent(situation)} are damaged, between 10 and 30 %, and agents have begun to work there`,
  },
  {
    name: 'between, and unused',
    speaksFor: 'roll-back',
    decides: true,
    applies: (situation) => isBetween(situation) && !isInUse(situation),
    because: (situation) =>
      `${percent(situation)} are damaged, between 10 and 30 %, and nobody works there yet`,
  },
  {
    name: 'agents for less than 48 hours',
    speaksFor: 'roll-back',
    decides: false,
    applies: ({ agentHours }) => agentHours < SETTLING_HOURS,
    because: (situation) =>
      isInUse(situation)
        ? `agents have been working there for ${days(situation.agentHours)} only: little is lost`
        : 'agents have not begun to work there: nothing is lost',
  },
  {
    name: 'cannot be mended',
    speaksFor: 'roll-back',
    decides: false,
    applies: ({ cause }) => factsOf(cause)?.mendedBy === 'never',
    because: ({ cause }) =>
      `most of the damage is ${nameOf(cause)}, which can't be mended in place`,
  },
  {
    name: 'can be mended',
    speaksFor: 'continue',
    decides: false,
    applies: ({ cause }) => ['retry', 'load'].includes(factsOf(cause)?.mendedBy ?? ''),
    because: ({ cause }) => `most of the damage is ${nameOf(cause)}, which a rerun mends in place`,
  },
];

/**
 * Continue or roll back: by the share of damaged tickets (over 30 %, under 10 %, between), by how long
 * agents have been working in the target (48 hours, 3 days), and by the cause.
 */
export function decide(situation: Situation): Decision {
  const applying = RULES.filter(({ applies }) => applies(situation));
  // The bands leave no gap, so one of the deciding rules always applies.
  const [first] = applying.filter(({ decides }) => decides);
  const { speaksFor: verdict, name: decidedBy } = first ?? FALLBACK;
  const reasons = applying.map(({ name, speaksFor, because }) => {
    return { rule: name, speaksFor, because: because(situation) };
  });
  return {
    verdict,
    share: shareOf(situation),
    decidedBy,
    reasons: [
      ...reasons.filter(({ rule }) => rule === decidedBy),
      ...reasons.filter(({ rule }) => rule !== decidedBy),
    ],
    steps: stepsFor(verdict, situation),
  };
}

const FALLBACK = { speaksFor: 'continue', name: 'no damage' } as const;

function stepsFor(verdict: Verdict, { damaged, exposed, cause, touched }: Situation): string[] {
  const hide =
    exposed > 0
      ? [
          `At once: close the portal to customers, or hide the notes of the ${exposed} tickets that \`zdjsm review\` and differences.csv name.`,
        ]
      : [];
  if (verdict === 'roll-back') {
    return [
      ...hide,
      'Send mail, chat and phone back to Zoho Desk, and tell the agents since when.',
      'Keep the state of the target: zdjsm backup',
      'Look at what would be deleted and what would stay: zdjsm rollback',
      ...(touched ? [`${touched} issues were touched by others: they stay, and are listed.`] : []),
      'Carry it out: zdjsm rollback --yes',
      'Mend the cause, prove it with a sample in a trial project, then load again.',
    ];
  }
  if (damaged === 0) return ['Look at it (zdjsm review), then approve it: zdjsm approve'];
  return [...hide, ...MENDING[factsOf(cause)?.mendedBy ?? 'load'], 'Read it back: zdjsm validate'];
}

const MENDING = {
  retry: ['Mend what the failures name, then rerun only them: zdjsm retry'],
  load: ['Correct the mapping in the config, then write what differs: zdjsm load'],
  hide: ['Correct what made them public, then write what differs: zdjsm load'],
  never: [
    'List the damaged tickets (differences.csv), delete their issues by hand where nobody works in them, then load them again: zdjsm load',
  ],
} as const;

const shareOf = ({ tickets, damaged }: Situation): number =>
  tickets === 0 ? 0 : damaged / tickets;
const isBetween = (situation: Situation): boolean =>
  shareOf(situation) >= LOW_SHARE && shareOf(situation) <= HIGH_SHARE;
const isInUse = ({ agentHours, touched }: Situation): boolean =>
  agentHours > 0 || (touched ?? 0) > 0;
const percent = (situation: Situation): string => `${(shareOf(situation) * 100).toFixed(1)} %`;
const nameOf = (cause: Cause): string => factsOf(cause)?.name ?? cause;
const days = (hours: number): string =>
  hours < SETTLING_HOURS ? `${Math.round(hours)} hours` : `${(hours / 24).toFixed(1)} days`;
