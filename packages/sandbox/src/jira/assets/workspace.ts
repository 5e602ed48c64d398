import { uuidFor } from '../model/ids.ts';
import type { Site } from '../site.ts';

export function workspaceId(site: Pick<Site, 'seed'>): string {
  return uuidFor(site.seed, 'assets-workspace');
}
