import type { ResolvedConfig } from './schema.ts';

/** Keys of the service projects that the config names, each once. */
export function projectKeysOf({ departments }: ResolvedConfig): string[] {
  return [...new Set(Object.values(departments).map(({ project }) => project.toUpperCase()))];
}
