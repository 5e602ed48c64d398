const TAG = /<(\/?)([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
const SPECIAL = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>/y;

/** Whether a fragment of the storage format is XML: every tag closed, in order, attributes quoted. */
export function wellFormed(xml: string): boolean {
  const open: string[] = [];
  let at = 0;
  while (at < xml.length) {
    const next = xml.indexOf('<', at);
    if (/&(?!#?\w+;)/.test(xml.slice(at, next === -1 ? undefined : next))) return false;
    if (next === -1) break;
    SPECIAL.lastIndex = next;
    TAG.lastIndex = next;
    const special = SPECIAL.exec(xml);
    const tag = special ? undefined : TAG.exec(xml);
    if (!special && !tag) return false;
    if (tag) {
      const [, closing, name = '', , selfClosing] = tag;
      if (closing) {
        if (open.pop() !== name) return false;
      } else if (!selfClosing) {
        open.push(name);
      }
    }
    at = special ? SPECIAL.lastIndex : TAG.lastIndex;
  }
  return open.length === 0;
}
