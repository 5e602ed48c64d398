import { choose, nth } from './dice.ts';
import { jpeg } from './jpeg.ts';
import { pdf } from './pdf.ts';
import { png } from './png.ts';

/** A kind of file that people attach. The stamp makes each copy's bytes its own. */
export interface FileTemplate {
  readonly name: string;
  readonly contentType: string;
  /** The same length for every stamp of the same length. */
  readonly make: (stamp: string) => Uint8Array;
}

const text = (contentType: string, name: string, content: (stamp: string) => string) => ({
  name,
  contentType,
  make: (stamp: string) => Buffer.from(content(stamp), 'utf8'),
});

const picture = (name: string, hue: number, width: number, height: number): FileTemplate => ({
  name,
  contentType: 'image/png',
  make: (stamp) => png({ width, height, hue, stamp }),
});

const photo = (name: string, slope: number): FileTemplate => ({
  name,
  contentType: 'image/jpeg',
  make: (stamp) =>
    jpeg({ columns: 40, rows: 30, stamp, grey: (column, row) => (column * slope + row * 7) % 256 }),
});

const COMMON: readonly FileTemplate[] = [
  picture('screenshot.png', 210, 320, 200),
  photo('IMG_2041.jpg', 13),
  {
    name: 'invoice-2024-0117.pdf',
    contentType: 'application/pdf',
    make: (stamp) => pdf({ stamp, lines: ['Invoice 2024-0117', 'Total: 1,280.00 EUR'] }),
  },
  picture('Bildschirmfoto 2024-05-06 um 09.41.22.png', 30, 240, 160),
  text('text/plain', 'error.log', (stamp) =>
    `# ${stamp}\n`.concat('2024-05-06T09:41:22Z ERROR connection reset by peer\n'.repeat(40)),
  ),
  photo('photo (1).jpeg', 5),
  text('text/csv', 'export.csv', (stamp) => `id;name;city\n${stamp};Müller;Köln\n2;"A;B";Łódź\n`),
  {
    name: 'delivery note.pdf',
    contentType: 'application/pdf',
    make: (stamp) => pdf({ stamp, lines: ['Delivery note', '2 x toner (black)'] }),
  },
];

/** Names that trip over a shell, a header or a file system. */
const ODD: readonly FileTemplate[] = [
  { ...picture('x', 120, 64, 64), name: `lename*="UTF-8''ssl-expiry-blog.gif"` },
  { ...picture('x', 90, 64, 64), name: 'cid' },
  { ...picture('x', 300, 64, 64), name: 'Übersicht – Q1 ✓.png' },
  text('text/plain', '../../etc/passwd', (stamp) => `not what it looks like ${stamp}\n`),
  text('text/plain', 'a;b"c\'d & e.txt', (stamp) => `${stamp}\n`),
];

/** Over 5 MB, made only when somebody downloads one. */
const LARGE: readonly FileTemplate[] = [
  {
    name: 'scan-600dpi.png',
    contentType: 'image/png',
    make: (stamp) => png({ width: 1500, height: 1200, hue: 20, stamp, stored: true }),
  },
  {
    name: 'manual.pdf',
    contentType: 'application/pdf',
    make: (stamp) => pdf({ stamp, lines: ['Manual'], ballast: 7_500_000 }),
  },
];

const EMPTY: FileTemplate = text('text/plain', 'empty.txt', () => '');

export type FileKind = 'common' | 'odd' | 'large' | 'empty';

const TEMPLATES: Readonly<Record<FileKind, readonly FileTemplate[]>> = {
  common: COMMON,
  odd: ODD,
  large: LARGE,
  empty: [EMPTY],
};

export function fileTemplate(kind: FileKind, roll: number): FileTemplate {
  return choose(TEMPLATES[kind], roll);
}

/** A company's or a person's signature logo: the same bytes wherever it stands. */
export function logo(n: number): Uint8Array {
  return png({ width: 120, height: 32, hue: (n * 47) % 360, stamp: `logo ${n}` });
}

/** A picture pasted into a text: its own bytes. */
export function pastedPicture(stamp: string, n: number): { bytes: Uint8Array; extension: string } {
  const template = nth(COMMON, n % 2);
  return { bytes: template.make(stamp), extension: n % 2 === 0 ? 'png' : 'jpg' };
}
