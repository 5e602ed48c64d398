import { readFile, writeFile } from 'node:fs/promises';
import { ConfigurationError } from '@zdjsm/core';
import { agentsToCsv, reclaimsFromCsv } from '../../reclaim/agents-csv.ts';
import type { CliCommand } from '../command.ts';
import { EXIT } from '../exit-codes.ts';

/** For agents who had no account when their tickets were loaded. */
export const RECLAIM_COMMANDS: readonly CliCommand[] = [
  {
    name: 'reclaim',
    description: 'lists agents without an account, and gives their tickets to whom a person names',
    options: [
      ['--out <file>', 'writes a CSV file: fill in its column "account" with an address or an id'],
      ['--in <file>', 'reads it back and assigns the issues that nobody else has assigned since'],
    ],
    async run(migration, output, options) {
      const { out, in: filled } = options;
      if (typeof out === 'string') {
        const agents = await migration.goneAgents();
        await writeFile(out, agentsToCsv(agents));
        const text = `${agents.length} agents have no account: see ${out}`;
        const data = { type: 'gone-agents', path: out, agents };
        output.show(data, text);
        return EXIT.complete;
      }
      if (typeof filled !== 'string') throw neither();
      const reclaims = reclaimsFromCsv(await readFile(filled, 'utf8'));
      const { writes } = await migration.reclaim(reclaims);
      const text = `${reclaims.length} agents have an account now · ${writes} writes`;
      const data = { type: 'reclaimed', agents: reclaims.length, writes };
      output.show(data, text);
      return EXIT.complete;
    },
  },
];

const neither = (): ConfigurationError =>
  new ConfigurationError({
    setting: 'reclaim',
    message: 'neither --out nor --in was given',
    remedy: 'Write the list with --out agents.csv, fill it in, then read it with --in agents.csv.',
  });
