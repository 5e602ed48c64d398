import { ConfigurationError, Secret } from '@zdjsm/core';
import type { Authorization } from './authorization.ts';

/** E-mail address and API token: docs of Atlassian, "Basic auth for REST APIs". */
export function basicAuthorization(options: {
  readonly email: string;
  readonly apiToken: string | Secret;
  readonly scoped?: boolean | undefined;
}): Authorization {
  const { email, apiToken } = options;
  const token = typeof apiToken === 'string' ? apiToken : apiToken.reveal();
  for (const [name, value] of Object.entries({ email, apiToken: token })) {
    if (value.trim()) continue;
    throw new ConfigurationError({
      setting: `auth.${name}`,
      message: 'it is empty',
      remedy: 'Make a token at id.atlassian.com → Security → API tokens, and set both.',
    });
  }
  const pair = Buffer.from(`${email}:${token}`).toString('base64');
  const header = new Secret(`Basic ${pair}`);
  return {
    entrance: options.scoped ? 'gateway' : 'site',
    header: async () => header.reveal(),
    renew: async () => false,
  };
}
