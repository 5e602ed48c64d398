import type { FieldChange } from '../store/store.ts';

const LONGEST_LABEL = 255;

/** Makes labels of tags: JSM allows no white space and 255 characters. */
export function toLabels(tags: readonly string[]): { labels: string[]; changes: FieldChange[] } {
  const labels = new Map<string, string>();
  const changes: FieldChange[] = [];
  for (const tag of tags) {
    const label = tag.trim().replace(/\s+/gu, '-').slice(0, LONGEST_LABEL);
    if (!label) continue;
    const taken = labels.get(label);
    if (taken !== undefined && taken !== tag) {
      const detail = `"${taken}" and "${tag}" are both "${label}"`;
      changes.push({ field: 'tags', reason: 'merged', detail });
    } else if (label !== tag) {
      changes.push({ field: 'tags', reason: 'renamed', detail: `"${tag}" → "${label}"` });
    }
    labels.set(label, taken ?? tag);
  }
  return { labels: [...labels.keys()], changes };
}
