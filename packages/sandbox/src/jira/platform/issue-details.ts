import { z } from 'zod';
import { checkProperty, setProperty } from '../domain/properties.ts';
import type { Site } from '../site.ts';

/** IssueUpdateDetails: what create, edit and transition take. */
export const IssueDetailsSchema = z.object({
  fields: z.record(z.string(), z.unknown()).optional(),
  update: z.record(z.string(), z.unknown()).optional(),
  properties: z.array(z.object({ key: z.string(), value: z.json() })).optional(),
  transition: z.object({ id: z.string().optional() }).optional(),
});
export type IssueDetails = z.infer<typeof IssueDetailsSchema>;

/** To be called before anything is written: a wrong property must not leave half an issue behind. */
export function checkProperties(details: IssueDetails): void {
  for (const { key, value } of details.properties ?? []) checkProperty(key, value);
}

export function setProperties(site: Site, issueId: string, details: IssueDetails): void {
  for (const { key, value } of details.properties ?? []) {
    setProperty(site, `issue/${issueId}`, key, value);
  }
}
