// css-tree brings no types, and those of DefinitelyTyped know only its root.
declare module 'css-tree/tokenizer' {
  export function tokenize(
    css: string,
    onToken: (type: number, start: number, end: number) => void,
  ): void;

  export const tokenTypes: {
    readonly Ident: number;
    readonly Function: number;
    readonly AtKeyword: number;
    readonly WhiteSpace: number;
    readonly CDO: number;
    readonly CDC: number;
    readonly Colon: number;
    readonly Semicolon: number;
    readonly LeftSquareBracket: number;
    readonly RightSquareBracket: number;
    readonly LeftParenthesis: number;
    readonly RightParenthesis: number;
    readonly LeftCurlyBracket: number;
    readonly RightCurlyBracket: number;
    readonly Comment: number;
  };
}
