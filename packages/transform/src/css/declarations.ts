import { type CSSToken, TokenType, tokenize } from '@csstools/css-tokenizer';
import { properties } from './properties.ts';
import type { Style } from './style.ts';

const OPENING = new Set<TokenType>([
  TokenType.Function,
  TokenType.OpenParen,
  TokenType.OpenSquare,
  TokenType.OpenCurly,
]);
const CLOSING = new Set<TokenType>([
  TokenType.CloseParen,
  TokenType.CloseSquare,
  TokenType.CloseCurly,
]);

/** Reads a style attribute, or what stands between a rule's braces. Unknown properties are passed over. */
export function parseStyle(css: string): Style {
  const style: Style = {};
  const tokens = tokenize({ css });
  let from = 0;
  let depth = 0;
  for (const [at, [type]] of tokens.entries()) {
    if (OPENING.has(type)) depth += 1;
    else if (CLOSING.has(type)) depth = Math.max(0, depth - 1);
    else if ((type === TokenType.Semicolon && depth === 0) || type === TokenType.EOF) {
      readDeclaration(css, tokens, from, at, style);
      from = at + 1;
    }
  }
  return style;
}

function readDeclaration(
  css: string,
  tokens: readonly CSSToken[],
  from: number,
  to: number,
  style: Style,
): void {
  const name = skipSpace(tokens, from);
  const token = tokens[name];
  if (token?.[0] !== TokenType.Ident) return;
  const read = properties.get(token[4].value.toLowerCase());
  if (read === undefined) return;
  const colon = skipSpace(tokens, name + 1);
  const before = tokens[colon];
  const after = tokens[to];
  if (before?.[0] !== TokenType.Colon) return;
  const value = css
    .slice(before[3] + 1, after?.[0] === TokenType.Semicolon ? after[2] : css.length)
    .replace(/\/\*.*?\*\//gs, ' ')
    .trim()
    .toLowerCase();
  const plain = value.replace(/\s*!\s*important$/, '');
  if (plain.length === value.length) {
    read(style, plain);
  } else {
    style.important ??= {};
    read(style.important, plain);
  }
}

function skipSpace(tokens: readonly CSSToken[], from: number): number {
  let at = from;
  while (tokens[at]?.[0] === TokenType.Whitespace || tokens[at]?.[0] === TokenType.Comment) at += 1;
  return at;
}
