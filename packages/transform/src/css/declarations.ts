import { properties } from './properties.ts';
import type { Style } from './style.ts';
import {
  Colon,
  FunctionToken,
  Ident,
  LeftCurlyBracket,
  LeftParenthesis,
  LeftSquareBracket,
  RightCurlyBracket,
  RightParenthesis,
  RightSquareBracket,
  Semicolon,
  skipSpace,
  sourceOf,
  type Tokens,
  tokensOf,
} from './tokens.ts';

/** Reads a style attribute. */
export function parseStyle(css: string): Style {
  const tokens = tokensOf(css);
  return readDeclarations(tokens, 0, tokens.types.length);
}

/** Reads declarations from a range of tokens: CSS Syntax Level 3, § 5.4.4. Unknown properties are passed over. */
export function readDeclarations(tokens: Tokens, from: number, to: number): Style {
  const style: Style = {};
  let start = from;
  let depth = 0;
  for (let at = from; at < to; at++) {
    switch (tokens.types[at]) {
      case FunctionToken:
      case LeftParenthesis:
      case LeftSquareBracket:
      case LeftCurlyBracket:
        depth += 1;
        break;
      case RightParenthesis:
      case RightSquareBracket:
      case RightCurlyBracket:
        depth = Math.max(0, depth - 1);
        break;
      case Semicolon:
        if (depth > 0) break;
        readDeclaration(tokens, start, at, style);
        start = at + 1;
    }
  }
  readDeclaration(tokens, start, to, style);
  return style;
}

function readDeclaration(tokens: Tokens, from: number, to: number, style: Style): void {
  const name = skipSpace(tokens, from);
  if (tokens.types[name] !== Ident) return;
  const read = properties.get(sourceOf(tokens, name, name + 1).toLowerCase());
  if (read === undefined) return;
  const colon = skipSpace(tokens, name + 1);
  if (tokens.types[colon] !== Colon || colon >= to) return;
  const value = sourceOf(tokens, colon + 1, to).toLowerCase();
  const clean = (value.includes('/*') ? value.replace(/\/\*.*?\*\//gs, ' ') : value).trim();
  if (!clean.includes('!')) {
    read(style, clean);
  } else if (/!\s*important$/.test(clean)) {
    style.important ??= {};
    read(style.important, clean.slice(0, clean.indexOf('!')).trim());
  }
}
