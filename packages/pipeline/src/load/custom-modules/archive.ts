import { createWriteStream } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { relatedRecord, relationsOf } from '../../mapping/custom-record.ts';
import type { CustomModule, CustomRecord } from '../../model/custom-module.ts';
import { isoNow } from '../../run/context.ts';
import { createCounter } from '../../run/counter.ts';
import type { CrosswalkRow } from '../../store/store.ts';
import { jsonLine } from '../../words/json-line.ts';
import type { LoadContext } from '../load-context.ts';
import { type ModulePlan, recordsOf } from './staged-modules.ts';

/** One line of an archive. */
export interface ArchivedRecord extends Omit<CustomRecord, 'values'> {
  /** By the field's label. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly relations: readonly ArchivedRelation[];
  /** What the source said, unchanged. */
  readonly payload: unknown;
}

export interface ArchivedRelation {
  /** The field's label. */
  readonly field: string;
  /** `ticket`, `contact`, …; for a custom module its API name. */
  readonly to: string;
  /** In the source. */
  readonly id: string;
  /** What it has become: an issue's key, an organization's name, an account's id. */
  readonly target: string | undefined;
}

const ROWS_A_COMMIT = 500;

/** Where the archive of custom modules is, in the migration's folder. */
export const archiveFolder = (folder: string): string => join(folder, 'archive', 'custom-modules');

export const archiveFile = (folder: string, module: string): string =>
  join(archiveFolder(folder), `${module}.jsonl`);

/**
 * Writes modules as files: the definitions, and a line of JSON for each record. After everything else,
 * so that a relation can say what has become of the record that it leads to.
 */
export async function archiveModules(
  context: LoadContext,
  plans: readonly ModulePlan[],
): Promise<void> {
  if (plans.length === 0) return;
  const folder = archiveFolder(context.config.folder);
  await mkdir(folder, { recursive: true });
  const definitions = plans.map(({ module }) => module);
  await writeFile(join(folder, 'modules.json'), `${JSON.stringify(definitions, undefined, 2)}\n`);
  for (const { module } of plans) await archiveModule(context, module);
}

async function archiveModule(context: LoadContext, module: CustomModule): Promise<void> {
  const { config, signal } = context;
  const path = archiveFile(config.folder, module.id);
  const lines = async function* (): AsyncGenerator<string> {
    for await (const { staged, record } of recordsOf(context, module.id)) {
      yield jsonLine(await toLine(context, module, record, staged.payload));
    }
  };
  // Whole or not at all: whoever opens it finds no half of a file.
  await pipeline(Readable.from(lines()), createWriteStream(`${path}.new`), { signal });
  await rename(`${path}.new`, path);
  await note(context, module);
}

async function toLine(
  { store }: LoadContext,
  module: CustomModule,
  record: CustomRecord,
  payload: unknown,
): Promise<ArchivedRecord> {
  const relations: ArchivedRelation[] = [];
  for (const { field, to, id } of relationsOf(module, record)) {
    const related = relatedRecord({ to, id });
    const row = related && (await store.crosswalk.get(related.kind, related.sourceId));
    relations.push({
      field: field.label,
      to: 'module' in to ? to.module : to.kind,
      id,
      target: to.kind === 'custom-record' ? undefined : (row?.targetKey ?? row?.targetId),
    });
  }
  const values = module.fields.flatMap((field) => {
    const value = record.values[field.id];
    return value === undefined || value === null ? [] : [[field.label, value] as const];
  });
  return { ...record, values: Object.fromEntries(values), relations, payload };
}

/** Each record is in the crosswalk, as those that went to the target are. */
async function note(context: LoadContext, module: CustomModule): Promise<void> {
  const { store, emit, batch, clock } = context;
  const counter = createCounter(emit, 'load', 'custom-record', undefined);
  let rows: CrosswalkRow[] = [];
  const flush = async (): Promise<void> => {
    await store.commit({ crosswalk: rows });
    rows = [];
  };
  for await (const { staged } of recordsOf(context, module.id)) {
    counter.done();
    const known = await store.crosswalk.get('custom-record', staged.id);
    // What was an object before stays known as one, so that it can be taken back.
    if (known?.targetId !== undefined) continue;
    if (known?.state === 'done' && known.hash === staged.hash) continue;
    rows.push({
      kind: 'custom-record',
      sourceId: staged.id,
      targetKey: `${module.id}.jsonl`,
      state: 'done',
      // A file of ours: a rollback takes back what is in the target.
      rollback: 'preserve',
      hash: staged.hash,
      attempts: (known?.attempts ?? 0) + 1,
      batch,
      at: isoNow(clock),
    });
    if (rows.length >= ROWS_A_COMMIT) await flush();
  }
  await flush();
}
