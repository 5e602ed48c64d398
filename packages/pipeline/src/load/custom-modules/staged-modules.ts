import { ConfigurationError } from '@zdjsm/core';
import type { ResolvedConfig } from '../../config/schema.ts';
import type { CustomModule, CustomRecord } from '../../model/custom-module.ts';
import type { RunContext } from '../../run/context.ts';
import type { StagedRecord } from '../../store/store.ts';

export type Destination = ResolvedConfig['customModules']['to'];

/** A module with what the config says of it. */
export interface ModulePlan {
  readonly module: CustomModule;
  readonly to: Destination;
  /** Name of its object type in Assets. */
  readonly type: string;
  /** Field → attribute, where the config names one. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** The custom modules that are staged, and where each goes. */
export async function stagedModules({ store, source, config }: RunContext): Promise<ModulePlan[]> {
  const { customModules: parts } = source;
  const { to, modules: settings } = config.customModules;
  if (!parts) return [];
  const plans: ModulePlan[] = [];
  for await (const { payload } of store.staging.iterate('custom-module')) {
    const module = parts.parse.module(payload);
    const setting = settings[module.id];
    plans.push({
      module,
      to: setting?.to ?? to,
      type: setting?.type ?? module.name,
      attributes: setting?.attributes ?? {},
    });
  }
  refuseUnknown(Object.keys(settings), plans);
  return plans;
}

function refuseUnknown(named: readonly string[], plans: readonly ModulePlan[]): void {
  const known = plans.map(({ module }) => module.id);
  const unknown = named.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new ConfigurationError({
    setting: `customModules.modules.${unknown}`,
    message: `the source has no such module; it has ${known.join(', ') || 'none'}`,
    remedy: 'Name modules by their API names, as in "cm_devices".',
  });
}

/** A module's records, as staged and as read. */
export async function* recordsOf(
  { store, source: { customModules } }: RunContext,
  module: string,
): AsyncGenerator<{ readonly staged: StagedRecord; readonly record: CustomRecord }> {
  if (!customModules) return;
  for await (const staged of store.staging.iterate('custom-record')) {
    if (staged.parentId !== module) continue;
    yield { staged, record: customModules.parse.record(staged.payload) };
  }
}
