/** RFC 4180, with a byte-order mark for spreadsheets, and safe from formulas in hostile content. */
export function toCsv(
  head: readonly string[],
  rows: Iterable<readonly (string | number)[]>,
): string {
  const lines = [head.map(cell).join(',')];
  for (const row of rows) lines.push(row.map(cell).join(','));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

function cell(value: string | number): string {
  const text = String(value);
  // A spreadsheet runs what starts so; an apostrophe makes it text.
  const inert = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
