import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { JiraCredentials, SandboxUrls, ZohoCredentials } from '@zdjsm/sandbox';

/** Both clouds in a process of their own: they live on when the migration is killed, as the real ones would. */
export interface SandboxProcess {
  readonly urls: SandboxUrls;
  readonly zoho: ZohoCredentials;
  readonly jira: JiraCredentials;
  /** All of it as environment variables, as the examples read them. */
  readonly environment: Readonly<Record<string, string>>;
  /** How many mails stand in the outbox. */
  mails(): Promise<number>;
  stop(): void;
}

export type SandboxGreeting = Pick<SandboxProcess, 'urls' | 'zoho' | 'jira' | 'environment'>;

/** Starts it in a folder where it keeps what is written to it. */
export async function startSandbox(folder: string, tickets: number): Promise<SandboxProcess> {
  const child = fork(new URL('./sandbox-child.ts', import.meta.url), [folder, String(tickets)], {
    execArgv: ['--conditions=@zdjsm/source'],
  });
  const [greeting] = (await once(child, 'message')) as [SandboxGreeting];
  return {
    ...greeting,
    async mails() {
      const state = (await (await fetch(`${greeting.urls.control}/state/jira`)).json()) as {
        outbox: unknown[];
      };
      return state.outbox.length;
    },
    stop: () => child.disconnect(),
  };
}
