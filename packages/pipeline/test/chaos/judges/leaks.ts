import type { World } from '../../support/world.ts';

/** What must not go out of the house: credentials to foreign hosts, mails to anybody. */
export function leaks({ sandbox }: World): string[] {
  const { leaks: leaked, violations, outbox } = sandbox.jira.inspect();
  const mails = outbox.map(({ event, to }) => `a mail to ${to}: ${event}`);
  return [
    ...leaked.map((leak) => `credential at a foreign host: ${leak}`),
    ...violations,
    ...mails.slice(0, 3),
  ];
}
