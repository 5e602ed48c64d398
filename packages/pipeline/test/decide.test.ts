import { describe, expect, test } from 'vitest';
import { type Cause, decide, type Situation } from '../src/index.ts';

const situation = (over: Partial<Situation> = {}): Situation => ({
  tickets: 1_000,
  damaged: 200,
  exposed: 0,
  cause: 'texts',
  agentHours: 0,
  touched: undefined,
  open: true,
  ...over,
});

describe('R-10: continue or roll back', () => {
  test.each([
    ['nothing damaged', { damaged: 0 }, 'continue', 'no damage'],
    ['31 %, unused', { damaged: 310 }, 'roll-back', 'over 30 %'],
    ['31 %, used for 47 hours', { damaged: 310, agentHours: 47 }, 'roll-back', 'over 30 %'],
    ['31 %, used for 60 hours', { damaged: 310, agentHours: 60 }, 'roll-back', 'over 30 %'],
    ['31 %, used for 3 days', { damaged: 310, agentHours: 72 }, 'continue', 'agents for 3 days'],
    ['30 %, unused', { damaged: 300 }, 'roll-back', 'between, and unused'],
    ['30 %, used', { damaged: 300, agentHours: 1 }, 'continue', 'between, and in use'],
    ['20 %, touched by others', { damaged: 200, touched: 3 }, 'continue', 'between, and in use'],
    ['20 %, touched by none', { damaged: 200, touched: 0 }, 'roll-back', 'between, and unused'],
    ['10 %, unused', { damaged: 100 }, 'roll-back', 'between, and unused'],
    ['9.9 %, unused', { damaged: 99 }, 'continue', 'under 10 %'],
    ['a hard stop at half of it', { damaged: 500, cause: 'interrupted' }, 'continue', 'hard stop'],
    ['notes made public', { damaged: 50, cause: 'exposed', exposed: 50 }, 'roll-back', 'exposed'],
    [
      'notes made public, used for 3 days',
      { damaged: 50, cause: 'exposed', exposed: 50, agentHours: 80 },
      'continue',
      'agents for 3 days',
    ],
    ['approved', { damaged: 900, open: false }, 'continue', 'approved'],
    ['nothing looked at', { tickets: 0, damaged: 0 }, 'continue', 'no damage'],
  ] as const)('%s', (_, over, verdict, rule) => {
    const decision = decide(situation(over));
    expect(decision).toMatchObject({ verdict, decidedBy: rule });
    expect(decision.reasons[0]).toMatchObject({ rule, speaksFor: verdict });
  });

  test('what speaks against the verdict is said, too', () => {
    const { reasons } = decide(situation({ damaged: 310, agentHours: 72, cause: 'order' }));
    const against = reasons.filter(({ speaksFor }) => speaksFor === 'roll-back');
    expect(against.map(({ rule }) => rule)).toEqual(['over 30 %', 'cannot be mended']);
  });

  test.each<[Cause, RegExp]>([
    ['interrupted', /retry/],
    ['files', /retry/],
    ['texts', /zdjsm load/],
    ['fields', /zdjsm load/],
    ['people', /zdjsm load/],
    ['unknown', /zdjsm load/],
    ['order', /delete their issues/],
  ])('how %s is mended', (cause, step) => {
    const { steps } = decide(situation({ damaged: 50, cause }));
    expect(steps[0]).toMatch(step);
    expect(steps.at(-1)).toContain('validate');
  });

  test('whatever was decided, exposed notes are hidden first', () => {
    for (const damaged of [50, 500]) {
      const { steps } = decide(situation({ damaged, exposed: 2 }));
      expect(steps[0]).toMatch(/^At once/);
    }
  });

  test('a rollback is planned and backed up before it is carried out', () => {
    const { steps } = decide(situation({ damaged: 900, touched: 4 }));
    const place = (word: RegExp): number => steps.findIndex((step) => word.test(step));
    expect(place(/backup/)).toBeLessThan(place(/rollback$/));
    expect(place(/rollback$/)).toBeLessThan(place(/--yes/));
    expect(steps.join()).toContain('4 issues were touched');
  });
});
