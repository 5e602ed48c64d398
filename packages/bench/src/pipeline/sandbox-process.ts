import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { JiraCredentials, SandboxUrls, ZohoCredentials, ZohoVolumes } from '@zdjsm/sandbox';

export interface SandboxGreeting {
  readonly urls: SandboxUrls;
  readonly zoho: ZohoCredentials;
  readonly jira: JiraCredentials;
  /** The sandbox's time, milliseconds. */
  readonly start: number;
  /** What there is to migrate. */
  readonly volumes: ZohoVolumes;
}

/** What serving the migration took. */
export interface SandboxCost {
  readonly calls: number;
  /** Steps through workflows. */
  readonly transitions: number;
  readonly cpuSeconds: number;
  readonly peakMib: number;
}

export interface SandboxProcess extends SandboxGreeting {
  /** Ends it. */
  stop(): Promise<SandboxCost>;
}

export async function startSandbox(tickets: number, speed: number): Promise<SandboxProcess> {
  const child = fork(
    new URL('./sandbox-child.ts', import.meta.url),
    [String(tickets), String(speed)],
    { execArgv: ['--conditions=@zdjsm/source', '--max-old-space-size=12000'] },
  );
  const [greeting] = (await once(child, 'message')) as [SandboxGreeting];
  return {
    ...greeting,
    async stop() {
      const answered = once(child, 'message') as Promise<[SandboxCost]>;
      child.send('cost');
      const [cost] = await answered;
      child.disconnect();
      return cost;
    },
  };
}
