import { fileTypeFromBuffer } from 'file-type';

/** As many bytes as it takes to know a file by its beginning. */
export const SNIFFED_BYTES = 4_100;

const UNKNOWN = 'application/octet-stream';

// What servers say when they do not know.
const VAGUE = new Set([
  UNKNOWN,
  'application/x-download',
  'application/force-download',
  'text/plain',
]);

/** The bytes decide, then the server's word, then whether it looks like text. */
export async function contentTypeOf(start: Buffer, header: string | undefined): Promise<string> {
  const known = await fileTypeFromBuffer(start);
  if (known) return known.mime;
  const said = header?.split(';')[0]?.trim().toLowerCase();
  if (said && !VAGUE.has(said)) return said;
  return textTypeOf(start) ?? said ?? UNKNOWN;
}

function textTypeOf(start: Buffer): string | undefined {
  if (start.includes(0)) return undefined;
  const text = start.toString('utf8').trimStart();
  if (/^(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)?<svg[\s>]/i.test(text)) return 'image/svg+xml';
  if (/^(<!doctype html|<html[\s>])/i.test(text)) return 'text/html';
  return 'text/plain';
}
