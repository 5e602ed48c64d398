import type { Call } from '../api/call.ts';
import { textReader } from '../domain/rich-text.ts';
import type { Site } from '../site.ts';

/** Version 3 of the platform API takes documents, version 2 wiki markup. */
export function readerFor(site: Site, call: Call, issueId: string | undefined) {
  return textReader(site, isWiki(call) ? 'wiki' : 'adf', issueId);
}

export function isWiki(call: Call): boolean {
  return call.params.version === '2';
}
