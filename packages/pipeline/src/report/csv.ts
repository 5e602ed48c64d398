/** RFC 4180, with a byte-order mark for spreadsheets, and safe from formulas in hostile content. */
export function toCsv(
  head: readonly string[],
  rows: Iterable<readonly (string | number)[]>,
): string {
  return [csvStart(head), ...Iterator.from(rows).map(csvLine)].join('');
}

/** What a file begins with. */
export const csvStart = (head: readonly string[]): string => `\uFEFF${csvLine(head)}`;

export const csvLine = (row: readonly (string | number)[]): string =>
  `${row.map(cell).join(',')}\r\n`;

function cell(value: string | number): string {
  const text = String(value);
  // A spreadsheet runs what starts so; an apostrophe makes it text.
  const inert = typeof value === 'string' && /^\s*[=+\-@]|^[\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
