import { shared } from '@zdjsm/testing';
import { describe, expect, test } from 'vitest';
import { type ZdjsmError, ZohoDeskError } from '../src/index.ts';
import { type Bench, clientOf, json, zohoError } from './support/in-memory.ts';

async function failureOf(promise: Promise<unknown>): Promise<ZohoDeskError> {
  const error = await promise.then(
    () => expect.fail('it did not fail'),
    (caught: unknown) => caught,
  );
  expect(error).toBeInstanceOf(ZohoDeskError);
  return error as ZohoDeskError;
}

const CASES = [
  [400, 'BAD_REQUEST', 'ValidationError', 'INVALID_REQUEST'],
  [401, 'UNAUTHORIZED', 'AuthenticationError', 'AUTHENTICATION'],
  [401, 'INVALID_OAUTH', 'AuthenticationError', 'AUTHENTICATION'],
  [403, 'SCOPE_MISMATCH', 'ScopeError', 'SCOPE'],
  [403, 'OAUTH_ORG_MISMATCH', 'PermissionError', 'WRONG_ORG'],
  [403, 'FORBIDDEN', 'PermissionError', 'FORBIDDEN'],
  [403, 'LICENSE_ACCESS_LIMITED', 'PermissionError', 'EDITION'],
  [404, 'URL_NOT_FOUND', 'NotFoundError', 'NOT_FOUND'],
  [405, 'METHOD_NOT_ALLOWED', 'ValidationError', 'INVALID_REQUEST'],
  [413, 'RESOURCE_SIZE_EXCEEDED', 'ValidationError', 'INVALID_REQUEST'],
  [415, 'UNSUPPORTED_MEDIA_TYPE', 'ValidationError', 'INVALID_REQUEST'],
  [422, 'INVALID_DATA', 'ValidationError', 'INVALID_REQUEST'],
  [422, 'EMPTY_PAYLOAD', 'ValidationError', 'INVALID_REQUEST'],
  [422, 'UNPROCESSABLE_ENTITY', 'ValidationError', 'INVALID_REQUEST'],
  [403, 'ONLY_LIVECHAT_USER', 'PermissionError', 'FORBIDDEN'],
  [422, 'DUPLICATE_CONTRACT', 'ValidationError', 'INVALID_REQUEST'],
  [403, 'INTEGRATION_ADMIN_ERROR', 'PermissionError', 'FORBIDDEN'],
  [429, 'THRESHOLD_EXCEEDED', 'CreditsExhaustedError', 'CREDITS_EXHAUSTED'],
  [429, 'TOO_MANY_REQUESTS', 'ThrottledError', 'THROTTLED'],
  [500, 'INTERNAL_SERVER_ERROR', 'ServerError', 'SERVER'],
] as const;

test.each(CASES)('%i %s is a %s', async (status, errorCode, name, code) => {
  const { zoho } = clientOf(() => zohoError(status, errorCode));
  const error = await failureOf(zoho.tickets.get('1'));
  expect(error).toMatchObject({ name, code });
  expect(error.remedy).not.toBe('');
});

test.skipIf(!shared.available)('every error code that Zoho documents is among them', () => {
  const { errorJson } = shared.json<{ errorJson: { errorCode: string[] } }>(
    'specs/zoho-desk/Common.condensed.json',
  );
  expect(CASES.map(([, errorCode]) => errorCode).toSorted()).toEqual(
    errorJson.errorCode.toSorted(),
  );
});

test('an error names the place, what Zoho said, and what to do', async () => {
  const { zoho } = clientOf(() =>
    json(
      {
        errorCode: 'INVALID_DATA',
        message: 'The data does not comply to the validation restrictions defined.',
        errors: [{ fieldName: '/departmentId', errorType: 'invalid', errorMessage: '' }],
      },
      { status: 422 },
    ),
  );
  const error = await failureOf(zoho.tickets.archived('12').fetchPage(undefined));
  expect(error.message).toContain('/api/v1/tickets/archivedTickets?departmentId=12&limit=100');
  expect(error.message).toContain('/departmentId invalid');
  expect(error.fields).toEqual([
    { fieldName: '/departmentId', errorType: 'invalid', errorMessage: '' },
  ]);
  expect(error.request).toMatchObject({ method: 'GET', attempt: 1 });
});

test('a missing scope is named', async () => {
  const { zoho } = clientOf(() => zohoError(403, 'SCOPE_MISMATCH'));
  const error = await failureOf(zoho.tickets.count());
  expect(error.message).toContain('Desk.tickets.READ and Desk.search.READ');
});

describe('answers of something that is not Zoho', () => {
  test.each([
    [403, 'PermissionError'],
    [404, 'NotFoundError'],
    [407, 'ValidationError'],
    [429, 'ThrottledError'],
    [502, 'ServerError'],
  ])('%i with a page is a %s', async (status, name) => {
    const { zoho } = clientOf(() => new Response('<html>gateway</html>', { status }));
    const error = await failureOf(zoho.tickets.get('1'));
    expect(error).toMatchObject({ name, errorCode: undefined });
    expect(error.message).not.toContain('gateway');
  });

  const record = ({ zoho }: Bench) => zoho.tickets.get('1');
  const rows = ({ zoho }: Bench) => zoho.contacts.list().fetchPage(undefined);

  test.each([
    ['a page to log in at', record, () => new Response('<html>log in, Jane</html>')],
    ['JSON that is no record', record, () => json(['Jane'])],
    ['nothing where a record was meant', record, () => new Response('')],
    ['rows that are no records', rows, () => json({ data: ['Jane'] })],
  ])('200 with %s is an answer that can’t be used', async (_, call, answer) => {
    const error = await failureOf(call(clientOf(answer)));
    expect(error).toMatchObject({ name: 'AnswerError', code: 'UNUSABLE_ANSWER' });
    expect(error.message).not.toContain('Jane');
  });
});

test('a row that is no record holds up no other of the portal, and fails its ticket', async () => {
  const answer = () => json({ data: [{ id: '1', createdTime: '2024-01-01T00:00:00.000Z' }, null] });
  const { items } = await clientOf(answer).zoho.contacts.list().fetchPage(undefined);
  expect(items).toMatchObject([{ id: '1' }, {}]);
  const { zoho } = clientOf(answer);
  const error = await failureOf(Array.fromAsync(zoho.comments.list('1')));
  expect(error.message).toContain('a row that is no record, number 2');
});

test('200 with an error document is an error', async () => {
  const { zoho } = clientOf(() => zohoError(200, 'UNPROCESSABLE_ENTITY'));
  expect(await failureOf(zoho.tickets.followers('1').fetchPage(undefined))).toMatchObject({
    name: 'ValidationError',
    errorCode: 'UNPROCESSABLE_ENTITY',
  });
});

test('the answer is kept without its body: words, fields and limits', async () => {
  const { zoho } = clientOf(() =>
    json(
      {
        errorCode: 'INVALID_DATA',
        message: 'wrong',
        errors: [{ fieldName: '/limit', errorType: 'invalid' }],
      },
      { status: 422, headers: { 'x-rate-limit-remaining-v3': '7', 'set-cookie': 'session=1' } },
    ),
  );
  expect((await failureOf(zoho.tickets.get('1'))).answer).toEqual({
    messages: ['INVALID_DATA', 'wrong'],
    fields: { '/limit': 'invalid' },
    limits: { 'x-rate-limit-remaining-v3': '7' },
  });
});

test('a parameter that Zoho does not know is refused before it is sent', async () => {
  const { zoho, requests } = clientOf(() => json({ data: [] }));
  const query = { modifiedTimeRange: 'x' } as unknown as { sortBy: string };
  await expect(zoho.tickets.list(query).fetchPage(undefined)).rejects.toMatchObject({
    code: 'CONFIGURATION',
    message: expect.stringContaining('modifiedTimeRange'),
    outcome: 'not-sent',
  });
  expect(requests).toHaveLength(0);
});

test('what is no id is refused before it becomes a path', async () => {
  const { zoho, requests } = clientOf(() => json({}));
  for (const id of ['', '..', '../organizations', '1/threads', '1?x']) {
    await expect(zoho.tickets.get(id)).rejects.toMatchObject({ code: 'NOT_AN_ID' });
  }
  expect(requests).toHaveLength(0);
});

test('no token is in an error, an event or an exchange', async () => {
  const told: unknown[] = [];
  const { zoho, events } = clientOf(() => zohoError(500, 'INTERNAL_SERVER_ERROR'), {
    auth: { accessToken: '1000.secret-token' },
    onExchange: (exchange) => told.push(exchange),
  });
  const error: ZdjsmError = await failureOf(zoho.tickets.get('1'));
  const all = JSON.stringify([
    told,
    events,
    error,
    error.message,
    error.stack,
    String(error.cause),
  ]);
  expect(told).toHaveLength(5);
  expect(all).not.toContain('secret-token');
});
