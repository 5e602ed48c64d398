import { ConfigurationError, ZdjsmError } from '@zdjsm/core';
import type { Jsm } from '@zdjsm/jsm';
import type { RunContext } from '../../run/context.ts';
import type { LoadContext } from '../load-context.ts';
import { leaveOut } from '../write-protocol.ts';
import { archiveModules } from './archive.ts';
import { loadAssetObjects } from './asset-objects.ts';
import { type ModulePlan, recordsOf, stagedModules } from './staged-modules.ts';

/** Whether the custom modules can go where the config sends them. Reads only. */
export async function checkCustomModules(context: RunContext, jsm: Jsm): Promise<void> {
  const plans = await stagedModules(context);
  if (going(plans, 'assets').length === 0) return;
  try {
    await jsm.assets.workspaceId();
  } catch (error) {
    if (!ZdjsmError.is(error) || error.outcome === 'unknown') throw error;
    throw new ConfigurationError({
      setting: 'customModules.to',
      message: `the site's Assets can't be used: ${error.message}`,
      remedy:
        'Assets needs Jira Service Management Premium, and an account with a licence for it. Or set it to "archive".',
      cause: error,
    });
  }
}

/** Those that tickets may refer to: before the tickets. */
export async function loadCustomObjects(context: LoadContext): Promise<void> {
  await loadAssetObjects(context, going(await stagedModules(context), 'assets'));
}

/** After the tickets, which look-ups may name: references, the archive, and what is left out. */
export async function finishCustomModules(context: LoadContext): Promise<void> {
  const plans = await stagedModules(context);
  await loadAssetObjects(context, going(plans, 'assets'));
  await archiveModules(context, going(plans, 'archive'));
  for (const { module } of going(plans, 'skip')) {
    const reason = `customModules: "${module.id}" is to be skipped`;
    for await (const { staged } of recordsOf(context, module.id)) {
      await leaveOut(context, { kind: 'custom-record', sourceId: staged.id, reason });
    }
  }
}

const going = (plans: readonly ModulePlan[], to: ModulePlan['to']): ModulePlan[] =>
  plans.filter((plan) => plan.to === to);
