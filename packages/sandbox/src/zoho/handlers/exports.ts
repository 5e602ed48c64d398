import { json, notFound, Refusal } from '../answers.ts';
import type { Call, Handler } from '../api/call.ts';
import { writeTable, zip } from '../backup/archive.ts';
import { BACKUP_TABLES, type BackupTable } from '../backup/tables.ts';
import type { ExportJob } from '../org/exports.ts';
import { numberOf } from '../org/ids.ts';
import { iso, type Json } from '../render/common.ts';
import { visible } from './ticket-filter.ts';

const MOST_ROWS = 100_000;
/** Documented by name only: nobody outside knows what they may hold. */
const OPAQUE = ['criteria', 'exportTimeFilter', 'password', 'viewId'];

export const exportHandlers = {
  'exports.start': (call) => {
    const { module, fields, modifiedAfter, departmentId, limitPerFile, apiNameAsHeader } =
      call.body;
    const table = BACKUP_TABLES.find((candidate) => candidate.module === module);
    const unknown = OPAQUE.filter((name) => call.body[name] !== undefined);
    if (!table || unknown.length > 0) throw invalid(table ? unknown : ['module']);
    const names = table.columns.map(([, name]) => name);
    const wanted = Array.isArray(fields) ? fields.map(String) : undefined;
    if (wanted?.some((name) => !names.includes(name))) throw invalid(['fields']);
    const job = call.org.exports.start({
      module: table.module ?? '',
      fields: wanted ?? null,
      modifiedAfter: typeof modifiedAfter === 'string' ? Date.parse(modifiedAfter) : null,
      departmentId: typeof departmentId === 'string' ? departmentId : null,
      limitPerFile: Math.min(Number(limitPerFile ?? MOST_ROWS), MOST_ROWS),
      apiNameAsHeader: apiNameAsHeader === true,
      startedAt: call.now,
    });
    return json(jobJson(call, job));
  },
  'exports.get': (call) => json(jobJson(call, jobOf(call, call.param('exportId')))),
  'exports.download': (call) => {
    const job = jobOf(call, call.query.text('exportId') ?? '');
    if (statusOf(call, job) !== 'COMPLETED') throw notFound();
    const table = BACKUP_TABLES.find((candidate) => candidate.module === job.module);
    if (!table) throw notFound();
    const files = writeTable(
      shortened(table, job.fields),
      table.rows(call, ticketsOf(call, job)),
      { apiNames: job.apiNameAsHeader ? 'only' : 'none' },
      job.limitPerFile,
    );
    return {
      kind: 'file',
      bytes: zip(files),
      contentType: 'application/zip',
      name: `${table.file}.zip`,
    };
  },
} as const satisfies Record<string, Handler>;

function invalid(names: readonly string[]): Refusal {
  const errors = names.map((name) => ({ fieldName: `/${name}`, errorType: 'invalid' as const }));
  return new Refusal('INVALID_DATA', { errors });
}

function jobOf(call: Call, id: string): ExportJob {
  const job = call.org.exports.get(id);
  if (!job) throw notFound();
  return job;
}

function statusOf(call: Call, job: ExportJob): string {
  const passed = call.now - job.startedAt;
  if (passed >= call.switches.exportTime) return 'COMPLETED';
  return passed * 4 >= call.switches.exportTime ? 'INPROGRESS' : 'INITIATED';
}

function jobJson(call: Call, job: ExportJob): Json {
  return {
    exportId: job.id,
    status: statusOf(call, job),
    module: job.module,
    fields: job.fields,
    modifiedAfter: iso(job.modifiedAfter),
    departmentId: job.departmentId,
    viewId: null,
    callBackUrl: null,
    limitPerFile: String(job.limitPerFile),
    hasNextPage: 'false',
  };
}

function shortened(table: BackupTable, fields: readonly string[] | null): BackupTable {
  if (!fields) return table;
  return { ...table, columns: table.columns.filter(([, name]) => fields.includes(name)) };
}

function ticketsOf(call: Call, job: ExportJob): Uint32Array {
  const department =
    job.departmentId === null ? undefined : numberOf('department', job.departmentId);
  const filter = {
    ...visible(call.switches),
    department: job.departmentId === null ? undefined : [department ?? -2],
    modified:
      job.modifiedAfter === null
        ? undefined
        : { from: job.modifiedAfter + 1, to: Number.MAX_SAFE_INTEGER },
  };
  return call.org.selection.select(filter, 'created', false);
}
