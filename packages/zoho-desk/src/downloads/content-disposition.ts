/**
 * The file's name, as the header tells it. Forgiving: Zoho has been seen to quote what must not be
 * quoted (`filename*="UTF-8''a.gif"`) and to cut a name's first letters (`lename*=`).
 */
export function fileNameIn(header: string | undefined): string | undefined {
  if (!header) return undefined;
  const extended = /(?:^|[;\s])(?:fi)?lename\*\s*=\s*"?([\w-]+)'[^']*'([^";]+)"?/i.exec(header);
  const decoded = extended && percentDecode(extended[2] ?? '', extended[1] ?? '');
  if (decoded) return nameOf(decoded);
  const quoted = /(?:^|[;\s])filename\s*=\s*"((?:[^"\\]|\\.)*)"/i.exec(header);
  if (quoted) return nameOf((quoted[1] ?? '').replace(/\\(.)/g, '$1'));
  const bare = /(?:^|[;\s])filename\s*=\s*([^";]+)/i.exec(header);
  return bare ? nameOf((bare[1] ?? '').trim()) : undefined;
}

function percentDecode(text: string, charset: string): string | undefined {
  try {
    const bytes = Uint8Array.from(
      Array.from(text.matchAll(/%([0-9a-f]{2})|([\s\S])/gi), ([, hex, plain]) =>
        hex === undefined ? (plain?.charCodeAt(0) ?? 0) & 0xff : Number.parseInt(hex, 16),
      ),
    );
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The last part alone: a name with folders in it would be written elsewhere. */
function nameOf(text: string): string | undefined {
  const name = text.split(/[/\\]/).at(-1)?.trim();
  return name || undefined;
}
