import { ZdjsmError } from '@zdjsm/core';
import type { LoadContext } from './load-context.ts';

const SILENT_SCHEME = 'zdjsm: nobody is notified';
const BEFORE = 'before-silence';
const READ_BACK_EVERY_MS = 2_000;
const MOST_READ_BACKS = 60;

/** How the site mailed its own people before this migration: on disk until it is so again. */
interface Before {
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

export function createSilence(context: LoadContext): Silence {
  const { jsm, store, mapping, config, signal } = context;
  const keys = [...new Set(mapping.projects.map(({ key }) => key))];

  const readBefore = async (): Promise<Before> => {
    const known = await store.meta.get(BEFORE);
    if (known) return known as Before;
    const schemes: Record<string, string> = {};
    for (const key of keys) {
      const scheme = await jsm.projects.notificationScheme(key, { signal });
      if (scheme) schemes[key] = String(scheme.id);
    }
    const before: Before = { autowatch: await jsm.site.autowatch({ signal }), schemes };
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
      const before = (await store.meta.get(BEFORE)) as Before | undefined | null;
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
  { jsm, clock, signal }: LoadContext,
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
