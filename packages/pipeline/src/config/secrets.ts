import { readFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import { ConfigurationError, Secret } from '@zdjsm/core';

/** Credentials of both sides. They are never part of a config, an argument or a log. */
export interface Secrets {
  readonly zoho: {
    readonly clientId: string;
    readonly clientSecret: Secret;
    readonly refreshToken: Secret;
  };
  readonly jira: { readonly email: string; readonly apiToken: Secret };
  /** Of a PostgreSQL that asks for one. */
  readonly storePassword?: Secret | undefined;
  /** Of a Redis that asks for one. */
  readonly redisPassword?: Secret | undefined;
}

/** Names of the environment variables, and what each one is. */
export const SECRET_VARIABLES = {
  ZDJSM_ZOHO_CLIENT_ID: 'client id of the Zoho self client',
  ZDJSM_ZOHO_CLIENT_SECRET: 'its client secret',
  ZDJSM_ZOHO_REFRESH_TOKEN: 'a refresh token with the scopes of docs/guides/first-migration.md',
  ZDJSM_JIRA_EMAIL: 'e-mail of the Atlassian account that migrates',
  ZDJSM_JIRA_TOKEN: 'an API token of that account',
} as const;

const STORE_PASSWORD = 'ZDJSM_STORE_PASSWORD';
const REDIS_PASSWORD = 'ZDJSM_REDIS_PASSWORD';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment, and below it the file of `NAME=value` lines that `ZDJSM_SECRETS_FILE` names. */
export async function readEnvironment(
  environment: Environment,
  file: string | undefined = environment['ZDJSM_SECRETS_FILE'],
): Promise<Environment> {
  return { ...(file ? await readSecretsFile(file) : {}), ...environment };
}

/** Reads them from the environment, and from a file of `NAME=value` lines if one is named. */
export async function loadSecrets(environment: Environment, file?: string): Promise<Secrets> {
  const values = await readEnvironment(environment, file);
  const missing = Object.entries(SECRET_VARIABLES).filter(([name]) => !values[name]);
  if (missing.length > 0) {
    throw new ConfigurationError({
      setting: 'credentials',
      message: `missing:\n${missing.map(([name, what]) => `  ${name} (${what})`).join('\n')}`,
      remedy:
        'Set these environment variables, or put them as NAME=value lines into a file and name it in ZDJSM_SECRETS_FILE.',
    });
  }
  const value = (name: keyof typeof SECRET_VARIABLES): string => values[name] ?? '';
  return {
    zoho: {
      clientId: value('ZDJSM_ZOHO_CLIENT_ID'),
      clientSecret: new Secret(value('ZDJSM_ZOHO_CLIENT_SECRET')),
      refreshToken: new Secret(value('ZDJSM_ZOHO_REFRESH_TOKEN')),
    },
    jira: {
      email: value('ZDJSM_JIRA_EMAIL'),
      apiToken: new Secret(value('ZDJSM_JIRA_TOKEN')),
    },
    storePassword: passwordIn(values, STORE_PASSWORD),
    redisPassword: passwordIn(values, REDIS_PASSWORD),
  };
}

/** The only one that commands need which call nobody. */
export async function loadStorePassword(
  environment: Environment,
  file: string | undefined = environment['ZDJSM_SECRETS_FILE'],
): Promise<Secret | undefined> {
  return passwordIn(await readEnvironment(environment, file), STORE_PASSWORD);
}

function passwordIn(values: Environment, name: string): Secret | undefined {
  const password = values[name];
  return password ? new Secret(password) : undefined;
}

async function readSecretsFile(file: string): Promise<Environment> {
  try {
    return parseEnv(await readFile(file, 'utf8'));
  } catch (error) {
    throw new ConfigurationError({
      setting: 'ZDJSM_SECRETS_FILE',
      message: `${file} can't be read`,
      remedy: 'Name a file with NAME=value lines that this user may read.',
      cause: error,
    });
  }
}
