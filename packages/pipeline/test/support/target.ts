import { createJsm, type Jsm } from '@zdjsm/jsm';
import type { World } from './world.ts';

/** The target as a person with the migrating account uses it, beside the migration. */
export function targetOf({ urls, secrets, clock }: World): Jsm {
  return createJsm({
    site: urls.site,
    gateway: urls.gateway,
    mediaHosts: [new URL(urls.media).host],
    auth: secrets.jira,
    clock,
  });
}
