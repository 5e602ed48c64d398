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
    options: [['--rest-to-load', 'what was exported and is not in Jira is left to the load']],
    async run(migration, output, options) {
      const restToLoad = options['restToLoad'] === true;
      const result = await migration.adopt({ restToLoad });
      const { issues, missing, writes } = result;
      const rest =
        missing === 0
          ? ''
          : `\n${missing} were exported and are not in Jira${restToLoad ? ': the load makes them' : '; the load will not make them either, before --rest-to-load'}`;
      const text = `${issues} issues adopted · ${writes} internal notes hidden${rest}`;
      output.show({ type: 'adopted', ...result }, text);
      return missing === 0 || restToLoad ? EXIT.complete : EXIT.incomplete;
    },
  },
];

const noFolder = (): ConfigurationError =>
  new ConfigurationError({
    setting: '--out',
    message: 'no folder was given',
    remedy: 'Name a folder for the files: `zdjsm export-jim --out jim`.',
  });
