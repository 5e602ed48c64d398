import { readFile } from 'node:fs/promises';
import { dirname, extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ConfigurationError } from '@zdjsm/core';
import { parse as parseYaml } from 'yaml';
import type { z } from 'zod';
import { configSchema, type MigrationConfig, type ResolvedConfig } from './schema.ts';

/** Gives a config in TypeScript its types and completion; changes nothing. */
export function defineConfig(config: MigrationConfig): MigrationConfig {
  return config;
}

/**
 * Reads and checks a config file: `.ts`, `.js`, `.mjs` (default export), `.yaml`, `.yml` or `.json`. A
 * phase that is given here stands for the one of the file.
 */
export async function loadConfig(
  path: string,
  { phase }: { readonly phase?: string | undefined } = {},
): Promise<ResolvedConfig> {
  const file = resolve(path);
  const settings = await readConfig(file);
  const isObject = typeof settings === 'object' && settings !== null;
  const config = resolveConfig(isObject && phase ? { ...settings, phase } : settings, path);
  return { ...config, folder: resolve(dirname(file), config.folder) };
}

/** Checks settings and fills in the defaults; every mistake is named with its place. */
export const resolveConfig = (config: unknown, name = 'config'): ResolvedConfig =>
  checkSettings(configSchema, config, name);

/** The same for one section. */
export function checkSettings<T extends z.ZodType>(
  schema: T,
  settings: unknown,
  name: string,
): z.output<T> {
  const result = schema.safeParse(settings);
  if (result.success) return result.data;
  throw new ConfigurationError({
    setting: name,
    message: `${count(result.error.issues.length)}\n${result.error.issues.map(describe).join('\n')}`,
    remedy: 'Mend the settings named above; docs/guides/mapping.md lists all of them.',
  });
}

async function readConfig(file: string): Promise<unknown> {
  try {
    switch (extname(file)) {
      case '.yaml':
      case '.yml':
      case '.json':
        // JSON is YAML, and this parser names line and column of a mistake.
        return parseYaml(await readFile(file, 'utf8'), { logLevel: 'error' }) as unknown;
      default: {
        const module = (await import(pathToFileURL(file).href)) as { default?: unknown };
        // A copy: what is computed is computed here, where an error of its own is one of the file.
        return await plain(module.default);
      }
    }
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new ConfigurationError({
      setting: file,
      message: missing ? 'there is no such file' : `can't be read: ${firstLineOf(error)}`,
      remedy: missing
        ? 'Name the config with --config, or let `zdjsm init` write one: docs/guides/first-migration.md shows how.'
        : 'Mend the file at the place that the message names.',
      cause: error,
    });
  }
}

async function plain(value: unknown): Promise<unknown> {
  const settings: unknown = await value;
  return typeof settings === 'object' && settings !== null ? { ...settings } : settings;
}

const firstLineOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).trim();

const count = (mistakes: number): string =>
  mistakes === 1 ? 'one setting is wrong:' : `${mistakes} settings are wrong:`;

function describe(issue: z.core.$ZodIssue): string {
  const place = issue.path.map(String).join('.') || '(top level)';
  return `  ${place}: ${issue.message}`;
}
