import { ConfigurationError, Secret } from '@zdjsm/core';
import type { Authorization } from './authorization.ts';

/** E-mail address and API token: docs of Atlassian, "Basic auth for REST APIs". */
export function basicAuthorization(options: {
  readonly email: string;
  readonly apiToken: string;
  readonly scoped?: boolean | undefined;
}): Authorization {
  for (const name of ['email', 'apiToken'] as const) {
    if (options[name].trim()) continue;
    throw new ConfigurationError({
      setting: `auth.${name}`,
      message: 'it is empty',
      remedy: 'Make a token at id.atlassian.com → Security → API tokens, and set both.',
    });
  }
  const pair = Buffer.from(`${options.email}:${options.apiToken}`).toString('base64');
  const header = new Secret(`Basic ${pair}`);
  return {
    entrance: options.scoped ? 'gateway' : 'site',
    header: async () => header.reveal(),
    renew: async () => false,
  };
}
