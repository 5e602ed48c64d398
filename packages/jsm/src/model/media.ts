import { type AdfDocument, type AdfNode, isAdfDocument } from './adf.ts';

/** Media ids of the files that a document shows. */
export function fileMediaIn(document: AdfDocument): Set<string> {
  const ids = new Set<string>();
  const visit = (node: AdfNode): void => {
    const id = node.attrs?.['id'];
    if (node.attrs?.['type'] === 'file' && typeof id === 'string') ids.add(id);
    for (const child of node.content ?? []) visit(child);
  };
  for (const node of document.content) visit(node);
  return ids;
}

/** Media ids that one value shows and its replacement does not: their files would be deleted. */
export function mediaLost(before: unknown, after: unknown): string[] {
  if (!isAdfDocument(before)) return [];
  const kept = isAdfDocument(after) ? fileMediaIn(after) : new Set<string>();
  return [...fileMediaIn(before)].filter((id) => !kept.has(id));
}
