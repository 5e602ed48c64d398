/**
 * What becomes of an element that no handler takes.
 *
 * - `drop`: nothing that is in it is shown by a reader of mail.
 * - `unwrap`: its content stands in the line; what it looks like comes from its style.
 * - `block`: its content starts and ends a line.
 * - `convert`: a handler takes it.
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
    tbody tfoot time tt u var`,
  block: `
    address article aside caption center details dialog div fieldset figcaption figure footer form
    header hgroup legend main menuitem multicol nav option section selectedcontent summary
    textarea`,
  convert: `
    a area audio blockquote br dd dir dl dt embed frame h1 h2 h3 h4 h5 h6 hr iframe image img input
    li listing menu object ol p plaintext pre q rt svg table td th thead tr ul video xmp`,
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

/** Elements with a handler that stand in a line of text all the same. */
const inLine = new Set(
  'a area audio br embed frame iframe img image input object q rt svg video'.split(' '),
);

export function isInLine(name: string): boolean {
  return inLine.has(name) || (elementPolicy.get(name) ?? 'unwrap') === 'unwrap';
}
