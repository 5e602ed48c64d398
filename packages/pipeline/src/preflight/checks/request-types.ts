import type { PreflightCheck } from '../check.ts';
import type { Finding } from '../finding.ts';

/** Request types that customers don't see: their own tickets would be hidden from them. */
export const requestTypes: PreflightCheck = {
  name: 'request types',
  async run({ jsm, places, signal }) {
    const findings: Finding[] = [];
    for (const { project, requestType } of places) {
      const { serviceDeskId } = project;
      const { groupIds } = await jsm.requestTypes.get(serviceDeskId, requestType.id, { signal });
      if (groupIds?.length !== 0) continue;
      findings.push({
        severity: 'warning',
        place: `${project.key}, request type "${requestType.name}"`,
        message: 'is in no group of the portal: customers see their requests, but not this type',
        remedy: 'Project settings › Request types: add it to a portal group. No API can.',
      });
    }
    return findings;
  },
};
