import type { PreflightCheck } from '../check.ts';
import type { Finding } from '../finding.ts';

/** Files that the site does not take, and those that the source did not give. */
export const files: PreflightCheck = {
  name: 'files',
  async run({ facts, catalog, store }) {
    const findings: Finding[] = [];
    const { bigFiles } = facts;
    if (catalog.uploadLimit === 0) {
      findings.push({
        severity: 'blocker',
        place: 'the site',
        message: 'attachments are switched off',
        remedy: 'Settings › Work items › Attachments: allow them.',
      });
    }
    for (const { ticketId, what, size } of bigFiles.examples) {
      findings.push({
        severity: 'warning',
        place: `ticket ${ticketId}, file ${what}`,
        message: `${size} bytes, where the site takes ${catalog.uploadLimit}: the request names it and links to the original`,
        remedy:
          'Raise the limit (Settings › Work items › Attachments), or keep the file elsewhere.',
      });
    }
    if (bigFiles.count > bigFiles.examples.length) {
      findings.push({
        severity: 'warning',
        place: 'files',
        message: `${bigFiles.count} files are over the limit; the first ${bigFiles.examples.length} are listed`,
        remedy: 'Raise the limit; after a load, the next run brings what it takes then.',
      });
    }
    let failed = 0;
    for await (const _ of store.staging.failedFiles()) failed += 1;
    if (failed > 0) {
      findings.push({
        severity: 'warning',
        place: 'files',
        message: `${failed} files could not be fetched from the source: their requests say so`,
        remedy: 'The report names each with its reason; `zdjsm retry` fetches what can be had now.',
      });
    }
    return findings;
  },
};
