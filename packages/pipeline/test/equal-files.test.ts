import { expect, test } from 'vitest';
import { createWorld } from './support/world.ts';

const CONTENT = /\/attachments\/\d+(\d)\/content$/;

test('M-08: equal bytes under two names keep their types, whichever was fetched first', async () => {
  const world = await createWorld({ zoho: { tickets: 1, firstTickets: [['ticket-files']] } });
  world.sandbox.setFaults({
    next: ({ path }) => {
      const [, digit] = CONTENT.exec(path) ?? [];
      if (digit === undefined) return undefined;
      const headers = { 'content-type': digit === '0' ? 'text/csv' : 'text/calendar' };
      return { kind: 'answer', status: 200, headers, body: 'equal' };
    },
  });
  const migration = world.open({ scope: { without: ['history'] } });
  const { report } = await migration.run();
  await migration.close();
  expect(report.failures).toEqual([]);
  const files = world.sandbox.jira.issues().flatMap(({ attachments }) => attachments);
  const types = files.filter(({ size }) => size === 'equal'.length).map((file) => file.mimeType);
  expect(new Set(types)).toEqual(new Set(['text/csv', 'text/calendar']));
  await world.stop();
});
