/**
 * What becomes of an element, unless its handler knows better.
 *
 * - `drop`: nothing that is in it is shown by a reader of mail.
 * - `unwrap`: its content stands in the line; what it looks like comes from its style.
 * - `block`: its content starts and ends a line.
 * - `convert`: it is for a handler to say.
 */
export type ElementPolicy = 'drop' | 'unwrap' | 'block' | 'convert';

const policies: Readonly<Record<ElementPolicy, string>> = {
  drop: `
    base basefont bgsound col colgroup head isindex keygen link meta noembed noframes param script
    source spacer style template title track wbr`,
  unwrap: `
    abbr acronym applet b bdi bdo big blink body button canvas cite code data datalist del dfn em
    font frameset html i ins kbd label map mark marquee math meter nobr noscript optgroup output
    picture progress rb rbc rp rtc ruby s samp search select slot small span strike strong sub sup
    tbody tfoot thead time tt u var`,
  block: `
    address article aside caption center dd details dialog div dl dt fieldset figcaption figure
    footer form header hgroup legend main menuitem multicol nav option p section selectedcontent
    summary table td textarea th tr`,
  convert: `
    a area audio blockquote br dir embed frame h1 h2 h3 h4 h5 h6 hr iframe image img input li
    listing menu object ol plaintext pre q rt svg ul video xmp`,
};

/** Every element of the HTML standard, those that are obsolete included. */
export const elementPolicy: ReadonlyMap<string, ElementPolicy> = new Map(
  (['drop', 'unwrap', 'block', 'convert'] as const).flatMap((policy) =>
    policies[policy]
      .trim()
      .split(/\s+/)
      .map((name) => [name, policy]),
  ),
);

/** Blocks with space around them. */
const paragraphs = new Set('dl dt figure p table'.split(' '));

/** Elements to convert that stand in a line of text all the same. */
const inLine = new Set(
  'a area audio br embed frame iframe image img input object q rt svg video'.split(' '),
);

export function gapAround(name: string): 'line' | 'paragraph' {
  return paragraphs.has(name) ? 'paragraph' : 'line';
}

export function isInLine(name: string): boolean {
  return inLine.has(name) || (elementPolicy.get(name) ?? 'unwrap') === 'unwrap';
}
