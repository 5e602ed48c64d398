import { expect, test } from 'vitest';
import type { PortalCounts, WholeTicket } from '../src/index.ts';
import { clientOf, json } from './support/in-memory.ts';
import { portal } from './support/portal.ts';

test('an estimate from the true counts is what the run costs, and never less', async () => {
  const desk = portal({ tickets: 500 });
  const zoho = desk.client({ behaviour: { tierBy: 'first' } });
  const truth = desk.cloud.truth().counts();
  const whole: WholeTicket[] = [];
  for await (const result of zoho.wholeTickets.each(zoho.tickets.scan())) {
    if (result.whole) whole.push(result.whole);
  }
  await Array.fromAsync(zoho.contacts.scan());
  for await (const { id } of zoho.accounts.scan()) {
    await Array.fromAsync(zoho.accounts.contacts(id));
  }
  for (const module of [zoho.tasks, zoho.calls, zoho.events]) await Array.fromAsync(module.scan());
  await Array.fromAsync(zoho.customModules.scan('cm_devices'));
  const spent = zoho.credits.spent;

  const having = (holds: (ticket: WholeTicket) => boolean): number => whole.filter(holds).length;
  const counts: PortalCounts = {
    tickets: whole.length,
    departments: truth.departments,
    archivedTickets: truth.tickets.archived,
    threads: whole.reduce((sum, { threads }) => sum + threads.length, 0),
    ticketsWithoutLists: having(
      ({ threads, comments }) =>
        comments.length === 0 &&
        (threads.length < 2 || (threads.length === 2 && threads[1]?.direction === 'out')),
    ),
    ticketsWithAttachments: having(({ attachments }) => attachments.length > 0),
    files: 0,
    tagged: 0,
    contacts: truth.contacts,
    accounts: truth.accounts,
    tasks: truth.tasks,
    calls: truth.calls,
    events: truth.events,
    customRecords: 60,
  };
  const estimate = zoho.credits.estimate(counts);
  expect(estimate.credits).toBeGreaterThanOrEqual(spent);
  expect(estimate.credits).toBeLessThan(spent * 1.15);
});

test('days follow from the plan and the reserve', () => {
  const { zoho } = clientOf(() => json({}), {
    plan: { edition: 'enterprise', agents: 20 },
    credits: { reserve: 20_000 },
  });
  const { credits, calls, days, modules } = zoho.credits.estimate({ tickets: 50_000 });
  expect(days).toBe(Math.ceil(credits / 100_000));
  expect(calls).toBeLessThan(credits);
  expect(Object.values(modules).reduce((sum, module) => sum + module.credits, 0)).toBe(credits);
  expect(clientOf(() => json({})).zoho.credits.estimate({ tickets: 1 }).days).toBeUndefined();
});

test('an empty portal costs next to nothing', () => {
  const { zoho } = clientOf(() => json({}));
  expect(zoho.credits.estimate({ tickets: 0 }).credits).toBeLessThan(100);
});
