import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { type Row, refusal, zohoPortal } from './zoho-portal.ts';

/** Rows of a CSV file; cells may hold commas, quotes and line breaks. */
function readCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  for (const [, quoted, end] of text.matchAll(/"((?:[^"]|"")*)"(,|\r\n)/g)) {
    rows.at(-1)?.push((quoted ?? '').replaceAll('""', '"'));
    if (end !== ',') rows.push([]);
  }
  return rows.slice(0, -1);
}

test('a bulk export takes its time, then gives a ZIP of CSV', async () => {
  const portal = await zohoPortal();
  const { get, post, advance, zoho } = portal;
  const started = await post('/bulkExport', { module: 'tickets', limitPerFile: '100' });
  expect(started.body).toMatchObject({ module: 'tickets', status: 'INITIATED' });
  const path = `/bulkExport/${started.body['exportId']}`;
  const file = `/downloadBulkExportFile?exportId=${started.body['exportId']}`;
  expect((await get(file)).status).toBe(404);
  advance(30_000);
  expect((await get(path)).body['status']).toBe('INPROGRESS');
  advance(30_000);
  expect((await get(path)).body['status']).toBe('COMPLETED');

  const files = unzipSync((await get(file)).bytes);
  const live = [...zoho.truth().tickets('live')].map(({ id }) => id);
  expect(Object.keys(files)).toEqual(['Cases__1.csv', 'Cases__2.csv', 'Cases__3.csv']);
  const tables = Object.values(files).map((bytes) => readCsv(strFromU8(bytes)));
  expect(tables[0]?.[0]?.slice(0, 3)).toEqual(['ID', 'Department', 'Contact ID']);
  expect(tables.flatMap((rows) => rows.slice(1).map(([id]) => id))).toEqual(live);
});

test('an export takes the keys that are documented, and no threads', async () => {
  const { post } = await zohoPortal();
  const refused = async (body: Row): Promise<unknown> => {
    const answer = await post('/bulkExport', body);
    expect(refusal(answer).slice(0, 2)).toEqual([422, 'INVALID_DATA']);
    return answer.body['errors'];
  };
  expect(await refused({})).toEqual([{ fieldName: '/module', errorType: 'missing' }]);
  expect(await refused({ module: 'threads' })).toEqual([
    { fieldName: '/module', errorType: 'invalid' },
  ]);
  expect(await refused({ module: 'tickets', colour: 'red' })).toEqual([
    { fieldName: '/colour', errorType: 'invalid' },
  ]);
});

test('an export of some fields, in API names, of what changed', async () => {
  const portal = await zohoPortal();
  const { ticketId } = portal.zoho.act('create-ticket', { subject: 'a "quoted"\nline' });
  const { body } = await portal.post('/bulkExport', {
    module: 'tickets',
    fields: ['id', 'subject'],
    apiNameAsHeader: true,
    modifiedAfter: '2026-03-01T00:00:00.000Z',
  });
  portal.advance(60_000);
  const { bytes } = await portal.get(`/downloadBulkExportFile?exportId=${body['exportId']}`);
  expect(readCsv(strFromU8(unzipSync(bytes)['Cases__1.csv'] ?? new Uint8Array()))).toEqual([
    ['id', 'subject'],
    [ticketId, 'a "quoted"\nline'],
  ]);
});

test('the backup of the settings holds threads and comments of all tickets that are left', async () => {
  const portal = await zohoPortal();
  const files = unzipSync(portal.zoho.backup({ apiNames: 'second-row', bom: true }));
  expect(Object.keys(files)).toEqual(
    expect.arrayContaining(['Cases__1.csv', 'Threads__1.csv', 'Comments__1.csv', 'Agents__1.csv']),
  );
  const rows = (name: string) => readCsv(strFromU8(files[`${name}__1.csv`] ?? new Uint8Array()));
  expect([...(files['Cases__1.csv'] ?? [])].slice(0, 3)).toEqual([0xef, 0xbb, 0xbf]);
  expect(rows('Cases')[1]?.slice(0, 2)).toEqual(['id', 'departmentId']);
  const kept = [...portal.zoho.truth().tickets()].filter(
    ({ state }) => state === 'live' || state === 'archived' || state === 'spam',
  );
  expect(
    rows('Threads')
      .slice(2)
      .map(([id]) => id),
  ).toEqual(kept.flatMap((ticket) => ticket.threads().map(({ id }) => id)));
  const created = rows('Cases')
    .slice(2)
    .map((row) => row[12] ?? '');
  expect(created.every((time) => /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(time))).toBe(true);
});
