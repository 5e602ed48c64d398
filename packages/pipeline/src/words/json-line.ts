/** One line of a JSON Lines file. JSON lets U+2028 and U+2029 stand in a text, and some readers break lines there. */
export const jsonLine = (value: unknown): string =>
  `${JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}\n`;
