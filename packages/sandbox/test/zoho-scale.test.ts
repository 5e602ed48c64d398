import { expect, test } from 'vitest';
import { ids, weight, zohoPortal } from './zoho-portal.ts';

const MILLION = 1_000_000;

test('a million tickets: flat memory, pages from anywhere, windows of search', async () => {
  const portal = await zohoPortal({ tickets: MILLION, credits: 1e9, switches: { searchLag: 0 } });
  const before = process.memoryUsage();
  const first = await portal.get('/tickets?limit=100');
  expect(first.rows).toHaveLength(100);

  const deep = await portal.get('/tickets?limit=100&from=900000');
  expect(deep.rows).toHaveLength(100);
  expect(weight(deep)).toBe(100);
  const next = await portal.get('/tickets?limit=100&from=900100');
  expect(new Set([...ids(deep.rows), ...ids(next.rows)]).size).toBe(200);

  const day = '2023-05-04T00:00:00.000Z,2023-05-04T23:59:59.999Z';
  const path = `/tickets/search?modifiedTimeRange=${day}&sortBy=modifiedTime&limit=100`;
  const window = await portal.get(path);
  expect(Number(window.body['count'])).toBeGreaterThan(200);
  expect(Number(window.body['count'])).toBeLessThan(1_000);

  const id = ids(deep.rows)[0] ?? '';
  portal.zoho.act('edit-ticket', { ticketId: id, subject: 'Changed' });
  expect((await portal.get(`/tickets/${id}`)).body['subject']).toBe('Changed');
  const [newest] = (await portal.get('/tickets?sortBy=-modifiedTime&limit=1')).rows;
  expect(newest?.['id']).toBe(id);

  const after = process.memoryUsage();
  const grown = after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers;
  expect(grown).toBeLessThan(200e6);
}, 60_000);
