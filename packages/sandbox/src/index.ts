export type { JiraCloud, JiraCredentials, JiraOptions, JiraUrls } from './jira/cloud.ts';
export { createSandboxClock, type SandboxClock } from './kernel/clock.ts';
export type { Cloud } from './kernel/cloud.ts';
export {
  type CallFacts,
  type Fault,
  type FaultPlan,
  type FaultRule,
  plannedFaults,
  seededFaults,
} from './kernel/faults.ts';
export type { History, RecordedCall } from './kernel/history.ts';
export { createPrng, type Prng } from './kernel/random.ts';
export {
  createSandbox,
  type Sandbox,
  type SandboxOptions,
  type SandboxPorts,
  type SandboxUrls,
} from './sandbox.ts';
export type { ZohoCloud, ZohoCredentials, ZohoUrls } from './zoho/cloud.ts';
export type { Edition, ZohoOptions, ZohoSwitches } from './zoho/options.ts';
