import { type CSSToken, TokenType, tokenize } from '@csstools/css-tokenizer';
import { appliesToScreen } from './media.ts';
import { type CompiledSelector, compileSelectors } from './selectors.ts';
import type { Style } from './style.ts';

/** One selector of a rule with what it declares. */
export interface StyleRule {
  readonly selector: CompiledSelector;
  readonly style: Style;
}

/**
 * The rules of a style element that say something of interest, in their order. Rules for print, phones or dark mode
 * are left out: a desktop window on a white page is what a mail is meant to be read in.
 */
export function parseStylesheet(css: string, parseStyle: (css: string) => Style): StyleRule[] {
  const tokens = tokenize({ css });
  const rules: StyleRule[] = [];

  const readRules = (from: number, to: number): void => {
    let at = from;
    while (at < to) {
      const start = skipIgnorable(tokens, at);
      const open = findBlock(tokens, start, to);
      const first = tokens[start];
      const brace = tokens[open];
      if (first === undefined || brace === undefined || open >= to) return;
      if (brace[0] === TokenType.Semicolon) {
        at = open + 1;
        continue;
      }
      const close = findClose(tokens, open);
      const end = tokens[close]?.[2] ?? css.length;
      const prelude = css.slice(first[2], brace[2]);
      if (first[0] !== TokenType.AtKeyword) {
        readRule(prelude, css.slice(brace[3] + 1, end));
      } else if (first[4].value.toLowerCase() === 'media' && appliesToScreen(prelude.slice(6))) {
        readRules(open + 1, close);
      }
      at = close + 1;
    }
  };

  const readRule = (prelude: string, body: string): void => {
    const style = parseStyle(body);
    if (Object.keys(style).length === 0) return;
    for (const selector of compileSelectors(prelude)) rules.push({ selector, style });
  };

  readRules(0, tokens.length);
  return rules;
}

function skipIgnorable(tokens: readonly CSSToken[], from: number): number {
  let at = from;
  for (; at < tokens.length; at++) {
    const type = tokens[at]?.[0];
    const ignorable =
      type === TokenType.Whitespace ||
      type === TokenType.Comment ||
      // `<!--` and `-->`, with which style elements are still written.
      type === TokenType.CDO ||
      type === TokenType.CDC ||
      type === TokenType.CloseCurly;
    if (!ignorable) break;
  }
  return at;
}

/** Where the block of the rule that starts at `from` opens, or the semicolon of an at-rule without one. */
function findBlock(tokens: readonly CSSToken[], from: number, to: number): number {
  const endsAtSemicolon = tokens[from]?.[0] === TokenType.AtKeyword;
  for (let at = from; at < to; at++) {
    const type = tokens[at]?.[0];
    if (type === TokenType.OpenCurly) return at;
    if (type === TokenType.Semicolon && endsAtSemicolon) return at;
  }
  return to;
}

function findClose(tokens: readonly CSSToken[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    const type = tokens[at]?.[0];
    if (type === TokenType.OpenCurly) depth += 1;
    else if (type === TokenType.CloseCurly && --depth === 0) return at;
  }
  return tokens.length;
}
