import type { CliCommand } from './command.ts';
import { PHASE_COMMANDS } from './commands/phases.ts';
import { RESCUE_COMMANDS } from './commands/rescue.ts';

/** Every verb, in the order of the help. */
export const COMMANDS: readonly CliCommand[] = [...PHASE_COMMANDS, ...RESCUE_COMMANDS];
