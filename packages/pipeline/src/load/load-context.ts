import type { Jsm } from '@zdjsm/jsm';
import type { TargetCatalog } from '../catalog/catalog.ts';
import type { Mapping } from '../mapping/mapping.ts';
import type { Library } from './knowledge-base/library.ts';
import type { ComponentBook } from './ticket/components.ts';
import type { WritingContext } from './write-protocol.ts';

/** What every step of the load is given. */
export interface LoadContext extends WritingContext {
  readonly jsm: Jsm;
  readonly catalog: TargetCatalog;
  readonly mapping: Mapping;
  /** Of everything but the record itself that decides what is written: config, catalogue, version. */
  readonly fingerprint: string;
  /** Components that are known to be there. */
  readonly components: ComponentBook;
  /** The knowledge base, to whose pages texts may lead; undefined where there is none, or not read yet. */
  readonly library?: Library | undefined;
  /** The account that makes the calls. */
  readonly migrator: string;
  /** Who gets the tickets of agents that are gone. */
  readonly fallbackAssignee: string | undefined;
}
