import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { type ArchivedRecord, archiveFile } from '../load/custom-modules/archive.ts';
import { type ModulePlan, recordsOf } from '../load/custom-modules/staged-modules.ts';
import { customRecordKey, relationsOf } from '../mapping/custom-record.ts';
import { hashOf } from '../store/hash.ts';
import { createFindings } from './findings.ts';
import type { ValidationContext } from './validation-context.ts';

/** The archive of a module, read as a file: each record once, as the source said it, with its relations. */
export async function checkArchive(
  context: ValidationContext,
  { module }: ModulePlan,
): Promise<number> {
  const { store, tally } = context;
  const lines = await readLines(archiveFile(context.config.folder, module.id));
  let differences = 0;
  for await (const { staged, record } of recordsOf(context, module.id)) {
    tally.source('custom-record');
    const findings = createFindings();
    const { count = 0, hash, relations } = lines.get(staged.id) ?? {};
    findings.expect('lines', 1, count);
    if (count > 0) {
      tally.target('custom-record');
      findings.expect('payload', staged.hash, hash);
      const expected = relationsOf(module, record).map(({ field, id }) => `${field.label} ${id}`);
      findings.expect('relations', expected, relations);
    }
    differences += findings.list.length;
    const { list } = findings;
    await store.commit({
      findings: [{ kind: 'custom-record', sourceId: staged.id, findings: list }],
    });
  }
  return differences;
}

interface FoundLine {
  readonly count: number;
  readonly hash: string;
  readonly relations: readonly string[];
}

/** What is in the file, by record; nothing where there is no file. */
async function readLines(path: string): Promise<Map<string, FoundLine>> {
  const found = new Map<string, FoundLine>();
  const file = createReadStream(path);
  try {
    for await (const text of createInterface({
      input: file,
      crlfDelay: Number.POSITIVE_INFINITY,
    })) {
      const line = parsed(text);
      // A line that somebody broke: its record is missing, which is a finding.
      if (!line) continue;
      const { id, module, payload, relations } = line;
      const key = customRecordKey(module, id);
      found.set(key, {
        count: (found.get(key)?.count ?? 0) + 1,
        hash: hashOf(payload),
        relations: relations.map((relation) => `${relation.field} ${relation.id}`),
      });
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  return found;
}

function parsed(line: string): ArchivedRecord | undefined {
  try {
    return JSON.parse(line) as ArchivedRecord;
  } catch {
    return undefined;
  }
}
