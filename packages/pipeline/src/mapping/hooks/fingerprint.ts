import type { Hooks } from './hooks.ts';

/**
 * What is known of hooks without calling them: their source text, and the version that their author
 * gives them. What a hook calls is not part of its text.
 */
export function hooksFingerprint({ version, ...hooks }: Hooks): unknown {
  const texts = Object.entries(hooks).map(([name, hook]) => [name, String(hook)]);
  return { version, ...Object.fromEntries(texts) };
}
