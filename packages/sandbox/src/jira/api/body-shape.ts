/**
 * The documented keys of a JSON body. A key without a shape of its own may hold anything; in an
 * array each element has the shape. `any` bodies (`*`) are free.
 */
export type BodyShape = 'any' | ReadonlyMap<string, BodyShape>;

/** Reads the notation of the route tables: `body public properties{key value}`. */
export function parseBodyShape(text: string): BodyShape {
  if (text === '*') return 'any';
  const tokens = text.match(/[{}]|[^\s{}]+/g) ?? [];
  let at = 0;
  const parseKeys = (): BodyShape => {
    const keys = new Map<string, BodyShape>();
    while (at < tokens.length && tokens[at] !== '}') {
      const key = tokens[at++] ?? '';
      if (tokens[at] !== '{') {
        keys.set(key, 'any');
        continue;
      }
      at += 1;
      keys.set(key, parseKeys());
      if (tokens[at++] !== '}') throw new Error(`unbalanced braces: ${text}`);
    }
    return keys;
  };
  const shape = parseKeys();
  if (at < tokens.length) throw new Error(`unbalanced braces: ${text}`);
  return shape;
}

/** The path of the first key that the shape does not name, or undefined. */
export function undocumentedKey(value: unknown, shape: BodyShape): string | undefined {
  if (shape === 'any' || typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) {
    for (const [i, element] of value.entries()) {
      const inner = undocumentedKey(element, shape);
      if (inner !== undefined) return `[${i}].${inner}`;
    }
    return undefined;
  }
  for (const [key, child] of Object.entries(value)) {
    const known = shape.get(key);
    if (known === undefined) return key;
    const inner = undocumentedKey(child, known);
    if (inner !== undefined) return inner.startsWith('[') ? `${key}${inner}` : `${key}.${inner}`;
  }
  return undefined;
}
