import { ZdjsmError } from '@zdjsm/core';
import type { Jsm } from '@zdjsm/jsm';
import { projectKeysOf } from '../config/project-keys.ts';
import type { RunContext } from '../run/context.ts';
import type { Store } from '../store/store.ts';

export const SILENT_SCHEME = 'zdjsm: nobody is notified';
const BEFORE = 'before-silence';
const READ_BACK_EVERY_MS = 2_000;
const MOST_READ_BACKS = 60;

/** How the site mailed its own people before this migration: on disk until it is so again. */
export interface BeforeSilence {
  readonly autowatch: boolean;
  /** Id of the notification scheme, by the key of the project. */
  readonly schemes: Readonly<Record<string, string>>;
}

/**
 * Jira mails agents and watchers by each project's notification scheme, and whoever touches an issue
 * watches it from then on. While a migration writes, the projects have a scheme without events and
 * the migrating account watches nothing; afterwards all is as it was. A run that was killed leaves
 * the silence: the next one ends it. (facts/jira-jsm.md § 3.7; customers' mails have no API.)
 */
export interface Silence {
  /** Called before the first write. */
  begin(): Promise<void>;
  /** Makes everything as it was, if a run has begun the silence. */
  end(): Promise<void>;
}

type SilenceContext = Pick<RunContext, 'store' | 'config' | 'clock' | 'signal'> & {
  readonly jsm: Jsm;
};

/** What has to be made as it was; undefined when no run has begun a silence, or all of them ended it. */
export async function silenceUnderWay({ meta }: Store): Promise<BeforeSilence | undefined> {
  return ((await meta.get(BEFORE)) as BeforeSilence | null | undefined) ?? undefined;
}

export function createSilence(context: SilenceContext): Silence {
  const { jsm, store, config, signal } = context;

  const readBefore = async (): Promise<BeforeSilence> => {
    const known = await silenceUnderWay(store);
    if (known) return known;
    const schemes: Record<string, string> = {};
    for (const key of projectKeysOf(config)) {
      const scheme = await jsm.projects.notificationScheme(key, { signal });
      if (scheme) schemes[key] = String(scheme.id);
    }
    const before: BeforeSilence = { autowatch: await jsm.site.autowatch({ signal }), schemes };
    await store.commit({ meta: { [BEFORE]: before } });
    return before;
  };

  return {
    async begin() {
      if (config.silence.agents === 'leave') return;
      const before = await readBefore();
      if (before.autowatch) await jsm.site.setAutowatch(false, { signal });
      const projects = Object.keys(before.schemes);
      if (projects.length === 0) return;
      const silent = await jsm.site.ensureSilentScheme(SILENT_SCHEME, { signal });
      for (const key of projects) await applyScheme(context, key, silent.id);
    },
    async end() {
      const before = await silenceUnderWay(store);
      if (!before) return;
      // Not under the run's signal: whoever stops it wants the site as it was, too.
      if (before.autowatch) await jsm.site.setAutowatch(true);
      for (const [key, id] of Object.entries(before.schemes)) {
        await jsm.projects.setNotificationScheme(key, Number(id));
      }
      await store.commit({ meta: { [BEFORE]: null } });
    },
  };
}

/** Jira applies a scheme late, and takes some values without doing anything: only reading back tells. */
async function applyScheme(
  { jsm, clock, signal }: SilenceContext,
  projectKey: string,
  schemeId: string,
): Promise<void> {
  await jsm.projects.setNotificationScheme(projectKey, Number(schemeId), { signal });
  for (let read = 0; read < MOST_READ_BACKS; read += 1) {
    const now = await jsm.projects.notificationScheme(projectKey, { signal });
    if (String(now?.id) === schemeId) return;
    await clock.sleep(READ_BACK_EVERY_MS, signal);
  }
  throw new ZdjsmError({
    code: 'NOT_SILENT',
    message: `Project ${projectKey} does not take a notification scheme without events`,
    remedy:
      'Give the project an empty notification scheme by hand, then set silence.agents to "leave"; nothing was written.',
    outcome: 'not-sent',
  });
}
