import { cases } from '@zdjsm/testing/cases';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AdfNode, doc, paragraph, plainText, textNode } from '../src/jira/text/adf.ts';
import { adfToWiki } from '../src/jira/text/adf-to-wiki.ts';
import { createAdfValidator } from '../src/jira/text/adf-validator.ts';
import { wikiToAdf } from '../src/jira/text/wiki-to-adf.ts';
import { createIssue, jiraSite, type TestSite } from './jira-site.ts';

const text = (value: string, ...marks: object[]): object => ({ type: 'text', text: value, marks });
const block = (type: string, ...content: object[]): object => ({ type, content });
const p = (...content: object[]): object => block('paragraph', ...content);
const cell = (...content: object[]): object => ({ type: 'tableCell', attrs: {}, content });
const table = (...content: object[]): object => block('table', block('tableRow', cell(...content)));

async function comment(site: TestSite, ...content: object[]) {
  const { key } = await createIssue(site);
  return await site.post(`/rest/api/3/issue/${key}/comment`, {
    body: { type: 'doc', version: 1, content },
  });
}

describe('a document is stored when the editor could have made it', () => {
  test.each<[string, object]>([
    ['a panel', { type: 'panel', attrs: { panelType: 'info' }, content: [p(text('x'))] }],
    ['a picture in a cell', table(p(text('x')), block('bulletList', block('listItem', p())))],
    [
      'a code mark in a link',
      p(text('x', { type: 'code' }, { type: 'link', attrs: { href: 'https://a' } })),
    ],
    ['an empty paragraph', p()],
    ['a colour', p(text('x', { type: 'textColor', attrs: { color: '#ff0000' } }))],
  ])('%s', async (_name, node) => {
    expect((await comment(jiraSite(), node)).status).toBe(201);
  });

  test.each<[string, object]>([
    ['a node that nobody knows', block('marquee', p())],
    ['an attribute that nobody knows', { ...p(), attrs: { class: 'x' } }],
    ['a table in a table', table(table(p()))],
    [
      'a heading in a quote',
      block('blockquote', { type: 'heading', attrs: { level: 1 }, content: [] }),
    ],
    ['a rule in a list', block('bulletList', block('listItem', { type: 'rule' }))],
    ['a panel in a list', block('bulletList', block('listItem', block('panel', p())))],
    ['a code mark with another', p(text('x', { type: 'code' }, { type: 'strong' }))],
    ['a link to nowhere', p(text('x', { type: 'link', attrs: {} }))],
    ['marks in a code block', block('codeBlock', text('x', { type: 'strong' }))],
    ['an empty list', block('bulletList')],
    ['a task without an id', block('taskList', block('taskItem'))],
    ['a break with a text', p({ type: 'hardBreak', text: '' })],
  ])('and refused without a place otherwise: %s', async (_name, node) => {
    const { status, body } = await comment(jiraSite(), node);
    expect(status).toBe(400);
    expect(body).toEqual({ errorMessages: ['INVALID_INPUT'], errors: {} });
  });

  test('nesting has an end', () => {
    const validator = createAdfValidator(
      { emptyTextNode: 'refused', externalMedia: 'accepted', textLimit: 'text' },
      { text: plainText, wiki: plainText },
    );
    const nested = (levels: number): object =>
      levels === 0
        ? block('listItem', p(text('x')))
        : block('listItem', p(), block('bulletList', nested(levels - 1)));
    const document = (levels: number) => ({
      type: 'doc',
      version: 1,
      content: [block('bulletList', nested(levels))],
    });
    expect(() => validator.accept(document(100), 'x')).not.toThrow();
    expect(() => validator.accept(document(130), 'x')).toThrow('INVALID_INPUT');
  });

  test.each([
    ['refused', 400],
    ['accepted', 201],
  ] as const)('an empty text is %s', async (emptyTextNode, status) => {
    const empty = p({ type: 'text', text: '' }, text('x'));
    expect((await comment(jiraSite({ emptyTextNode }), empty)).status).toBe(status);
  });

  test.each([
    ['refused', 400],
    ['accepted', 201],
  ] as const)('a picture at an address is %s', async (externalMedia, status) => {
    const picture = {
      type: 'mediaSingle',
      attrs: { layout: 'center' },
      content: [{ type: 'media', attrs: { type: 'external', url: 'https://a/b.png' } }],
    };
    expect((await comment(jiraSite({ externalMedia }), picture)).status).toBe(status);
  });
});

describe('wiki markup', () => {
  const convert = (wiki: string): readonly AdfNode[] =>
    wikiToAdf(wiki, (name) => (name === 'a.png' ? 'media-id' : undefined)).content ?? [];

  test('becomes blocks', () => {
    expect(
      convert('h2. Title\n\n* a\n** b\n* c\n\n# one\n\n----\n\n{code:java}\nx < y\n{code}'),
    ).toMatchObject([
      { type: 'heading', attrs: { level: 2 } },
      {
        type: 'bulletList',
        content: [
          { content: [paragraph(textNode('a')), { type: 'bulletList' }] },
          { content: [paragraph(textNode('c'))] },
        ],
      },
      { type: 'orderedList' },
      { type: 'rule' },
      { type: 'codeBlock', content: [textNode('x < y')] },
    ]);
    expect(convert('{quote}said{quote}\n||Name||\n|Ann|')).toMatchObject([
      { type: 'blockquote' },
      {
        type: 'table',
        content: [{ content: [{ type: 'tableHeader' }] }, { content: [{ type: 'tableCell' }] }],
      },
    ]);
  });

  test('becomes marks, links, mentions and files', () => {
    const [line] = convert(
      '*b* _i_ {{c}} [t|https://a] [~accountid:1] [^a.png] !none.png! https://b\nnext',
    );
    expect(line?.content).toEqual([
      textNode('b', [{ type: 'strong' }]),
      textNode(' '),
      textNode('i', [{ type: 'em' }]),
      textNode(' '),
      textNode('c', [{ type: 'code' }]),
      textNode(' '),
      textNode('t', [{ type: 'link', attrs: { href: 'https://a' } }]),
      textNode(' '),
      { type: 'mention', attrs: { id: '1', text: '@' } },
      textNode(' '),
      { type: 'mediaInline', attrs: { type: 'file', id: 'media-id', collection: '' } },
      textNode(' !none.png! '),
      textNode('https://b', [{ type: 'link', attrs: { href: 'https://b' } }]),
      { type: 'hardBreak' },
      textNode('next'),
    ]);
  });

  test('of any kind becomes a valid document', () => {
    const validator = createAdfValidator(
      { emptyTextNode: 'refused', externalMedia: 'accepted', textLimit: 'text' },
      { text: plainText, wiki: plainText },
    );
    const piece = fc.constantFrom(
      '*',
      '_',
      '{{',
      '}}',
      '{code}',
      '{quote}',
      '{panel}',
      '||',
      '|',
      '\n',
      '\n\n',
      '* ',
      '## ',
      'h1. ',
      '!a.png!',
      '!a.png|width=3!',
      '[^a.png]',
      '[x|https://a]',
      '[',
      ']',
      '-',
      'word',
      ' ',
      'bq. ',
      '\\',
      '----',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 8 }))), (parts) => {
        const root = wikiToAdf(parts.join(''), (name) => (name === 'a.png' ? 'id' : undefined));
        expect(() => validator.accept(root, 'x')).not.toThrow();
      }),
      cases(500),
    );
  });

  test('survives the way there and back', () => {
    const wiki = 'h2. Title\n\nA *bold* text with a [link|https://a]\n\n* one\n* two\n\n----';
    expect(adfToWiki(doc(...convert(wiki)), () => undefined)).toBe(wiki);
  });
});
