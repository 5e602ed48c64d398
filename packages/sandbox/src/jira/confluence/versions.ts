import type { PageVersion } from '../model/confluence.ts';
import type { Site } from '../site.ts';

export function firstVersion(site: Site, authorId: string): PageVersion {
  return { number: 1, message: '', minorEdit: false, created: site.clock.now(), authorId };
}

export function nextVersion(
  site: Site,
  before: PageVersion,
  authorId: string,
  change: { readonly message?: string | undefined; readonly minorEdit?: boolean } = {},
): PageVersion {
  return {
    number: before.number + 1,
    message: change.message ?? '',
    minorEdit: change.minorEdit ?? false,
    created: site.clock.now(),
    authorId,
  };
}
