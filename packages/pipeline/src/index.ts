export { defineConfig, loadConfig, resolveConfig } from './config/load-config.ts';
export type { MigrationConfig, ResolvedConfig } from './config/schema.ts';
export { loadSecrets, SECRET_VARIABLES, type Secrets } from './config/secrets.ts';
export type * from './model/helpdesk.ts';
export type { EventSink, MigrationEvent, PhaseName } from './run/events.ts';
export type * from './source/source.ts';
export { openSqliteStore } from './store/sqlite/sqlite-store.ts';
export type * from './store/store.ts';
