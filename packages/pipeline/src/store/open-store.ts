import type { Secret } from '@zdjsm/core';
import { openPostgresStore } from './postgres/postgres-store.ts';
import { openSqliteStore } from './sqlite/sqlite-store.ts';
import type { Store } from './store.ts';

/** As a config has it. */
export interface StoreSettings {
  readonly folder: string;
  readonly store?:
    | { readonly url: string; readonly schema: string; readonly files?: string | undefined }
    | undefined;
}

/** Which store, and how it is taken. */
export interface OpenStoreOptions {
  readonly config: StoreSettings;
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
