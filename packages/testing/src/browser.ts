import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const CHROMIUM = '/usr/bin/chromium';

/** Without these it asks the network for updates, or refuses to run as root. */
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--enable-logging=stderr',
  '--dump-dom',
];

/** A page after its script ran, and what the console said. */
export interface OpenedPage {
  readonly html: string;
  readonly errors: readonly string[];
}

/** Chromium, where it is installed. A test that needs it is written `test.skipIf(!browser.available)`. */
export const browser = {
  available: existsSync(CHROMIUM),

  /** Opens a file of this machine. */
  async open(path: string): Promise<OpenedPage> {
    const profile = mkdtempSync(join(tmpdir(), 'zdjsm-chromium-'));
    try {
      const { stdout, stderr } = await promisify(execFile)(
        CHROMIUM,
        [...FLAGS, `--user-data-dir=${profile}`, `file://${path}`],
        { maxBuffer: 64 * 1024 * 1024 },
      );
      const errors = stderr.split('\n').filter((line) => line.includes(':CONSOLE'));
      return { html: stdout, errors };
    } finally {
      rmSync(profile, { recursive: true, force: true });
    }
  },
};

if (!browser.available) {
  process.emitWarning(`${CHROMIUM} is missing: the tests in a browser are skipped`);
}
