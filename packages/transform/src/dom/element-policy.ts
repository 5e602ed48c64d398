/**
 * What becomes of an element, unless its handler knows better.
 *
 * - `drop`: it shows nothing, and nothing that is in it.
 * - `unwrap`: its content, if it has any, stands in the line; what it looks like comes from its style.
 * - `block`: its content starts and ends a line.
 * - `convert`: it is for a handler to say.
 */
export type ElementPolicy = 'drop' | 'unwrap' | 'block' | 'convert';

const policies: Readonly<Record<ElementPolicy, string>> = {
  drop: `
    head noembed noframes script style template title`,
  unwrap: `
    abbr acronym applet b base basefont bdi bdo bgsound big blink body button canvas cite code col
    colgroup data datalist del dfn em font frameset html i ins isindex kbd keygen label link map
    mark marquee math meta meter nobr noscript optgroup output param picture progress rb rbc rp rtc
    ruby s samp search select slot small source spacer span strike strong sub sup tbody tfoot thead
    time track tt u var wbr`,
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

/** In drawings and formulas these show nothing; in HTML some of them do not exist. */
const hiddenInForeign = new Set(
  'annotation annotation-xml desc metadata script style title'.split(' '),
);

/** What means the same in a drawing or formula as it does in HTML. */
const alsoForeign = new Set('a math svg'.split(' '));

/**
 * What an element of SVG or MathML is called among those of HTML: there, a `table` or `input` is nothing, and what it holds
 * stands where it stands.
 */
export function foreignPolicy(name: string): { policy: ElementPolicy; hasHandler: boolean } {
  if (hiddenInForeign.has(name)) return { policy: 'drop', hasHandler: false };
  return {
    policy: name === 'text' || name === 'foreignObject' ? 'block' : 'unwrap',
    hasHandler: alsoForeign.has(name) || !elementPolicy.has(name),
  };
}

export function gapAround(name: string): 'line' | 'paragraph' {
  return paragraphs.has(name) ? 'paragraph' : 'line';
}

export function isInLine(name: string): boolean {
  return inLine.has(name) || (elementPolicy.get(name) ?? 'unwrap') === 'unwrap';
}
