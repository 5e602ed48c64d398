import type { Doc } from '../model/issues.ts';
import type { AdfNode } from './adf.ts';

/** Documents are stored as JSON text, and only valid ones are stored. */
export function parseAdf(stored: Doc): AdfNode {
  return JSON.parse(stored) as AdfNode;
}

export function storeAdf(root: AdfNode): Doc {
  return JSON.stringify(root);
}
