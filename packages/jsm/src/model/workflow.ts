import type { PlatformPage } from './paging.ts';

/** Workflows as `GET /workflows/search?expand=values.transitions` describes them. */
export type WorkflowPage = PlatformPage<WorkflowDefinition> & {
  readonly statuses?: readonly WorkflowStatus[];
};

export interface WorkflowDefinition {
  readonly id: string;
  readonly name: string;
  readonly transitions?: readonly WorkflowTransition[];
}

export interface WorkflowStatus {
  readonly id: string;
  readonly name: string;
  readonly statusReference: string;
}

export interface WorkflowTransition {
  readonly id: string;
  readonly name: string;
  readonly type: 'INITIAL' | 'GLOBAL' | 'DIRECTED';
  readonly toStatusReference: string;
  readonly links?: readonly { readonly fromStatusReference: string }[];
}

export interface WorkflowSchemes {
  readonly values: readonly {
    readonly projectIds: readonly string[];
    readonly workflowScheme: {
      readonly defaultWorkflow?: string;
      /** Issue type id → workflow name. */
      readonly issueTypeMappings?: Readonly<Record<string, string>>;
    };
  }[];
}
