import { tokenize, tokenTypes } from 'css-tree/tokenizer';

export const {
  Ident,
  Function: FunctionToken,
  AtKeyword,
  WhiteSpace,
  CDO,
  CDC,
  Colon,
  Semicolon,
  LeftSquareBracket,
  RightSquareBracket,
  LeftParenthesis,
  RightParenthesis,
  LeftCurlyBracket,
  RightCurlyBracket,
  Comment,
} = tokenTypes;

/** The tokens of a piece of CSS, by number: token `n` goes from `ends[n - 1]` to `ends[n]`. */
export interface Tokens {
  readonly css: string;
  readonly types: readonly number[];
  readonly ends: readonly number[];
}

export function tokensOf(css: string): Tokens {
  const types: number[] = [];
  const ends: number[] = [];
  tokenize(css, (type, _start, end) => {
    types.push(type);
    ends.push(end);
  });
  return { css, types, ends };
}

/** The source of the tokens from `from` up to, not including, `to`. */
export function sourceOf({ css, ends }: Tokens, from: number, to: number): string {
  return css.slice(ends[from - 1] ?? 0, ends[to - 1] ?? 0);
}

/** The first token from `from` on that is neither a blank nor a comment. */
export function skipSpace({ types }: Tokens, from: number): number {
  let at = from;
  while (types[at] === WhiteSpace || types[at] === Comment) at += 1;
  return at;
}
