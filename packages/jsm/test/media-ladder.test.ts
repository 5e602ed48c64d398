import { expect, test } from 'vitest';
import type { AdfDocument, AdfNode } from '../src/index.ts';
import { adf, fileOf, liveSite } from './live-site.ts';

const image = (id = '', alt = 'a shot'): AdfNode => ({
  type: 'mediaSingle',
  attrs: { layout: 'center' },
  content: [{ type: 'media', attrs: { type: 'file', id, collection: '', alt } }],
});

const showing = (...blocks: readonly AdfNode[]): AdfDocument => ({
  ...adf(),
  content: [...adf('Before').content, ...blocks, ...adf('after').content],
});

/** A request with two files; its site refuses media nodes that name files. */
async function refusing(fileMedia: 'accepted' | 'refused' = 'refused') {
  const site = await liveSite({ fileMedia });
  const desk = await site.deskOf('SUP');
  const { accountId } = site.sandbox.jira.access.portalCustomer;
  const { issueKey } = await site.jsm.requests.create({
    serviceDeskId: desk.id,
    requestTypeId: desk.typeId('Get support'),
    summary: 'A request',
    onBehalfOf: accountId,
    marker: 'r-1',
  });
  const upload = async (name: string) =>
    (await site.jsm.attachments.upload(issueKey, fileOf(name, name, 'image/png'))).mediaId ?? '';
  const shot = await upload('shot.png');
  const files = async () =>
    (await site.jsm.attachments.list(issueKey)).map(({ filename }) => filename).sort();
  const descriptionOf = async () =>
    (await site.jsm.issues.get(issueKey, { fields: ['description'] })).fields['description'];
  const attachmentsSeen = () =>
    site.sandbox.jira.visibleToCustomer(issueKey, accountId).attachments;
  return { ...site, issueKey, upload, shot, files, descriptionOf, attachmentsSeen };
}

const WIKI = 'Before\n\n!shot.png|width=520!\n\nafter';

test('M-10: where media are taken, a comment shows its image as media', async () => {
  const { jsm, issueKey, shot, events } = await refusing('accepted');
  const added = await jsm.comments.add(issueKey, {
    body: showing(image(shot)),
    visibility: 'public',
    marker: 'c-1',
    fallback: { wiki: WIKI },
  });
  expect(added.rung).toBe('media');
  expect(events).toEqual([]);
});

test('M-10: where they are refused, a comment is written as wiki, and the server finds the image', async () => {
  const { jsm, issueKey, shot, events, attachmentsSeen } = await refusing();
  const added = await jsm.comments.add(issueKey, {
    body: showing(image(shot)),
    visibility: 'public',
    marker: 'c-1',
    attribution: {
      author: { name: 'Ann Agent' },
      at: new Date(0),
      original: 'https://x.example/1',
    },
    fallback: { wiki: WIKI },
  });
  expect(added).toMatchObject({ rung: 'wiki', jsdPublic: true });
  const stored = JSON.stringify(added.body);
  expect(stored).toContain(shot);
  expect(stored).toContain('"text":"Ann Agent","marks":[{"type":"strong"}]');
  expect((await jsm.comments.find(issueKey, 'c-1'))?.id).toBe(added.id);
  expect(events).toEqual([{ type: 'media-fallback', issueKey, rung: 'wiki' }]);
  expect(attachmentsSeen()).toEqual(['shot.png']);
});

test('what is done before a text is written in a lesser way is done by then, on each rung', async () => {
  const { jsm, issueKey, shot } = await refusing();
  const seen: [string, number][] = [];
  const before = async (rung: string) => {
    const { length } = await Array.fromAsync(jsm.comments.list(issueKey));
    seen.push([rung, length]);
  };
  const body = showing(image(shot));
  const note = { body, visibility: 'internal' } as const;
  await jsm.comments.add(issueKey, { ...note, marker: 'c-1', fallback: { wiki: WIKI, before } });
  await jsm.comments.add(issueKey, { ...note, marker: 'c-2', fallback: { before } });
  const fallback = { description: { before } };
  await jsm.issues.edit(issueKey, { fields: { description: body }, fallback });
  expect(seen).toEqual([
    ['wiki', 0],
    ['names', 1],
    ['names', 2],
  ]);
});

test('an internal note stays internal on every rung', async () => {
  const { jsm, issueKey, shot, attachmentsSeen } = await refusing();
  const note = { body: showing(image(shot)), visibility: 'internal' } as const;
  const wiki = await jsm.comments.add(issueKey, {
    ...note,
    marker: 'c-1',
    fallback: { wiki: WIKI },
  });
  const names = await jsm.comments.add(issueKey, { ...note, marker: 'c-2', fallback: {} });
  expect([wiki, names].map(({ rung, jsdPublic }) => [rung, jsdPublic])).toEqual([
    ['wiki', false],
    ['names', false],
  ]);
  expect(attachmentsSeen()).toEqual([]);
});

test('a name that two files share leads to the last rung: the text names them, the bytes stay', async () => {
  const { jsm, issueKey, shot, upload, files } = await refusing();
  const second = await upload('shot.png');
  const added = await jsm.comments.add(issueKey, {
    body: showing(
      image(shot),
      { type: 'bulletList', content: [{ type: 'listItem', content: [image(second)] }] },
      {
        type: 'mediaGroup',
        content: [{ type: 'media', attrs: { type: 'file', id: 'x', collection: '' } }],
      },
    ),
    visibility: 'internal',
    marker: 'c-1',
    fallback: { wiki: WIKI, names: { [shot]: 'shot.png' } },
  });
  expect(added.rung).toBe('names');
  const texts = Array.from(JSON.stringify(added.body).matchAll(/"text":"([^"]*)"/g), (m) => m[1]);
  expect(texts).toEqual([
    'Before',
    '[image: shot.png] (attached)',
    '[image: a shot] (attached)',
    '[file] (attached)',
    'after',
  ]);
  expect(await files()).toEqual(['shot.png', 'shot.png']);
});

test('without a fallback, the refusal is told', async () => {
  const { jsm, issueKey, shot } = await refusing();
  const comment = { body: showing(image(shot)), visibility: 'internal', marker: 'c' } as const;
  await expect(jsm.comments.add(issueKey, comment)).rejects.toMatchObject({
    code: 'INVALID_MEDIA',
  });
  expect(await jsm.comments.find(issueKey, 'c')).toBeUndefined();
});

test('a lost answer makes no second comment on the way down', async () => {
  const { jsm, issueKey, shot, fail } = await refusing();
  fail({ method: 'POST', path: /api\/2\/.*comment$/, fault: { kind: 'after-reset' } });
  const comment = { body: showing(image(shot)), visibility: 'internal', marker: 'c' } as const;
  await jsm.comments.add(issueKey, { ...comment, fallback: { wiki: WIKI } });
  expect(await jsm.comments.list(issueKey).toArray({ limit: 9 })).toHaveLength(1);
});

test('a description goes down the same way, with the other fields of its edit', async () => {
  const { jsm, issueKey, shot, descriptionOf, sandbox } = await refusing();
  const description = showing(image(shot));
  const edit = {
    fields: { description, summary: 'Changed' },
    update: { labels: [{ add: 'vip' }] },
    properties: [{ key: 'k', value: 1 }],
  };
  const viaWiki = await jsm.issues.edit(issueKey, {
    ...edit,
    fallback: { description: { wiki: WIKI } },
  });
  expect(viaWiki).toEqual({ rung: 'wiki' });
  expect(JSON.stringify(await descriptionOf())).toContain(shot);
  const issue = await jsm.issues.get(issueKey, { fields: ['summary', 'labels'] });
  expect(issue.fields).toMatchObject({
    summary: 'Changed',
    labels: expect.arrayContaining(['vip']),
  });
  expect(await jsm.issues.properties.get(issueKey, 'k')).toBe(1);
  const edits = sandbox.history.calls.filter(
    ({ method, path }) => method === 'PUT' && /\/issue\/[^/]+$/.test(path),
  );
  expect(new Set(edits.map(({ query }) => query))).toEqual(new Set(['?notifyUsers=false']));
});

test('no rung rewrites a text without the files that it shows already', async () => {
  const { jsm, issueKey, shot, upload, files, descriptionOf } = await refusing();
  const fallback = { description: { wiki: WIKI } };
  await jsm.issues.edit(issueKey, { fields: { description: showing(image(shot)) }, fallback });
  const before = await descriptionOf();
  const other = await upload('other.png');
  const both = showing(image(shot), image(other));
  await expect(
    jsm.issues.edit(issueKey, { fields: { description: both }, fallback }),
  ).rejects.toMatchObject({ code: 'MEDIA_WOULD_BE_LOST' });
  expect(await descriptionOf()).toEqual(before);
  expect(await files()).toEqual(['other.png', 'shot.png']);
});

test('markup in which the server finds no file is replaced by the names', async () => {
  const { jsm, issueKey, shot, descriptionOf, files } = await refusing();
  const edited = await jsm.issues.edit(issueKey, {
    fields: { description: showing(image(shot)) },
    fallback: { description: { wiki: 'Before, after', names: { [shot]: 'shot.png' } } },
  });
  expect(edited.rung).toBe('names');
  expect(JSON.stringify(await descriptionOf())).toContain('[image: shot.png] (attached)');
  expect(await files()).toEqual(['shot.png']);
});
