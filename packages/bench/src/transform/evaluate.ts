import type { AdfJudges } from '@zdjsm/testing/adf';
import { visibleWords } from '@zdjsm/testing/html';
import type { Contender } from './contenders.ts';
import { commonWords, type Kept, keptOf, type Structure } from './structure.ts';
import { readAdf } from './structure-of-adf.ts';
import { structureOfHtml } from './structure-of-html.ts';

/** A document with what an independent reading finds in it. */
export interface Specimen {
  readonly name: string;
  readonly html: string;
  readonly words: readonly string[];
  readonly structure: Structure;
}

export function specimenOf(name: string, html: string): Specimen {
  return { name, html, words: visibleWords(html), structure: structureOfHtml(html) };
}

/** Shares in per cent. */
export interface Evaluation {
  readonly crashes: number;
  readonly schema: number;
  readonly valid: number;
  /** Documents of which every visible word arrives, in order. */
  readonly lossless: number;
  readonly recall: number;
  readonly precision: number;
  readonly kept: Readonly<Record<keyof Kept, number>>;
  /** Documents that lack something, with what: only ours are looked into. */
  readonly lacking: readonly string[];
}

export function evaluate(
  contender: Contender,
  specimens: readonly Specimen[],
  judges: AdfJudges,
): Evaluation {
  const sums = new Map<string, { kept: number; of: number }>();
  const lacking: string[] = [];
  const add = (
    name: string,
    { kept, of }: { readonly kept: number; readonly of: number },
  ): void => {
    const sum = sums.get(name) ?? { kept: 0, of: 0 };
    sums.set(name, { kept: sum.kept + kept, of: sum.of + of });
  };
  let crashes = 0;
  for (const { name, html, words, structure } of specimens) {
    let doc: unknown;
    try {
      doc = contender.convert(html);
    } catch {
      crashes += 1;
      doc = { type: 'doc', content: [] };
    }
    const verdict = judges.judge(doc);
    const reading = readAdf(doc);
    add('schema', share(verdict.jsonSchema === undefined));
    add('valid', share(Object.values(verdict).every((objection) => objection === undefined)));
    add('lossless', share(isSubsequence(words, reading.words)));
    add('recall', commonWords(words, reading.words));
    add('precision', commonWords(reading.words, words));
    for (const [what, kept] of Object.entries(keptOf(structure, reading))) {
      add(what, kept);
      if (kept.kept < kept.of) lacking.push(`${name}: ${what} ${kept.kept} of ${kept.of}`);
    }
  }
  const percent = (name: string): number => {
    const { kept, of } = sums.get(name) ?? { kept: 0, of: 0 };
    return of === 0 ? 100 : (100 * kept) / of;
  };
  return {
    crashes,
    schema: percent('schema'),
    valid: percent('valid'),
    lossless: percent('lossless'),
    recall: percent('recall'),
    precision: percent('precision'),
    kept: {
      links: percent('links'),
      images: percent('images'),
      tables: percent('tables'),
      listItems: percent('listItems'),
      listDepth: percent('listDepth'),
      headings: percent('headings'),
      codeBlocks: percent('codeBlocks'),
      quotes: percent('quotes'),
      bold: percent('bold'),
      italic: percent('italic'),
      colored: percent('colored'),
    },
    lacking,
  };
}

const share = (holds: boolean) => ({ kept: holds ? 1 : 0, of: 1 });

function isSubsequence(wanted: readonly string[], found: readonly string[]): boolean {
  let next = 0;
  for (const word of found) if (word === wanted[next]) next += 1;
  return next === wanted.length;
}
