import { existsSync } from 'node:fs';
import { ConfigurationError } from '@zdjsm/core';

/** What a config is called that no `--config` names. The first is what `init` writes. */
const NAMES = ['zdjsm.yaml', 'zdjsm.yml', 'zdjsm.json', 'zdjsm.config.ts', 'zdjsm.config.js'];
const [FIRST = ''] = NAMES;

/**
 * The config in this folder, or the name that a first one gets.
 *
 * @throws ConfigurationError Where there are several: which one is meant decides what is written where.
 */
export function findConfig(): string {
  const [found = FIRST, ...others] = NAMES.filter((name) => existsSync(name));
  if (others.length === 0) return found;
  throw new ConfigurationError({
    setting: '--config',
    message: `${[found, ...others].join(' and ')} are here`,
    remedy: `Name the one that is meant: --config ${found}.`,
  });
}
