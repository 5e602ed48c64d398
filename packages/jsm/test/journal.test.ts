import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createJsm, type Exchange, openJournalFile } from '../src/index.ts';
import { fileOf, liveSite } from './live-site.ts';
import { scriptedSite } from './scripted-site.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

test('each try is told: what was asked, what it met, sizes and hashes, and never a body', async () => {
  const { jsm, asked, journal, url } = await scriptedSite((_, nth) =>
    nth === 1
      ? {
          status: 429,
          headers: {
            'retry-after': '1',
            'ratelimit-reason': 'jira-burst-based',
            'atl-traceid': 'trace-1',
          },
        }
      : { status: 204 },
  );
  await jsm.issues.edit('SUP-1', { fields: { summary: 'private' }, dropMedia: true });
  const body = asked[0]?.body ?? '';
  expect(body).toContain('private');
  const facts = {
    client: 'jsm',
    method: 'PUT',
    url: `${url}/rest/api/3/issue/SUP-1?notifyUsers=false`,
    requestBytes: body.length,
    requestSha256: sha256(body),
  };
  expect(journal).toMatchObject([
    {
      ...facts,
      attempt: 1,
      status: 429,
      limits: { 'retry-after': '1', 'ratelimit-reason': 'jira-burst-based' },
      traceId: 'trace-1',
    },
    { ...facts, attempt: 2, status: 204, responseBytes: 0 },
  ]);
  expect(journal.every(({ durationMs }) => durationMs >= 0)).toBe(true);
  expect(JSON.stringify(journal)).not.toContain('private');
});

test('a try without an answer is told with what went wrong', async () => {
  const { jsm, journal } = await scriptedSite((_, nth) =>
    nth === 1 ? { reset: true } : { body: {} },
  );
  await jsm.issues.get('SUP-1');
  expect(journal[0]?.status).toBeUndefined();
  expect(journal[0]?.error).toEqual({ code: 'NETWORK', outcome: 'unknown' });
});

test('an upload is told by its length, and a search by address does not spread the address', async () => {
  const { jsm, journal } = await scriptedSite(({ method }) =>
    method === 'GET' ? { body: [] } : { body: [{ id: '1', filename: 'a.txt', size: 5 }] },
  );
  await jsm.attachments.upload('SUP-1', fileOf('a.txt', 'hello'), { mediaId: false });
  await jsm.customers.find('maria.lopez@globex.example');
  expect(journal[0]?.requestBytes).toBeGreaterThan(5);
  expect(JSON.stringify(journal)).not.toContain('maria.lopez');
  expect(decodeURIComponent(journal[1]?.url ?? '')).toContain('query=m…@globex.example');
});

test('as JSON lines in a file, the exchange for tokens included, it holds no secret', async () => {
  const { sandbox, options, urls } = await liveSite();
  const folder = await mkdtemp(join(tmpdir(), 'zdjsm-journal-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const journal = openJournalFile(join(folder, 'deep', 'journal.jsonl'));
  const granted = sandbox.jira.access.grantOAuth(sandbox.jira.credentials.email);
  const { clientId, clientSecret, refreshToken } = granted;
  const given: string[] = [];
  const jsm = createJsm({
    ...options,
    auth: {
      oauth: {
        clientId,
        clientSecret,
        refreshToken,
        server: urls.auth,
        onTokens: (tokens) => void given.push(tokens.accessToken, tokens.refreshToken),
      },
    },
    onExchange: journal.write,
  });
  await jsm.users.myself();
  journal.close();
  const text = await readFile(join(folder, 'deep', 'journal.jsonl'), 'utf8');
  const told = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Exchange);
  expect(
    told.map(({ method, url, status }) => `${method} ${new URL(url).pathname} ${status}`),
  ).toEqual([
    'GET /_edge/tenant_info 200',
    'POST /oauth/token 200',
    `GET /ex/jira/${sandbox.jira.credentials.cloudId}/rest/api/3/myself 200`,
  ]);
  expect(given).toHaveLength(2);
  for (const secret of [clientSecret, refreshToken, ...given]) expect(text).not.toContain(secret);
});
