import type { Collection, World } from '../../kernel/world.ts';
import { idOf } from './ids.ts';

export interface ExportJob {
  readonly id: string;
  readonly module: string;
  /** API names; nothing for all. */
  readonly fields: readonly string[] | null;
  readonly modifiedAfter: number | null;
  readonly departmentId: string | null;
  readonly limitPerFile: number;
  readonly apiNameAsHeader: boolean;
  readonly startedAt: number;
}

export interface Exports {
  start(job: Omit<ExportJob, 'id'>): ExportJob;
  get(id: string): ExportJob | undefined;
}

export function createExports(world: World): Exports {
  const jobs: Collection<ExportJob> = world.collection('zoho.exports');
  return {
    start(job) {
      const made = { ...job, id: idOf('export', world.sequence('zoho.exports')) };
      jobs.set(made.id, made);
      return made;
    },
    get: (id) => jobs.get(id),
  };
}
