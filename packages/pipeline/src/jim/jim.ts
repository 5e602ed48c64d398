import { inBatch } from '../batch/in-batch.ts';
import type { LoadContext } from '../load/load-context.ts';
import type { PhaseName } from '../run/events.ts';
import { type Adopted, type AdoptOptions, adopt } from './adopt.ts';
import { exportJim, type JimExport, type JimExportOptions } from './export-jim.ts';

/** The first load by Jira's own importer: the only door that takes authors and times. */
export interface Jim {
  /** Writes the files; a person imports them. */
  exportJim(options: JimExportOptions): Promise<JimExport>;
  /** Takes up what was imported, so that the load completes it instead of making it again. */
  adopt(options?: AdoptOptions): Promise<Adopted & { readonly writes: number }>;
}

interface JimParts {
  readonly ready: () => Promise<LoadContext>;
  readonly phase: <T>(name: PhaseName, work: () => Promise<T>) => Promise<T>;
}

export function createJim({ ready, phase }: JimParts): Jim {
  return {
    exportJim: (options) => phase('export-jim', async () => exportJim(await ready(), options)),
    adopt: (options) =>
      phase('adopt', async () =>
        inBatch(await ready(), { purpose: 'adopt' }, async (context) => {
          const adopted = await adopt(context, options);
          return { ...adopted, writes: context.writes.count };
        }),
      ),
  };
}
