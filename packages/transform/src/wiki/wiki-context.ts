import type { AdfMedia, AdfMediaInline } from '../adf/types.ts';

/** What the blocks of a document share while they are written. */
export interface WikiContext {
  readonly image: (media: AdfMedia | AdfMediaInline) => string;
}
