import { createJsm, type Jsm } from '@zdjsm/jsm';
import type { World } from './world.ts';

/** The site as one of its people uses it. */
export function asPerson(
  { urls, clock }: World,
  { email, apiToken }: { readonly email: string; readonly apiToken: string },
): Jsm {
  return createJsm({
    site: urls.site,
    gateway: urls.gateway,
    mediaHosts: [new URL(urls.media).host],
    auth: { email, apiToken },
    clock,
  });
}

/** An agent of the target, who works in it while and after something is migrated. */
export const asAgent = (world: World): Jsm => asPerson(world, world.sandbox.jira.access.agent);
