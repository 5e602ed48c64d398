/** The words of a text as the search sees them: lower case, cut at everything else. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/**
 * What `~` means: a quoted phrase stands there word for word in this order, single words anywhere;
 * a word ending in `*` matches the beginning of one.
 */
export function matchesText(text: string, search: string): boolean {
  const words = wordsOf(text);
  const phrase = /^"(.*)"$/s.exec(search.trim())?.[1];
  if (phrase !== undefined) {
    const wanted = wordsOf(phrase);
    return words.some((_, i) => wanted.every((word, j) => words[i + j] === word));
  }
  return search
    .split(/\s+/)
    .filter((part) => part !== '')
    .every((part) => {
      const wanted = wordsOf(part);
      const last = wanted.length - 1;
      const open = part.endsWith('*');
      return words.some((_, i) =>
        wanted.every((word, j) =>
          open && j === last ? (words[i + j] ?? '').startsWith(word) : words[i + j] === word,
        ),
      );
    });
}
