export { ConfigurationError, type Exchange, ZdjsmError } from '@zdjsm/core';
export { type CliEnvironment, runCli } from './cli/run-cli.ts';
export { defineConfig, loadConfig, resolveConfig } from './config/load-config.ts';
export type { MigrationConfig, ResolvedConfig } from './config/schema.ts';
export {
  loadSecrets,
  loadStorePassword,
  SECRET_VARIABLES,
  type Secrets,
} from './config/secrets.ts';
export type { ChangesFound } from './extract/changes/found.ts';
export {
  type Forecast,
  type ForecastConfig,
  forecastCounts,
  type HelpdeskCounts,
  type PhaseForecast,
  readCounts,
} from './forecast.ts';
export { type ConfigDraft, draftConfig, type InitOptions } from './init/init.ts';
export type { ConfigFormat } from './init/render.ts';
export type { JimExport, JimExportOptions } from './jim/export-jim.ts';
export type * from './jim/jim-format.ts';
export type * from './mapping/hooks/hooks.ts';
export {
  createMigration,
  type Migration,
  type MigrationOptions,
} from './migration.ts';
export type * from './model/custom-module.ts';
export type * from './model/helpdesk.ts';
export type * from './model/knowledge-base.ts';
export type { ConfirmPlan, PlanConfirmation } from './plan/confirm.ts';
export type { Inventory, TargetInventory } from './plan/inventory.ts';
export type * from './plan/plan.ts';
export type { Planning } from './plan/planning.ts';
export type { PreflightFinding, PreflightReport, Severity } from './preflight/finding.ts';
export type { PreflightOptions } from './preflight/preflight.ts';
export type { GoneAgent } from './reclaim/gone-agents.ts';
export type { Reclaim } from './reclaim/reclaim.ts';
export type * from './report/report.ts';
export type { Approval } from './rescue/approve.ts';
export type { Backup, BackupFile, BackupOptions } from './rescue/backup.ts';
export type { BatchChoice } from './rescue/choose-batch.ts';
export type { Cause } from './rescue/decide/causes.ts';
export {
  type Decision,
  decide,
  type Reason,
  type Situation,
  type Verdict,
} from './rescue/decide/decide.ts';
export type { SituationOptions } from './rescue/decide/read-situation.ts';
export { type MigrationFolder, openMigrationFolder } from './rescue/folder.ts';
export type { Rescue } from './rescue/rescue.ts';
export type { RetryResult } from './rescue/retry/retry.ts';
export type { Review } from './rescue/review.ts';
export type { KindTaken, Rollback, Standing } from './rescue/rollback/result.ts';
export type { FailureGroup, Status } from './rescue/status.ts';
export type { EventSink, MigrationEvent, PhaseName } from './run/events.ts';
export type { PhaseTime, RunRecord } from './run/run-log.ts';
export type { Usage } from './run/usage.ts';
export type { Marked } from './sample/choose.ts';
export type { Sample, SampleOptions } from './sample/sample.ts';
export type * from './source/custom-module-source.ts';
export type * from './source/knowledge-base-source.ts';
export type * from './source/source.ts';
export type * from './source/survey.ts';
export { createZohoSource } from './source/zoho/zoho-source.ts';
export { type OpenStoreOptions, openStore } from './store/open-store.ts';
export { openPostgresStore, type PostgresStoreOptions } from './store/postgres/postgres-store.ts';
export { openSqliteStore } from './store/sqlite/sqlite-store.ts';
export type * from './store/store.ts';
export type * from './store/worker-rows.ts';
export type { Cutover, CutoverStep } from './sync/cutover.ts';
export type { Delta, SyncOptions } from './sync/delta.ts';
export type { SyncPass } from './sync/pass.ts';
export {
  type MetricsEndpoint,
  type MetricsEndpointOptions,
  openMetricsEndpoint,
} from './telemetry/metrics-endpoint.ts';
export type { TelemetryOptions } from './telemetry/telemetry.ts';
export type { ValidationSummary } from './validate/validate.ts';
export type { WorkOptions } from './workers/work.ts';
