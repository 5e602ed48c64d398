/**
 * PostgreSQL's text knows no U+0000. It is written as U+0001 U+0001, and U+0001 as U+0001 U+0002, which
 * keeps the order of texts. (Payloads and notes are JSON, which escapes both.)
 */
export const toText = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is these two that this is about
  text.replace(/[\u0000\u0001]/g, (sign) => (sign === '\u0000' ? '\u0001\u0001' : '\u0001\u0002'));

export const fromText = (text: string): string =>
  text.includes('\u0001')
    ? // biome-ignore lint/suspicious/noControlCharactersInRegex: as above
      text.replace(/\u0001([\u0001\u0002])/g, (_, sign) =>
        sign === '\u0001' ? '\u0000' : '\u0001',
      )
    : text;
