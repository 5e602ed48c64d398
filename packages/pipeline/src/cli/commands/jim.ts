import { ConfigurationError } from '@zdjsm/core';
import type { CliCommand } from '../command.ts';
import { EXIT } from '../exit-codes.ts';

/** The first load by Jira's own importer, which keeps authors and times. */
export const JIM_COMMANDS: readonly CliCommand[] = [
  {
    name: 'export-jim',
    description:
      'writes what is not loaded yet for Jira’s JSON importer, which keeps authors and times',
    options: [
      ['--out <folder>', 'where the files are written'],
      [
        '--files-url <url>',
        'where the folder `blobs` is on the web; else the load uploads the files',
      ],
    ],
    async run(migration, output, { out, filesUrl }) {
      if (typeof out !== 'string') throw noFolder();
      const url = typeof filesUrl === 'string' ? filesUrl : undefined;
      const written = await migration.exportJim({ folder: out, filesUrl: url });
      const lines = written.files.map((file) => `  ${file}`).join('\n');
      output.show({ type: 'export-jim', ...written }, `${written.issues} issues in\n${lines}`);
      return EXIT.complete;
    },
  },
  {
    name: 'adopt',
    description: 'takes up what Jira’s importer has made of an export; `zdjsm load` completes it',
    async run(migration, output) {
      const { issues, writes } = await migration.adopt();
      const data = { type: 'adopted', issues, writes };
      output.show(data, `${issues} issues adopted · ${writes} internal notes hidden`);
      return EXIT.complete;
    },
  },
];

const noFolder = (): ConfigurationError =>
  new ConfigurationError({
    setting: '--out',
    message: 'no folder was given',
    remedy: 'Name a folder for the files: `zdjsm export-jim --out jim`.',
  });
