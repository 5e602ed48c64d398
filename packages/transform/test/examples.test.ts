import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { issueOf as freshdeskIssue } from '../../../examples/migrators/freshdesk.ts';
import { commentsOf as intercomComments } from '../../../examples/migrators/intercom.ts';
import { commentsOf as zendeskComments } from '../../../examples/migrators/zendesk.ts';
import { createAdfChecker } from '../src/validate/index.ts';
import { sketch } from './support/sketch.ts';

const folder = resolve(import.meta.dirname, '../../../examples/migrators');
const payload = async (name: string) =>
  JSON.parse(await readFile(resolve(folder, `payloads/${name}.json`), 'utf8'));
const check = createAdfChecker();

test('Zendesk: public and internal comments, their authors and times, images attached', async () => {
  const attached: unknown[] = [];
  const comments = await zendeskComments(await payload('zendesk'), async (file) => {
    attached.push(file);
    return '6e3f9b4a-0000-4000-8000-000000000000';
  });
  expect(comments.map(({ isPublic }) => isPublic)).toEqual([true, false]);
  expect(comments.flatMap(({ body }) => check(body))).toEqual([]);
  expect(comments.map(({ body }) => sketch(body))).toEqual([
    '<p><b>Ann Lee</b> <ann@example.com> · 2024-03-25 09:50 UTC</p><p>The <b>export</b> fails:</p>' +
      '<media align-start 480px>(file 6e3f9b4a-0000-4000-8000-000000000000)</media><pre>ERR_TIMEOUT at step 3</pre>',
    '<p><b>Bo Agent</b> <bo@example.com> · 2024-03-25 10:05 UTC</p>' +
      '<p>See <a https://help.example.com/hc/articles/42>our note</a> first.</p>' +
      '<ul><li><p>raise the limit</p><ul><li><p>then try again</p></li></ul></li></ul>',
  ]);
  expect(attached).toEqual([
    {
      url: 'https://acme.zendesk.com/attachments/token/Zx9k/?name=error.png',
      name: 'error.png',
      needsLogin: true,
    },
  ]);
});

test('Freshdesk: quoted mails are folded away, images of two systems are found, losses are data', async () => {
  const { fields, comments, toFetch, changes } = freshdeskIssue(await payload('freshdesk'));
  const bodies = [fields.description, ...comments.map(({ body }) => body)];
  expect(bodies.flatMap((body) => check(body))).toEqual([]);
  expect(bodies.map(sketch)).toEqual([
    '<p>The invoice shows <b><color #c00000>two</color></b> seats.</p>' +
      '<p><a https://attachment.freshdesk.com/inline/attachment?token=eyJhbGciOi>[image: invoice]</a></p>',
    '<p><b>billing@example.com</b> · 2024-03-25 11:00 UTC · sent<br>To: ann@example.com</p><p>Corrected, sorry.</p>' +
      '<expand Earlier mails><quote><p>On Mon, 25 Mar at 9:50 AM , Ann <ann@example.com> wrote:<br>The invoice shows two seats.</p></quote></expand>',
    '<p>2024-03-25 11:02 UTC · sent</p>' +
      '<table><tr><th><p>Seats</p></th><th><p>Price</p></th></tr><tr><td><p>1</p></td><td><p>10</p></td></tr></table>' +
      '<p><a https://intranet.example.com/files/99>[image: 99]</a></p>',
  ]);
  expect(comments.map(({ isPublic }) => isPublic)).toEqual([true, false]);
  expect(toFetch).toEqual([
    'https://attachment.freshdesk.com/inline/attachment?token=eyJhbGciOi',
    'https://intranet.example.com/files/99',
  ]);
  expect(changes).toEqual([]);
});

test('Intercom: wiki markup, files by name, handlers of its own', async () => {
  const { comments, files } = intercomComments(await payload('intercom'));
  expect(comments).toEqual([
    {
      public: true,
      body: '*Ann Lee* <ann@example.com> · 2024-03-25 09:50 UTC\n\nHi, how do I add a *seat*?',
    },
    {
      public: true,
      body: '*Bo Agent* <bo@example.com> · 2024-03-25 09:55 UTC\n\nLike this:\n\n# Settings\n# Seats\n\n!image-1.png!\n\n{quote}\n*Adding seats*\n{quote}',
    },
    { public: false, body: '*Bo Agent* · 2024-03-25 09:56 UTC\n\nShe is on the old plan.' },
  ]);
  expect(files).toEqual({
    'https://downloads.intercomcdn.com/i/o/123/abc/seats.png?expires=1': 'image-1.png',
  });
});

test.each(['zendesk', 'freshdesk', 'intercom'])(
  '%s.ts runs as it says in its head',
  async (name) => {
    const source = await readFile(resolve(folder, `${name}.ts`), 'utf8');
    const command = /^\/\/ node (.*)$/m.exec(source)?.[1]?.split(' ') ?? [];
    const { stdout } = await promisify(execFile)(process.execPath, command, {
      cwd: resolve(folder, '../..'),
    });
    expect(JSON.parse(stdout)).toBeTruthy();
  },
);
