import type { SandboxClock } from '../kernel/clock.ts';
import type { World } from '../kernel/world.ts';
import type { JiraUrls } from './cloud.ts';
import { createLimiter, type Limiter } from './limits/limits.ts';
import { createOutbox, type Outbox } from './mail/outbox.ts';
import { uuidFor } from './model/ids.ts';
import { createStore, type Store } from './model/store.ts';
import { type JiraOptions, resolveSwitches, type Switches } from './options.ts';
import { createSearchIndex, type SearchIndex } from './search/search-index.ts';
import { seedSite } from './seed/seed-site.ts';
import { plainText } from './text/adf.ts';
import { adfToWiki } from './text/adf-to-wiki.ts';
import { type AdfValidator, createAdfValidator } from './text/adf-validator.ts';

/** What is known, what time it is, and how the site behaves. */
export interface Site {
  readonly store: Store;
  readonly clock: Pick<SandboxClock, 'now'>;
  readonly switches: Switches;
  readonly urls: () => JiraUrls;
  /** The tenant's id: deterministic from the seed. */
  readonly cloudId: string;
  readonly seed: number;
  readonly adf: AdfValidator;
  readonly outbox: Outbox;
  readonly search: SearchIndex;
  readonly limiter: Limiter;
}

export function createSite(context: {
  readonly world: World;
  readonly clock: SandboxClock;
  readonly seed: number;
  readonly urls: () => JiraUrls;
  readonly options: JiraOptions;
}): Site {
  const { world, clock, seed, urls } = context;
  const store = createStore(world);
  const switches = resolveSwitches(context.options);
  const site: Site = {
    store,
    clock,
    switches,
    urls,
    seed,
    cloudId: uuidFor(seed, 'cloud'),
    adf: createAdfValidator(switches, {
      text: plainText,
      wiki: (root) => adfToWiki(root, () => undefined),
    }),
    outbox: createOutbox({ store, clock }),
    search: createSearchIndex(store, clock, switches.searchLag),
    limiter: createLimiter({ clock, switches }),
  };
  seedSite(site);
  return site;
}
