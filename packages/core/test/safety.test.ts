import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { parseRetryAfter, redactUrl, Secret, ZdjsmError } from '../src/index.ts';

test('a secret shows itself nowhere but where it is asked for', () => {
  const secret = new Secret('hunter2');
  expect(`${secret} ${JSON.stringify({ secret })} ${inspect({ secret })}`).not.toContain('hunter2');
  expect(secret.reveal()).toBe('hunter2');
});

test('a redacted URL keeps what helps to find the place', () => {
  const url = redactUrl('https://u:p@h.example/a/b?token=x&from=10&client_secret=y#access_token=z');
  expect(url).toBe(
    'https://h.example/a/b?token=%5Bredacted%5D&from=10&client_secret=%5Bredacted%5D',
  );
  expect(redactUrl('not a url')).toBe('[redacted]');
});

test('a path segment that is a key is redacted, an id is not', () => {
  const key = 'edbsn04b985d2c927c466fcec2bd53a1e5d6e58524605';
  expect(redactUrl(`https://h.example/threads/81154000046456379/inlineImages/${key}?f=1.png`)).toBe(
    'https://h.example/threads/81154000046456379/inlineImages/[redacted]?f=1.png',
  );
});

const NOW = Date.UTC(2026, 10, 23, 12);

test.each([
  ['0', 0],
  ['30', 30_000],
  ['1.5', 1_500],
  ['Mon, 23 Nov 2026 12:00:10 GMT', 10_000],
  ['Mon, 23 Nov 2026 11:00:00 GMT', 0],
  ['', undefined],
  ['-5', undefined],
  ['soon', undefined],
  [undefined, undefined],
])('Retry-After %j means %j ms', (header, expected) => {
  expect(parseRetryAfter(header, NOW)).toBe(expected);
});

test('an error is known as ours even when another copy of the class made it', () => {
  const error = new ZdjsmError({ code: 'X', message: 'm', remedy: 'r' });
  expect(ZdjsmError.is(error)).toBe(true);
  expect(ZdjsmError.is(new Error('m'))).toBe(false);
  expect(error).toMatchObject({ outcome: 'rejected', retryable: false, name: 'ZdjsmError' });
});
