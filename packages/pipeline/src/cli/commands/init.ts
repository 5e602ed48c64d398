import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { ConfigurationError } from '@zdjsm/core';
import type { Environment } from '../../config/secrets.ts';
import { draftConfig, type InitOptions } from '../../init/init.ts';
import type { ConfigFormat } from '../../init/render.ts';
import type { Inventory } from '../../plan/inventory.ts';
import { counted } from '../../words/counted.ts';
import type { CliCommand, CliOptions } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { table } from '../table.ts';

export const INIT_COMMANDS: readonly CliCommand[] = [
  {
    name: 'init',
    description: 'reads both sides and writes a config with suggestions; it overwrites none',
    offline: false,
    options: [
      ['--site <url>', 'https://your-company.atlassian.net'],
      ['--data-centre <name>', 'com, eu, in, …: the ending of the address of Zoho Desk'],
      ['--org-id <id>', 'of the Desk organization, where the token reaches several'],
      ['--desk-url <url>', 'of a proxy or sandbox, with --accounts-url instead of --data-centre'],
      ['--accounts-url <url>', 'of a proxy or sandbox'],
      ['--gateway <url>', 'of a proxy or sandbox: what stands for api.atlassian.com'],
      ['--media-host <host>', 'of a proxy or sandbox: where files come from'],
    ],
    async run({ path, secrets, environment, signal }, output, options) {
      // Before anything is read: it costs credits.
      if (existsSync(path)) throw isThere(path);
      const sides = sidesFrom(options, environment);
      const { text, unmapped } = await draftConfig({ ...sides, secrets, signal });
      await writeNew(path, text(formatOf(path)));
      output.show(
        { type: 'init', path, unmapped },
        `${path} is written; ${counted(unmapped, 'value')} marked UNMAPPED in it.\nRead it, then run \`zdjsm preflight\`.`,
      );
      return EXIT.complete;
    },
  },
  {
    name: 'inventory',
    description: 'what both sides hold, by counts',
    async run(migration, output) {
      const inventory = await migration.inventory();
      output.show({ type: 'inventory', ...inventory }, inventoryText(inventory));
      return EXIT.complete;
    },
  },
];

/** As the options say, else the variables of a sandbox's file. */
function sidesFrom(
  options: CliOptions,
  environment: Environment,
): Pick<InitOptions, 'source' | 'target'> {
  const given = (option: string, variable: string): string | undefined => {
    const value = options[option];
    return typeof value === 'string' ? value : environment[variable] || undefined;
  };
  const site = given('site', 'ZDJSM_JIRA_SITE');
  if (site === undefined) {
    throw new ConfigurationError({
      setting: '--site',
      message: 'the address of the Jira site is missing',
      remedy: 'Add --site https://your-company.atlassian.net.',
    });
  }
  const desk = given('deskUrl', 'ZDJSM_ZOHO_DESK');
  const accounts = given('accountsUrl', 'ZDJSM_ZOHO_ACCOUNTS');
  const named = given('dataCentre', 'ZDJSM_ZOHO_DATA_CENTRE');
  const mediaHost = given('mediaHost', 'ZDJSM_JIRA_MEDIA_HOST');
  return {
    source: {
      dataCentre: named ?? (desk && accounts ? { desk, accounts } : undefined),
      orgId: given('orgId', 'ZDJSM_ZOHO_ORG'),
    },
    target: {
      site,
      gateway: given('gateway', 'ZDJSM_JIRA_GATEWAY'),
      mediaHosts: mediaHost ? [mediaHost] : undefined,
    },
  };
}

function formatOf(path: string): ConfigFormat {
  const ending = extname(path);
  if (ending === '.json') return 'json';
  return ending === '.yaml' || ending === '.yml' ? 'yaml' : 'ts';
}

async function writeNew(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { flag: 'wx' });
  } catch (cause) {
    throw isThere(path, cause);
  }
}

const isThere = (path: string, cause?: unknown): ConfigurationError =>
  new ConfigurationError({
    setting: '--config',
    message: `${path} is there already, or can't be written`,
    remedy: 'Name another file: what a person has written is never overwritten.',
    cause,
  });

function inventoryText({ source, target }: Inventory): string {
  const count = (value: number | undefined): string | number => value ?? '–';
  return [
    ...(source
      ? [
          source.tenant.name,
          table(
            ['module', 'records'],
            source.modules.map(({ name, count: records }) => [name, count(records)]),
          ),
          '',
          table(
            ['department', 'tickets', 'open', 'on hold', 'closed'],
            source.departments.map(({ name, tickets }) => {
              const of = (type: string) => count(tickets?.statusType[type]);
              return [name, count(tickets?.total), of('OPEN'), of('ONHOLD'), of('CLOSED')];
            }),
          ),
          'Archived tickets are counted once they are listed.',
          '',
        ]
      : []),
    table(
      ['project', 'name', 'requests', 'mapped'],
      target.projects.map(({ key, name, requests, isMapped }) => [
        key,
        name,
        requests,
        isMapped ? 'yes' : 'no',
      ]),
    ),
    `${target.organizations} organizations, ${target.customFields} custom fields`,
  ].join('\n');
}
