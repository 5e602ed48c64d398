import { shorten } from './shorten.ts';

const LONGEST_TITLE = 255;

/** Gives each page of a space a title of its own: Confluence has no two pages of one title in a space. */
export interface PageTitles {
  /**
   * The first to ask for a title gets it; others get it with their mark, which no other page of the space
   * has. Whoever asks again gets the same. Ask in the same order in each run.
   */
  titleOf(space: string, title: string, mark: string): string;
}

export function createPageTitles(): PageTitles {
  const owners = new Map<string, string>();
  return {
    titleOf(space, title, mark) {
      const plain = plainTitle(title) || mark;
      const owner = owners.get(keyOf(space, plain));
      if (owner !== undefined && owner !== mark) return markedTitle(plain, mark);
      owners.set(keyOf(space, plain), mark);
      return plain;
    },
  };
}

/** For a title that somebody else's page has already. */
export function markedTitle(title: string, mark: string): string {
  const end = ` (${mark})`;
  return shorten(plainTitle(title), LONGEST_TITLE - end.length) + end;
}

const plainTitle = (title: string): string =>
  shorten(title.replace(/\s+/gu, ' ').trim(), LONGEST_TITLE);

const keyOf = (space: string, title: string): string => `${space} ${title.toLowerCase()}`;
