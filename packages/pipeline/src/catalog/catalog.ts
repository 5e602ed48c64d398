/** What the target has, by name: read once before a run, and all that the mapping knows of it. */
export interface TargetCatalog {
  readonly projects: readonly TargetProject[];
  readonly fields: readonly TargetField[];
  readonly priorities: readonly Named[];
  readonly resolutions: readonly Named[];
  readonly linkTypes: readonly Named[];
  /** Bytes; larger files are refused. */
  readonly uploadLimit: number;
}

export interface Named {
  readonly id: string;
  readonly name: string;
}

export interface TargetProject {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly serviceDeskId: string;
  readonly requestTypes: readonly TargetRequestType[];
  readonly statuses: readonly TargetStatus[];
  /** Without regard to request types: what hangs on a request is one of these. */
  readonly issueTypes: readonly TargetIssueType[];
}

export interface TargetIssueType extends Named {
  readonly isSubtask: boolean;
}

export interface TargetRequestType extends Named {
  readonly issueTypeId: string;
}

export interface TargetStatus extends Named {
  readonly category: 'new' | 'indeterminate' | 'done';
  /** The issue types whose workflow has it: a sub-task's is not that of a request. */
  readonly issueTypeIds: readonly string[];
}

export interface TargetField extends Named {
  /** As Jira describes it: `{type: 'option', custom: '…:select'}`. */
  readonly schema: { readonly type: string; readonly custom?: string; readonly items?: string };
  /** Of a select field that the config names; undefined where any value goes. */
  readonly options?: readonly string[] | undefined;
  /** Of a cascading select: what stands under each of them. */
  readonly children?: Readonly<Record<string, readonly string[]>> | undefined;
}

/** Names are compared as people read them: without regard to case and outer spaces. */
export function sameName(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}

export function byName<T extends Named>(list: readonly T[], name: string): T | undefined {
  return list.find((item) => sameName(item.name, name));
}
