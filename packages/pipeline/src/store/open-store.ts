import type { Secret } from '@zdjsm/core';
import type { ResolvedConfig } from '../config/schema.ts';
import { openPostgresStore } from './postgres/postgres-store.ts';
import { openSqliteStore } from './sqlite/sqlite-store.ts';
import type { Store } from './store.ts';

/** Which store, and whether others may be in it. */
export interface OpenStoreOptions {
  readonly config: Pick<ResolvedConfig, 'folder' | 'store'>;
  /** Of PostgreSQL. */
  readonly password?: Secret | undefined;
  /** `run` (default) keeps every other run out. SQLite lets nobody in beside it, whatever is asked. */
  readonly access?: 'run' | 'share' | undefined;
}

/** The store that the config names: SQLite in its folder, or a PostgreSQL. */
export function openStore({ config, password, access }: OpenStoreOptions): Store {
  if (config.store === undefined) return openSqliteStore(config.folder);
  const { url, schema, files } = config.store;
  return openPostgresStore({ url, schema, password, filesFolder: files, access });
}
