import { crc32, deflateSync } from 'node:zlib';

export interface PngOptions {
  readonly width: number;
  readonly height: number;
  /** Goes into a text chunk, so that two pictures of the same look differ in their bytes. */
  readonly stamp: string;
  /** Degrees, 0 to 360. */
  readonly hue: number;
  /** Stored instead of deflated: the size is exactly known, and large. Default false. */
  readonly stored?: boolean;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const TRUE_COLOUR = 2;

/** A valid PNG, 8 bits RGB: stripes in shades of one hue. */
export function png(options: PngOptions): Buffer {
  const { width, height, stamp, hue } = options;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, TRUE_COLOUR, 0, 0, 0], 8);

  const rows = Buffer.alloc((width * 3 + 1) * height);
  for (let y = 0, at = 0; y < height; y++) {
    rows[at++] = 0;
    const shade = 0.35 + 0.6 * ((y >> 3) % 8) * 0.125;
    for (let x = 0; x < width; x++) {
      const light = shade + (((x >> 4) & 3) - 1.5) * 0.02;
      rows[at++] = channel(hue, light, 0);
      rows[at++] = channel(hue, light, 120);
      rows[at++] = channel(hue, light, 240);
    }
  }
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('tEXt', Buffer.from(`Comment\0${stamp}`, 'latin1')),
    chunk('IDAT', deflateSync(rows, { level: options.stored ? 0 : 6 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function channel(hue: number, light: number, shift: number): number {
  const wave = Math.cos(((hue - shift) * Math.PI) / 180);
  return Math.max(0, Math.min(255, Math.round(255 * (light + 0.25 * wave))));
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}
