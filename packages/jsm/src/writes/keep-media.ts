import { ZdjsmError } from '@zdjsm/core';
import { mediaLost } from '../model/media.ts';

/** A body may not be rewritten without the files that it shows: Jira would delete them. */
export function refuseToLoseMedia(where: string, before: unknown, after: unknown): void {
  const lost = mediaLost(before, after);
  if (lost.length === 0) return;
  throw new ZdjsmError({
    code: 'MEDIA_WOULD_BE_LOST',
    message: `${where}: the new text does not show the media ${lost.join(', ')}, so Jira would delete those files`,
    remedy: 'Carry the media nodes over into the new document, or say dropMedia: true.',
    outcome: 'not-sent',
  });
}
