import type { Backup } from '../../rescue/backup.ts';
import { table } from '../table.ts';

export function backupText({ folder, files }: Backup): string {
  return [
    table(
      ['file', 'records', 'SHA-256'],
      files.map(({ name, lines, sha256 }) => [name, lines, sha256]),
    ),
    '',
    `Backup: ${folder}`,
  ].join('\n');
}
