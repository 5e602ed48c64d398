import type { Department } from '../model/helpdesk.ts';
import type { RunContext } from './context.ts';

/** The source's departments: a handful, read before anything that refers to them. */
export async function stagedDepartments({
  store,
  source,
}: Pick<RunContext, 'store' | 'source'>): Promise<Department[]> {
  return await Array.fromAsync(store.staging.iterate('department'), ({ payload }) =>
    source.parse.department(payload),
  );
}
