import type { FileRow } from '../store/store.ts';

/** Errors of a source that answers, and has no such file; one that leads elsewhere may do so for a while only. */
const GONE: ReadonlySet<string> = new Set(['NOT_FOUND', 'NOT_A_FILE']);

/** Whether the source itself has lost the file, so that asking for it again is of no use. */
export const isGone = ({ error }: Pick<FileRow, 'error'>): boolean =>
  error !== undefined && GONE.has(error.code);
