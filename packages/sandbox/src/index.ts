export { type Mail, mailCorpus } from './data/mail-corpus.ts';
export { environmentOf } from './environment.ts';
export type { JiraAccess, JiraCredentials, OAuthCredentials } from './jira/access/jira-access.ts';
export type { CustomerView, JiraCloud, JiraOptions, JiraUrls } from './jira/cloud.ts';
export { jiraFaults } from './jira/faults.ts';
export type { LimitOptions } from './jira/limits/limits.ts';
export type {
  AssetObjectState,
  AttachmentState,
  CommentState,
  CustomerState,
  DeskState,
  IssueState,
  JiraState,
  KeyedIssue,
  MailState,
  OrganizationState,
  PageState,
  WorklogState,
} from './jira/truth/state.ts';
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
export type { ListTrouble } from './kernel/list-trouble.ts';
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
export type { Trait } from './zoho/org/scenarios.ts';
export type {
  TicketState,
  TrueFile,
  TrueMessage,
  TrueTicket,
  ZohoCounts,
  ZohoTruth,
} from './zoho/truth.ts';
export { volumesOf, type ZohoVolumes } from './zoho/volumes.ts';
export type { ZohoAct, ZohoActArgs, ZohoActResult } from './zoho/work/acts.ts';
