import type { AdfDoc } from '@zdjsm/transform';
import { createAdfChecker } from '@zdjsm/transform/validate';

// Images are uploaded and texts are cut while loading.
const MENDED: ReadonlySet<string> = new Set(['unresolved-image', 'too-long']);

/** Says why Jira would refuse a document, for what the load does not mend by itself. */
export function createDocumentCheck(): (doc: AdfDoc) => string | undefined {
  const check = createAdfChecker();
  return (doc) => check(doc).find(({ code }) => !MENDED.has(code))?.message;
}
