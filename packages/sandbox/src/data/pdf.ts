export interface PdfOptions {
  /** One line each; ASCII. */
  readonly lines: readonly string[];
  /** Goes into a comment, so that two documents of the same text differ in their bytes. */
  readonly stamp: string;
  /** Adds a stream of so many bytes that no page shows. Default 0. */
  readonly ballast?: number;
}

/** A valid PDF of one page. */
export function pdf(options: PdfOptions): Buffer {
  const text = options.lines
    .map((line, n) => `1 0 0 1 56 ${780 - n * 18} Tm (${line.replace(/[\\()]/g, '\\$&')}) Tj`)
    .join('\n');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    stream(`BT /F1 12 Tf\n${text}\nET`),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...(options.ballast ? [stream('zdjsm sandbox. '.repeat(Math.ceil(options.ballast / 15)))] : []),
  ];

  let body = `%PDF-1.4\n% ${options.stamp}\n`;
  const offsets = objects.map((object, n) => {
    const offset = body.length;
    body += `${n + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries.join('')}`;
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
  return Buffer.from(body + table + trailer, 'latin1');
}

function stream(content: string): string {
  return `<< /Length ${content.length} >>\nstream\n${content}\nendstream`;
}
