import type { CliCommand } from './command.ts';
import { INIT_COMMANDS } from './commands/init.ts';
import { JIM_COMMANDS } from './commands/jim.ts';
import { PHASE_COMMANDS } from './commands/phases.ts';
import { PLAN_COMMANDS } from './commands/plan.ts';
import { PREFLIGHT_COMMANDS } from './commands/preflight.ts';
import { RECLAIM_COMMANDS } from './commands/reclaim.ts';
import { RESCUE_COMMANDS } from './commands/rescue.ts';
import { SAMPLE_COMMANDS } from './commands/sample.ts';
import { SYNC_COMMANDS } from './commands/sync.ts';
import { WORKER_COMMANDS } from './commands/worker.ts';

/** Every verb, in the order of the help. */
export const COMMANDS: readonly CliCommand[] = [
  ...INIT_COMMANDS,
  ...PREFLIGHT_COMMANDS,
  ...SAMPLE_COMMANDS,
  ...PLAN_COMMANDS,
  ...PHASE_COMMANDS,
  ...WORKER_COMMANDS,
  ...JIM_COMMANDS,
  ...SYNC_COMMANDS,
  ...RECLAIM_COMMANDS,
  ...RESCUE_COMMANDS,
];
