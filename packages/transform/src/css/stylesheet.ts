import { readDeclarations } from './declarations.ts';
import { appliesToScreen } from './media.ts';
import { type CompiledSelector, compileSelectors } from './selectors.ts';
import type { Style } from './style.ts';
import {
  AtKeyword,
  CDC,
  CDO,
  LeftCurlyBracket,
  RightCurlyBracket,
  Semicolon,
  skipSpace,
  sourceOf,
  type Tokens,
  tokensOf,
} from './tokens.ts';

/** One selector of a rule with what it declares. */
export interface StyleRule {
  readonly selector: CompiledSelector;
  readonly style: Style;
}

/**
 * The rules of a style element that say something of interest, in their order. Rules for print, phones or dark mode
 * are left out: a desktop window on a white page is what a mail is meant to be read in.
 */
export function parseStylesheet(css: string): StyleRule[] {
  const tokens = tokensOf(css);
  const rules: StyleRule[] = [];
  readRules(tokens, 0, tokens.types.length, rules);
  return rules;
}

/** Reads rules from a range of tokens: CSS Syntax Level 3, § 5.4.1. */
function readRules(tokens: Tokens, from: number, to: number, rules: StyleRule[]): void {
  const { types } = tokens;
  let at = from;
  while (at < to) {
    const start = skipBetweenRules(tokens, at);
    const isAtRule = types[start] === AtKeyword;
    let open = start;
    while (open < to && types[open] !== LeftCurlyBracket) {
      if (isAtRule && types[open] === Semicolon) break;
      open += 1;
    }
    if (open >= to || types[open] === Semicolon) {
      at = open + 1;
      continue;
    }
    const close = findClose(tokens, open, to);
    const prelude = sourceOf(tokens, start, open);
    if (!isAtRule) readRule(prelude, readDeclarations(tokens, open + 1, close), rules);
    else if (/^@media\b/i.test(prelude) && appliesToScreen(prelude.slice('@media'.length))) {
      readRules(tokens, open + 1, close, rules);
    }
    at = close + 1;
  }
}

function readRule(prelude: string, style: Style, rules: StyleRule[]): void {
  if (Object.keys(style).length === 0) return;
  for (const selector of compileSelectors(prelude)) rules.push({ selector, style });
}

/** Blanks, comments, `<!--` and `-->` (with which style elements are still written), and stray braces. */
function skipBetweenRules(tokens: Tokens, from: number): number {
  let at = skipSpace(tokens, from);
  for (
    let type = tokens.types[at];
    type === CDO || type === CDC || type === RightCurlyBracket;
    type = tokens.types[at]
  ) {
    at = skipSpace(tokens, at + 1);
  }
  return at;
}

function findClose({ types }: Tokens, open: number, to: number): number {
  let depth = 0;
  for (let at = open; at < to; at++) {
    if (types[at] === LeftCurlyBracket) depth += 1;
    else if (types[at] === RightCurlyBracket && --depth === 0) return at;
  }
  return to;
}
