/**
 * Text in which Jira's wiki renderer finds no markup. Signs are escaped only where they could act, so that what is
 * read in a mail or a diff stays readable. Source: Jira's «Text Formatting Notation Help».
 */
export function escapeWiki(text: string, atLineStart: boolean): string {
  let escaped = text
    // A backslash escapes, and two of them break the line.
    .replaceAll('\\', '&#92;')
    .replace(/[{}[\]|]/g, '\\$&')
    // Phrase marks act where a word begins or ends.
    .replace(/(?<![\p{L}\p{N}])[*_+^~-](?=\S)|(?<=\S)[*_+^~-](?![\p{L}\p{N}])/gu, '\\$&')
    .replace(/\?\?/g, '\\?\\?')
    .replace(/!(?=\S)/g, '\\!');
  if (atLineStart) {
    escaped = escaped
      .replace(/^(\s*)([#*-])(?=[#*-]*\s)/, '$1\\$2')
      .replace(/^(\s*)(h[1-6]|bq)\./i, '$1$2\\.');
  }
  return escaped;
}
