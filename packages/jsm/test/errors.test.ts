import { expect, test } from 'vitest';
import {
  AtlassianError,
  AuthenticationError,
  ConflictError,
  InvalidDocumentError,
  NotFoundError,
  PermissionError,
  ServerError,
  TooLargeError,
  UnexpectedAnswerError,
  ValidationError,
} from '../src/index.ts';
import { type Answer, scriptedSite } from './scripted-site.ts';

async function failure(answer: Answer): Promise<AtlassianError> {
  const { jsm } = await scriptedSite(() => answer, { maxAttempts: 1 });
  return await jsm.issues.edit('SUP-1', { fields: { summary: 'x' } }).then(
    () => expect.fail('it did not fail'),
    (error: unknown) => {
      expect(error).toBeInstanceOf(AtlassianError);
      return error as AtlassianError;
    },
  );
}

const html = { headers: { 'content-type': 'text/html' }, body: '<html>sign in</html>' };

// The shapes of jira-jsm.md § 2.
test.each<[string, Answer, new (...args: never[]) => AtlassianError, object]>([
  [
    'platform, general',
    { status: 400, body: { errorMessages: ["Field 'priority' is required"], errors: {} } },
    ValidationError,
    { code: 'INVALID', errorMessages: ["Field 'priority' is required"] },
  ],
  [
    'platform, by field',
    { status: 400, body: { errorMessages: [], errors: { summary: 'You must specify one.' } } },
    ValidationError,
    { fieldErrors: { summary: 'You must specify one.' } },
  ],
  [
    'bulk operations',
    { status: 400, body: { errors: [{ message: 'too many' }] } },
    ValidationError,
    { errorMessages: ['too many'] },
  ],
  [
    'RFC 7807',
    { status: 405, body: { type: 'about:blank', title: 'Method', status: 405, detail: 'no PUT' } },
    UnexpectedAnswerError,
    { errorMessages: ['no PUT'] },
  ],
  [
    'XSRF',
    { status: 404, headers: { 'content-type': 'text/plain' }, body: 'XSRF check failed' },
    NotFoundError,
    { errorMessages: ['XSRF check failed'] },
  ],
  [
    'JSM',
    { status: 403, body: { errorMessage: 'no administrator', i18nErrorMessage: {} } },
    PermissionError,
    { code: 'FORBIDDEN', errorMessages: ['no administrator'] },
  ],
  ['no licence', { status: 403 }, PermissionError, { errorMessages: [] }],
  [
    'ADF',
    { status: 400, body: { errorMessages: ['INVALID_INPUT'], errors: {} } },
    InvalidDocumentError,
    { code: 'INVALID_DOCUMENT' },
  ],
  [
    'media',
    { status: 400, body: { errorMessages: ['ATTACHMENT_VALIDATION_ERROR'], errors: {} } },
    InvalidDocumentError,
    { code: 'INVALID_MEDIA' },
  ],
  ['log-in page', { status: 401, ...html }, AuthenticationError, { errorMessages: [] }],
  ['removed', { status: 410, body: { errorMessages: ['gone'] } }, NotFoundError, { code: 'GONE' }],
  ['conflict', { status: 409 }, ConflictError, { retryable: true }],
  ['too large', { status: 413, body: '' }, TooLargeError, { code: 'TOO_LARGE' }],
  ['teapot', { status: 418, body: '"tea"' }, AtlassianError, { code: 'REFUSED' }],
  ['redirect', { status: 302, headers: { location: '/login' } }, UnexpectedAnswerError, {}],
])('%s', async (_, answer, kind, properties) => {
  const error = await failure(answer);
  expect(error).toBeInstanceOf(kind);
  expect(error).toMatchObject({ status: answer.status, outcome: 'rejected', ...properties });
  expect(error.remedy).toMatch(/\w+ \w+ \w+/);
  expect(error.message).toContain('PUT');
  expect(error.message).toContain('/rest/api/3/issue/SUP-1');
});

test('a failed server leaves the outcome unknown', async () => {
  const error = await failure({ status: 502, ...html });
  expect(error).toBeInstanceOf(ServerError);
  expect(error).toMatchObject({ code: 'SERVER', outcome: 'unknown', retryable: true });
});

test('a page where JSON was meant is told as such', async () => {
  const error = await failure({ status: 200, ...html });
  expect(error).toBeInstanceOf(UnexpectedAnswerError);
  expect(error.message).toContain('text/html');
});

test('nothing where an answer was meant is asked for again, and is an error in the end', async () => {
  const { jsm } = await scriptedSite(
    (_, nth) => (nth === 1 ? { body: '' } : { body: { accountId: 'a', displayName: 'A' } }),
    { maxAttempts: 2 },
  );
  expect(await jsm.users.myself()).toMatchObject({ accountId: 'a' });
  const mute = await scriptedSite(() => ({ body: '' }), { maxAttempts: 1 });
  await expect(mute.jsm.users.myself()).rejects.toBeInstanceOf(UnexpectedAnswerError);
});

test('a mapped error tells nothing of the credentials', async () => {
  const error = await failure({ status: 401 });
  const told = JSON.stringify([error.message, error.remedy, error.request, error.stack]);
  expect(told).not.toContain('hush-token');
  expect(told).not.toContain(Buffer.from('agent@example.com:hush-token').toString('base64'));
});

test('the answer is kept without its body: words, fields and limits', async () => {
  const error = await failure({
    status: 400,
    headers: { 'x-ratelimit-remaining': '12', 'retry-after': '3', 'set-cookie': 'session=1' },
    body: { errorMessages: ['no'], errors: { summary: 'You must specify one.' } },
  });
  expect(error.answer).toEqual({
    messages: ['no'],
    fields: { summary: 'You must specify one.' },
    limits: { 'x-ratelimit-remaining': '12', 'retry-after': '3' },
  });
});
