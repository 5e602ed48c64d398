import { ZdjsmError } from '@zdjsm/core';
import type { HookName } from './hooks.ts';

export const isHookError = (error: unknown): error is ZdjsmError =>
  ZdjsmError.is(error) && error.code === 'HOOK';

/** A hook that threw, or gave what the target can't hold: its record is parked, all others go on. */
export function hookError(
  hook: HookName,
  record: string,
  why: string,
  cause?: unknown,
): ZdjsmError {
  return new ZdjsmError({
    code: 'HOOK',
    message: `hooks.${hook} ${why} (${record})`,
    remedy: `Mend hooks.${hook} in the config, then run the command again: it goes on with what failed.`,
    outcome: 'not-sent',
    cause,
  });
}

/**
 * What was thrown, and where. Its message may quote the record's text, which belongs into no report;
 * that of a ZdjsmError was written for it.
 */
export function describeThrown(error: unknown): string {
  if (ZdjsmError.is(error)) return `threw: ${error.message}`;
  if (!(error instanceof Error)) return 'threw something that is no error';
  const [, file = '', place = ''] =
    /((?:file:\/\/|\/)[^()\s]+?)(:\d+:\d+)/.exec(error.stack ?? '') ?? [];
  return `threw ${error.name}${file && ` at ${file.split('/').at(-1)}${place}`}`;
}

/** Undefined for a record whose hook fails: the load parks it, with what the hook said. */
export function unlessHookFails<T>(map: () => T): T | undefined {
  try {
    return map();
  } catch (error) {
    if (!isHookError(error)) throw error;
    return undefined;
  }
}
