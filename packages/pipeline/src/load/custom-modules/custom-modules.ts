import type { LoadContext } from '../load-context.ts';
import { leaveOut } from '../write-protocol.ts';
import { archiveModules } from './archive.ts';
import { type ModulePlan, recordsOf, stagedModules } from './staged-modules.ts';

/** Custom modules, each to where the config sends it. After the tickets, which their look-ups may name. */
export async function loadCustomModules(context: LoadContext): Promise<void> {
  const plans = await stagedModules(context);
  const going = (to: ModulePlan['to']) => plans.filter((plan) => plan.to === to);
  for (const { module } of going('skip')) {
    const reason = `customModules: "${module.id}" is to be skipped`;
    for await (const { staged } of recordsOf(context, module.id)) {
      await leaveOut(context, { kind: 'custom-record', sourceId: staged.id, reason });
    }
  }
  await archiveModules(context, going('archive'));
}
