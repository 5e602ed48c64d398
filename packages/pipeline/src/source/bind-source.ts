import { ZdjsmError } from '@zdjsm/core';
import type { RunContext } from '../run/context.ts';

/** A store knows one helpdesk: the ids of another would be taken for those of the first. */
export async function bindSource({ store, source, config, signal }: RunContext): Promise<void> {
  const tenant = await source.tenant({ signal });
  const known = (await store.meta.get('source')) as { readonly id?: string } | undefined;
  if (known?.id !== undefined && known.id !== tenant.id) {
    throw new ZdjsmError({
      code: 'FOREIGN_SOURCE',
      message: `${config.folder} belongs to another organization than ${tenant.name}`,
      remedy:
        'Name the organization that this folder was begun for, or another folder for this one.',
      outcome: 'not-sent',
    });
  }
  await store.commit({ meta: { source: tenant } });
}
