import type { Report } from '../report/report.ts';
import { counted } from '../words/counted.ts';
import { jsonLine } from '../words/json-line.ts';
import type { Output } from './command.ts';
import { EXIT } from './exit-codes.ts';
import type { Progress } from './progress.ts';
import { table } from './table.ts';

export function createOutput(
  stdout: NodeJS.WriteStream,
  progress: Progress,
  json: boolean,
): Output {
  return {
    say(line) {
      progress.stop();
      stdout.write(`${json ? JSON.stringify({ type: 'note', message: line }) : line}\n`);
    },
    show(data, text) {
      progress.stop();
      stdout.write(`${json ? JSON.stringify(data) : text}\n`);
    },
    conclude({ report, path }) {
      progress.stop();
      if (json) {
        const { verdict, modules, usage } = report;
        stdout.write(jsonLine({ type: 'report', path, verdict, modules, usage }));
      } else {
        stdout.write(`\n${summaryOf(report)}\n\nReport: ${path}\n`);
      }
      return report.verdict === 'incomplete' ? EXIT.incomplete : EXIT.complete;
    },
  };
}

function summaryOf({ modules, usage, verdict, counts }: Report): string {
  const rows = modules.map((m) => [m.kind, m.source, m.target ?? '–', m.done, m.skipped, m.failed]);
  return [
    table(['module', 'source', 'target', 'done', 'left out', 'failed'], rows),
    '',
    `${counted(usage.writes, 'write')} · ${counted(usage.targetCalls, 'call')} to Jira · ${counted(usage.sourceCalls, 'call')} to Zoho (${counted(usage.credits, 'credit')})`,
    `${counted(counts.changes, 'value')} altered · ${counted(counts.findings, 'difference')}`,
    VERDICTS[verdict],
  ].join('\n');
}

const VERDICTS: Readonly<Record<Report['verdict'], string>> = {
  complete: 'Complete: everything in scope was read back and is equal.',
  incomplete: 'Incomplete: the report names what failed and what differs.',
  'not-validated': 'Not validated yet: run `zdjsm validate`.',
};
