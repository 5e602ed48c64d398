export interface JpegOptions {
  /** In blocks of 8 × 8 pixels. */
  readonly columns: number;
  readonly rows: number;
  /** Goes into a comment segment, so that two pictures of the same look differ in their bytes. */
  readonly stamp: string;
  /** Grey of a block, 0 to 255. */
  readonly grey: (column: number, row: number) => number;
}

/**
 * A valid baseline JPEG: a mosaic of grey squares. Each block holds its mean only, so two tiny
 * Huffman tables do: twelve four-bit codes for the size of a difference, and one bit that says
 * "no detail in this block".
 */
export function jpeg(options: JpegOptions): Buffer {
  const { columns, rows } = options;
  const bits = createBitWriter();
  let previous = 0;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      // The mean's coefficient is eight times the level around 128, over the quantiser 8.
      const level = Math.round(options.grey(column, row)) - 128;
      const difference = level - previous;
      previous = level;
      const size = Math.abs(difference).toString(2).length * (difference === 0 ? 0 : 1);
      bits.write(size, 4);
      bits.write(difference < 0 ? difference + 2 ** size - 1 : difference, size);
      bits.write(0, 1);
    }
  }
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
    segment(0xfe, Buffer.from(options.stamp, 'latin1')),
    segment(0xdb, Buffer.concat([Buffer.from([0]), Buffer.alloc(64, 8)])),
    segment(0xc0, frame(columns * 8, rows * 8)),
    segment(0xc4, huffmanTable(0x00, [0, 0, 0, 12], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])),
    segment(0xc4, huffmanTable(0x10, [1], [0])),
    segment(0xda, Buffer.from([1, 1, 0x00, 0, 63, 0])),
    bits.finish(),
    Buffer.from([0xff, 0xd9]),
  ]);
}

function frame(width: number, height: number): Buffer {
  return Buffer.from([8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0]);
}

/** `counts[n]` codes have n + 1 bits. */
function huffmanTable(id: number, counts: readonly number[], symbols: readonly number[]): Buffer {
  const lengths = Array.from({ length: 16 }, (_, n) => counts[n] ?? 0);
  return Buffer.from([id, ...lengths, ...symbols]);
}

function segment(marker: number, data: Buffer): Buffer {
  const length = data.length + 2;
  return Buffer.concat([Buffer.from([0xff, marker, length >> 8, length & 255]), data]);
}

function createBitWriter() {
  const bytes: number[] = [];
  let pending = 0;
  let filled = 0;
  const write = (value: number, size: number): void => {
    for (let bit = size - 1; bit >= 0; bit--) {
      pending = (pending << 1) | ((value >> bit) & 1);
      filled += 1;
      if (filled < 8) continue;
      bytes.push(pending);
      // A literal 0xff must not look like a marker.
      if (pending === 0xff) bytes.push(0);
      pending = 0;
      filled = 0;
    }
  };
  return {
    write,
    finish(): Buffer {
      while (filled !== 0) write(1, 1);
      return Buffer.from(bytes);
    },
  };
}
