import type { Decision, Situation } from '../../rescue/decide/decide.ts';

export function decisionText(decision: Decision & { readonly situation: Situation }): string {
  const { verdict, share, reasons, steps, situation } = decision;
  const line = (speaksFor: Decision['verdict']): string[] =>
    reasons.filter((one) => one.speaksFor === speaksFor).map(({ because }) => `  · ${because}`);
  const other = verdict === 'continue' ? 'roll-back' : 'continue';
  return [
    `${situation.damaged} of ${situation.tickets} tickets are damaged (${(share * 100).toFixed(1)} %).`,
    '',
    NAMES[verdict],
    ...line(verdict),
    ...(line(other).length > 0 ? ['', 'Against it:', ...line(other)] : []),
    '',
    'Then:',
    ...steps.map((step, i) => `  ${i + 1}. ${step}`),
  ].join('\n');
}

const NAMES: Readonly<Record<Decision['verdict'], string>> = {
  continue: 'CONTINUE, and mend what is damaged:',
  'roll-back': 'ROLL BACK:',
};
