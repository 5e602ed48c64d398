import { crc32, inflateSync } from 'node:zlib';
import { cases } from '@zdjsm/testing/cases';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jpeg } from '../src/data/jpeg.ts';
import { pdf } from '../src/data/pdf.ts';
import { png } from '../src/data/png.ts';

const stamp = fc.stringMatching(/^[a-z0-9/-]{1,40}$/);
const side = fc.integer({ min: 1, max: 90 });

test('a PNG: chunks with their check sums, and as many pixels as the header says', () => {
  fc.assert(
    fc.property(side, side, stamp, fc.boolean(), (width, height, mark, stored) => {
      const bytes = png({ width, height, stamp: mark, hue: 40, stored });
      expect(bytes.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
      const chunks = new Map<string, Buffer>();
      for (let at = 8; at < bytes.length; ) {
        const length = bytes.readUInt32BE(at);
        const type = bytes.toString('latin1', at + 4, at + 8);
        const data = bytes.subarray(at + 8, at + 8 + length);
        expect(bytes.readUInt32BE(at + 8 + length)).toBe(
          crc32(bytes.subarray(at + 4, at + 8 + length)),
        );
        chunks.set(type, data);
        at += 12 + length;
      }
      expect([...chunks.keys()]).toEqual(['IHDR', 'tEXt', 'IDAT', 'IEND']);
      expect(chunks.get('tEXt')?.toString('latin1')).toBe(`Comment\0${mark}`);
      const pixels = inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0));
      expect(pixels.length).toBe((width * 3 + 1) * height);
    }),
    cases(30),
  );
});

/** The means of the blocks, read back with the two tiny Huffman tables that `jpeg` writes. */
function readGreys(bytes: Buffer, count: number): readonly number[] {
  const start = bytes.indexOf(Buffer.from([0xff, 0xda])) + 10;
  const scan = [...bytes.subarray(start, -2)].filter(
    (byte, n, all) => !(byte === 0 && all[n - 1] === 0xff),
  );
  let at = 0;
  const read = (size: number): number => {
    let value = 0;
    for (let n = 0; n < size; n++, at++) {
      value = value * 2 + (((scan[at >> 3] ?? 0) >> (7 - (at & 7))) & 1);
    }
    return value;
  };
  let grey = 128;
  return Array.from({ length: count }, () => {
    const size = read(4);
    const bits = read(size);
    grey += size > 0 && bits < 2 ** (size - 1) ? bits - 2 ** size + 1 : bits;
    expect(read(1)).toBe(0);
    return grey;
  });
}

test('a JPEG: segments in their order, and each block’s grey', () => {
  const shape = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }));
  fc.assert(
    fc.property(shape, fc.nat(255), fc.nat(255), stamp, ([columns, rows], a, b, mark) => {
      const grey = (column: number, row: number): number => (column * a + row * b) % 256;
      const bytes = jpeg({ columns, rows, stamp: mark, grey });
      const markers: number[] = [];
      for (let at = 2; bytes[at + 1] !== 0xda; at += 2 + bytes.readUInt16BE(at + 2)) {
        markers.push(bytes[at + 1] ?? 0);
      }
      expect(markers).toEqual([0xe0, 0xfe, 0xdb, 0xc0, 0xc4, 0xc4]);
      expect([bytes.at(-2), bytes.at(-1)]).toEqual([0xff, 0xd9]);
      const wanted = Array.from({ length: columns * rows }, (_, n) =>
        grey(n % columns, Math.floor(n / columns)),
      );
      expect(readGreys(bytes, columns * rows)).toEqual(wanted);
    }),
    cases(60),
  );
});

test('a PDF: the table at its end leads to each object', () => {
  fc.assert(
    fc.property(stamp, fc.array(fc.stringMatching(/^[ -~]{0,30}$/)), (mark, lines) => {
      const text = pdf({ stamp: mark, lines }).toString('latin1');
      expect(text.startsWith('%PDF-1.4\n')).toBe(true);
      const table = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1]);
      expect(text.slice(table, table + 5)).toBe('xref\n');
      const entries = [...text.slice(table).matchAll(/^(\d{10}) 00000 n /gm)];
      expect(entries).toHaveLength(5);
      for (const [n, [, offset]] of entries.entries()) {
        expect(text.slice(Number(offset)).startsWith(`${n + 1} 0 obj\n`)).toBe(true);
      }
      for (const [, length, body] of text.matchAll(
        /\/Length (\d+) >>\nstream\n([\s\S]*?)\nendstream/g,
      )) {
        expect(body?.length).toBe(Number(length));
      }
    }),
    cases(40),
  );
});
