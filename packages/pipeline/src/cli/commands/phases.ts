import { counted } from '../../words/counted.ts';
import type { CliCommand } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { nextOf } from '../next-of.ts';
import { planText } from './plan.ts';

/** Read by `runCli`, which hands it to the migration. */
const CONFIRM = [
  '--confirm <who>',
  'confirm in this name, unread, the plan that this run makes: for trials',
] as const;

/** The phases one by one, and all in one. */
export const PHASE_COMMANDS: readonly CliCommand[] = [
  {
    name: 'extract',
    description: 'reads everything in scope from Zoho Desk into the store',
    async run(migration, output) {
      await migration.extract();
      output.say(await nextOf(migration));
      return EXIT.complete;
    },
  },
  {
    name: 'load',
    description: 'writes what is staged to Jira Service Management',
    options: [['--dry-run', 'walk through all of it, and write nothing'], CONFIRM],
    async run(migration, output, { dryRun }) {
      if (dryRun === true) {
        const plan = await migration.dryRun();
        output.show({ type: 'dry-run', ...plan }, planText(plan));
        return EXIT.complete;
      }
      const { writes } = await migration.load();
      output.say(`${counted(writes, 'write')}\n${await nextOf(migration)}`);
      return EXIT.complete;
    },
  },
  {
    name: 'validate',
    description: 'reads the target back and compares it with the source',
    async run(migration, output) {
      const { differences } = await migration.validate();
      const found =
        differences === 0
          ? 'No differences: everything in scope was read back and is equal.'
          : `${counted(differences, 'difference')}: \`zdjsm report\` lists them.`;
      output.say(`${found}\n${await nextOf(migration)}`);
      return differences === 0 ? EXIT.complete : EXIT.incomplete;
    },
  },
  {
    name: 'report',
    description: 'writes the report of what the store knows',
    run: async (migration, output) => output.conclude(await migration.report()),
  },
  {
    name: 'run',
    description: 'extract, load, validate and report',
    options: [CONFIRM],
    async run(migration, output) {
      const code = output.conclude(await migration.run());
      output.say(await nextOf(migration));
      return code;
    },
  },
];
