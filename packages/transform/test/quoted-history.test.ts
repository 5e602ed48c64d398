import { describe, expect, test } from 'vitest';
import { htmlToAdf, textToAdf } from '../src/index.ts';
import { quotePhrases } from '../src/quotes/phrases.ts';
import { adf, sketch } from './support/sketch.ts';

const OUTLOOK_HEAD =
  '<p class=MsoNormal><b>From:</b> Ann &lt;a@x.de&gt;<br><b>Sent:</b> Monday<br><b>To:</b> Bob<br><b>Subject:</b> Hi</p>';

const mails: readonly (readonly [string, string])[] = [
  [
    'Gmail',
    'new<br><div class="gmail_quote"><div class="gmail_attr">On Mon, 3 May 2024 at 10:15, Ann &lt;a@x.de&gt; wrote:<br></div><blockquote class="gmail_quote">old</blockquote></div>',
  ],
  [
    'Apple Mail',
    'new<div><blockquote type="cite">On 3. May 2024, at 10:15, Ann wrote:<br><br>old</blockquote></div>',
  ],
  [
    'Thunderbird',
    '<p>new</p><div class="moz-cite-prefix">Am 03.05.24 um 10:15 schrieb Ann:<br></div><blockquote type="cite">old</blockquote>',
  ],
  [
    'Outlook',
    `<div class=WordSection1><p class=MsoNormal>new</p><div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'>${OUTLOOK_HEAD}</div></div><p>old</p></div>`,
  ],
  [
    'Outlook on the web',
    `<div>new</div><hr tabindex="-1"><div id="x_divRplyFwdMsg">${OUTLOOK_HEAD}</div><div>old</div>`,
  ],
  [
    'Outlook as text',
    'new<br><br>________________________________<br>From: Ann<br>Sent: Monday<br>To: Bob<br>Subject: Hi<br><br>old',
  ],
  ['Outlook of old', 'new<br>-----Original Message-----<br>From: Ann<br>old'],
  ['Yahoo', 'new<div class="yahoo_quoted">old</div>'],
  [
    'Lotus Notes',
    '<font>new</font><br><br><font color="#5f5f5f">From: &nbsp; Ann</font><br><font>To: &nbsp; Bob</font><br><font>Date: &nbsp; Monday</font><br><font>Subject: &nbsp; Hi</font><hr>old',
  ],
  [
    'Zoho Mail',
    '<div>new</div><div class="zmail_extra_hr"><br></div><div class="zmail_extra">---- On Mon, 03 May 2024 10:15:00 +0200 <b>Ann</b> wrote ---<br><blockquote>old</blockquote></div>',
  ],
  [
    'Zoho Desk',
    '<div>new</div>---- on Mon, 3 May 2024 10:15:00 +0200 Ann&lt;a@x.de&gt; wrote ---- <br><blockquote>old</blockquote>',
  ],
  [
    'a line that is wrapped',
    'new<br>On Monday, 3 May 2024 at 10:15,<br>Ann &lt;a@x.de&gt;<br>wrote:<br><blockquote>old</blockquote>',
  ],
];

test.each(mails)('the history of %s is removed', (_, html) => {
  expect(adf(html, { quotes: 'remove' })).toBe('<p>new</p>');
  expect(htmlToAdf(html, { quotes: 'remove' }).changes).toContainEqual(
    expect.objectContaining({ kind: 'dropped', what: 'quoted history', count: 1 }),
  );
});

test.each(mails)('the history of %s is collapsed, with all its words', (_, html) => {
  const collapsed = adf(html, { quotes: 'collapse', quoteTitle: 'Earlier' });
  expect(collapsed).toMatch(/^<p>new<\/p><expand Earlier>.*old.*<\/expand>$/);
  expect(adf(html)).not.toContain('expand');
});

test.each([
  ['a mail that only quotes', '<blockquote type="cite">a</blockquote>'],
  [
    'a mail that was passed on',
    `<p>FYI</p><div class="gmail_quote">---------- Forwarded message ---------<br>From: Ann<br>Date: x<br>To: Bob<br><br>a</div>`,
  ],
  ['a quote that somebody put in', '<p>As the manual says</p><blockquote>Press 5.</blockquote>'],
  ['a sentence about writing', '<p>On Monday at 5 I wrote: it fails.</p><p>Still does.</p>'],
  ['two labels', 'From: Berlin<br>To: Paris<br>at 10:15'],
])('not history: %s', (_, html) => {
  expect(adf(html, { quotes: 'remove' })).toBe(adf(html));
});

test('answers between the quotes stay', () => {
  const html = 'a<blockquote type="cite">q1</blockquote>b<blockquote type="cite">q2</blockquote>c';
  expect(adf(html, { quotes: 'remove' })).toBe('<p>a</p><p>b</p><p>c</p>');
  expect(adf(html, { quotes: 'collapse' })).toBe(
    '<p>a</p><expand Quoted text><quote><p>q1</p></quote></expand><p>b</p><expand Quoted text><quote><p>q2</p></quote></expand><p>c</p>',
  );
});

describe.each(Object.entries(quotePhrases))('in %s', (_, phrases) => {
  test.each(phrases.original)('the line of dashes: %s', (words) => {
    expect(adf(`new<br>----- ${words} -----<br>old`, { quotes: 'remove' })).toBe('<p>new</p>');
  });

  test.each(phrases.wrote)('the line that names the author: %s', (words) => {
    const html = `new<br>3.5.2024 10:15, Ann &lt;a@x.de&gt; ${words}:<blockquote>old</blockquote>`;
    expect(adf(html, { quotes: 'remove' })).toBe('<p>new</p>');
  });

  test('the head of the quoted mail', () => {
    const { from, sent, to, subject } = phrases;
    const head = [from, sent, to, subject].map(([label]) => `${label}: x`).join('<br>');
    expect(adf(`new<br><br>${head}<br><br>old`, { quotes: 'remove' })).toBe('<p>new</p>');
  });

  test.each(phrases.forwarded)('what was passed on stays: %s', (words) => {
    expect(adf(`new<br>----- ${words} -----<br>old`, { quotes: 'remove' })).toContain('old');
  });
});

test('plain text', () => {
  const text = 'new\n\nOn 3 May 2024, Ann wrote:\n> old\n>\n> > older\n\nBob';
  expect(sketch(textToAdf(text).doc)).toBe(
    '<p>new</p><p>On 3 May 2024, Ann wrote:</p><quote><p>old</p><p>> older</p></quote><p>Bob</p>',
  );
  expect(sketch(textToAdf(text, { quotes: 'remove' }).doc)).toBe('<p>new</p><p>Bob</p>');
});
