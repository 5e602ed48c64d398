import { stagedModules } from '../load/custom-modules/staged-modules.ts';
import { checkArchive } from './check-archive.ts';
import { checkAssets } from './check-assets.ts';
import type { ValidationContext } from './validation-context.ts';

/** Custom modules: every record that was to go somewhere is there. Returns the differences. */
export async function checkCustomModules(context: ValidationContext): Promise<number> {
  let differences = 0;
  for (const plan of await stagedModules(context)) {
    if (plan.to === 'assets') differences += await checkAssets(context, plan);
    if (plan.to === 'archive') differences += await checkArchive(context, plan);
  }
  return differences;
}
