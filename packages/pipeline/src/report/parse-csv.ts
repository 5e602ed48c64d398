/**
 * Reads what `toCsv` writes, as it comes back from a spreadsheet: with semicolons where the language
 * has decimal commas, with or without a byte-order mark. Rows by the names in the first line.
 */
export function parseCsv(text: string): Readonly<Record<string, string>>[] {
  const content = text.replace(/^\uFEFF/, '');
  const firstLine = content.slice(0, content.search(/[\r\n]|$/));
  const comma = firstLine.includes(';') && !firstLine.includes(',') ? ';' : ',';
  const [head = [], ...rows] = linesOf(content, comma);
  return rows.map((cells) =>
    Object.fromEntries(head.map((name, i) => [name.trim().toLowerCase(), active(cells[i] ?? '')])),
  );
}

/** The apostrophe that keeps a spreadsheet from running a formula is none of the value. */
const active = (cell: string): string => cell.replace(/^'(?=\s*[=+\-@]|[\t\r\n])/, '').trim();

function linesOf(text: string, comma: string): string[][] {
  const lines: string[][] = [];
  let cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  const endLine = (): void => {
    cells.push(cell);
    if (cells.some((one) => one !== '')) lines.push(cells);
    cells = [];
    cell = '';
  };
  for (let i = 0; i < text.length; i += 1) {
    const char = text.charAt(i);
    if (isQuoted) {
      if (char !== '"') cell += char;
      else if (text.charAt(i + 1) === '"') cell += text.charAt(++i);
      else isQuoted = false;
    } else if (char === '"') isQuoted = true;
    else if (char === comma) {
      cells.push(cell);
      cell = '';
    } else if (char === '\n') endLine();
    else if (char !== '\r') cell += char;
  }
  endLine();
  return lines;
}
