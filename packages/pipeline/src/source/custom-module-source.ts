import type { CustomModule, CustomRecord } from '../model/custom-module.ts';
import type { ReadOptions, SourcePage } from './source.ts';

/** Modules that the helpdesk's owner made up, and their records. */
export interface CustomModuleSource {
  /** What they are, with their fields. */
  modules(options?: ReadOptions): AsyncIterable<SourcePage>;
  /** A record's payload has to name its module: it is parsed without anything beside it. */
  records(moduleId: string, options?: ReadOptions): AsyncIterable<SourcePage>;
  readonly parse: {
    module(payload: unknown): CustomModule;
    record(payload: unknown): CustomRecord;
  };
}
