import { type PropertyReader, properties } from './properties.ts';
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

/** Declarations in which each semicolon ends one: nothing is escaped or nested, and no string or function holds any. */
const PLAIN = /^(?:[^"'()[\]{}\\/]|\/(?!\*)|"[^"\\\n;]*"|'[^'\\\n;]*'|\([^"'()[\]{}\\;]*\))*$/;

/** Reads a style attribute. Nearly all of them are plain, and need no tokens. */
export function parseStyle(css: string): Style {
  if (!PLAIN.test(css)) {
    const tokens = tokensOf(css);
    return readDeclarations(tokens, 0, tokens.types.length);
  }
  const style: Style = {};
  for (const declaration of css.split(';')) {
    const colon = declaration.indexOf(':');
    if (colon < 0) continue;
    const read = properties.get(declaration.slice(0, colon).trim().toLowerCase());
    if (read !== undefined) readValue(read, declaration.slice(colon + 1), style);
  }
  return style;
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
  readValue(read, sourceOf(tokens, colon + 1, to), style);
}

function readValue(read: PropertyReader, source: string, style: Style): void {
  const value = source.toLowerCase();
  const clean = (value.includes('/*') ? value.replace(/\/\*.*?\*\//gs, ' ') : value).trim();
  if (!clean.includes('!')) {
    read(style, clean);
  } else if (/!\s*important$/.test(clean)) {
    style.important ??= {};
    read(style.important, clean.slice(0, clean.indexOf('!')).trim());
  }
}
