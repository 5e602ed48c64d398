import type { CliCommand } from '../command.ts';
import { EXIT } from '../exit-codes.ts';

export const WORKER_COMMANDS: readonly CliCommand[] = [
  {
    name: 'worker',
    description:
      'helps `load` and `run` on the same PostgreSQL, from any machine, until it is stopped',
    shares: true,
    async run(migration, output, _, drain) {
      const { writes } = await migration.work({ drain });
      output.say(`Stopped in good order: ${writes} writes`);
      return EXIT.complete;
    },
  },
];
