import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { environmentOf } from './environment.ts';
import { createSandboxClock } from './kernel/clock.ts';
import { createSandbox, type Sandbox, type SandboxUrls } from './sandbox.ts';

const USAGE = `Serves Zoho Desk and Jira Service Management in miniature, on this machine only.

  --port <n>      first of four ports: Zoho, Jira, media, control. Default 4700.
  --seed <n>      which org and which site. Default 1.
  --tickets <n>   how many tickets the org has. Default 240.
  --folder <dir>  keeps what is written there, over restarts. Default: nothing is kept.
  --env <file>    writes addresses and credentials there, as NAME=value lines.
  --speed <n>     how many times faster than real time it runs. Default 1.
  --help`;

interface CliOptions {
  readonly port: number;
  readonly seed: number;
  readonly tickets: number;
  readonly speed: number;
  readonly folder: string | undefined;
  readonly env: string | undefined;
}

const options = readOptions(process.argv.slice(2));
if (options) await serve(options);

async function serve(options: CliOptions): Promise<void> {
  const { port, seed, tickets, folder, speed, env } = options;
  const sandbox = createSandbox({
    seed,
    folder,
    // Whoever works with it goes by the time of this machine: a rollback compares the two.
    clock: createSandboxClock({ speed, start: Date.now() }),
    zoho: { tickets },
  });
  const urls = await sandbox
    .serve({ zoho: port, jira: port + 1, media: port + 2, control: port + 3 })
    .catch((error: unknown) => fail(`${messageOf(error)}\nChoose other ports with --port.`));
  const variables = Object.entries(environmentOf(sandbox, urls)).map(
    ([name, value]) => `${name}=${value}`,
  );
  if (env !== undefined) writeFileSync(env, `${variables.join('\n')}\n`, { mode: 0o600 });
  console.log(greeting(sandbox, urls, variables));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void sandbox.stop();
    });
  }
}

function readOptions(argv: readonly string[]): CliOptions | undefined {
  try {
    const { values } = parseArgs({
      // pnpm hands on the -- that stands before the options.
      args: argv.filter((argument) => argument !== '--'),
      options: {
        port: { type: 'string', default: '4700' },
        seed: { type: 'string', default: '1' },
        tickets: { type: 'string', default: '240' },
        speed: { type: 'string', default: '1' },
        folder: { type: 'string' },
        env: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      console.log(USAGE);
      return undefined;
    }
    return {
      port: wholeNumber('port', values.port, 65_532),
      seed: wholeNumber('seed', values.seed),
      tickets: wholeNumber('tickets', values.tickets, 9_000_000),
      speed: wholeNumber('speed', values.speed),
      folder: values.folder,
      env: values.env,
    };
  } catch (error) {
    return fail(`${messageOf(error)}\n\n${USAGE}`);
  }
}

function wholeNumber(name: string, value: string, most = Number.MAX_SAFE_INTEGER): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1 || number > most) {
    throw new Error(`--${name} takes a whole number from 1 to ${most}, not '${value}'`);
  }
  return number;
}

function greeting(sandbox: Sandbox, urls: SandboxUrls, variables: readonly string[]): string {
  const zoho = sandbox.zoho.credentials;
  const jira = sandbox.jira.credentials;
  return `Zoho Desk    ${urls.desk}/api/v1
  orgId          ${zoho.orgId}
  client id      ${zoho.clientId}
  client secret  ${zoho.clientSecret}
  refresh token  ${zoho.refreshToken}

Jira         ${urls.site}
  cloud id       ${jira.cloudId}
  e-mail         ${jira.email}
  API token      ${jira.apiToken}
  media host     ${new URL(urls.media).host}

Control      ${urls.control}   GET /history  GET /state/zoho  POST /act/zoho/random-step  PUT /faults

For a second shell, as examples/ and the command zdjsm read it; or begin with --env <file>:
${variables.map((line) => `  export ${line}`).join('\n')}

Try:
  TOKEN=$(curl -s ${urls.accounts}/oauth/v2/token -d grant_type=refresh_token -d client_id=${zoho.clientId} -d client_secret=${zoho.clientSecret} -d refresh_token=${zoho.refreshToken} | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
  curl -s -H "Authorization: Zoho-oauthtoken $TOKEN" -H "orgId: ${zoho.orgId}" '${urls.desk}/api/v1/tickets?limit=1'
  curl -s -u ${jira.email}:${jira.apiToken} ${urls.site}/rest/servicedeskapi/servicedesk

Ctrl-C stops it.`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
