import type { AdfMark } from '../adf/types.ts';

// The order of the marks in the editor's own schema; ProseMirror's `check` refuses any other.
const ORDER: readonly AdfMark['type'][] = [
  'link',
  'em',
  'strong',
  'textColor',
  'backgroundColor',
  'strike',
  'subsup',
  'underline',
  'code',
];

export type MarkFitter = (marks: readonly AdfMark[] | undefined) => readonly AdfMark[] | undefined;

/** Makes marks of whatever origin legal: known, once each, in order, code alone. */
export function createMarkFitter(): MarkFitter {
  const fitted = new WeakMap<readonly AdfMark[], readonly AdfMark[]>();
  return (marks) => {
    if (marks === undefined || marks.length === 0) return undefined;
    let legal = fitted.get(marks);
    if (legal === undefined) {
      legal = fitMarks(marks);
      fitted.set(marks, legal);
    }
    return legal.length === 0 ? undefined : legal;
  };
}

/** Adds a mark where it may stand; link and code stay as they are. */
export function withMark(marks: readonly AdfMark[] | undefined, mark: AdfMark): readonly AdfMark[] {
  return fitMarks([...(marks ?? []), mark]);
}

function fitMarks(marks: readonly AdfMark[]): readonly AdfMark[] {
  const byType = new Map(marks.filter(isLegal).map((mark) => [mark.type, mark]));
  if (byType.has('code') && !byType.has('link')) return [{ type: 'code' }];
  byType.delete('code');
  const legal = ORDER.flatMap((type) => byType.get(type) ?? []);
  return legal.length === marks.length && legal.every((mark, at) => mark === marks[at])
    ? marks
    : legal;
}

function isLegal(mark: AdfMark): boolean {
  switch (mark.type) {
    case 'link':
      return mark.attrs.href !== '';
    case 'textColor':
    case 'backgroundColor':
      return /^#[0-9a-f]{6}$/.test(mark.attrs.color);
    default:
      return ORDER.includes(mark.type);
  }
}
