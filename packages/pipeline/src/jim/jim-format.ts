/**
 * The file of Jira's JSON importer, as far as it is written here. Source: "Import data from JSON",
 * support.atlassian.com (facts/jira-jsm.md § 4.10); the keys of attachments are from its sample.
 */
export interface JimFile {
  readonly users: readonly JimUser[];
  readonly projects: readonly [JimProject];
}

/** A person, by name and address. */
export interface JimUser {
  /** What the rest of the file calls the person. */
  readonly name: string;
  readonly fullname: string;
  readonly email?: string | undefined;
}

/** A project and its issues. */
export interface JimProject {
  readonly name: string;
  readonly key: string;
  readonly issues: readonly JimIssue[];
}

/** An issue with its authors, times and history. */
export interface JimIssue {
  readonly externalId: string;
  readonly summary: string;
  /** Wiki markup, as all texts. */
  readonly description: string;
  readonly issueType: string;
  readonly status: string;
  readonly priority?: string | undefined;
  readonly resolution?: string | undefined;
  readonly reporter?: string | undefined;
  readonly assignee?: string | undefined;
  readonly labels: readonly string[];
  /** ISO 8601, as all times. */
  readonly created: string;
  readonly updated?: string | undefined;
  readonly history: readonly JimChange[];
  readonly attachments?: readonly JimAttachment[] | undefined;
  readonly comments: readonly JimComment[];
}

/** An entry of an issue's history. */
export interface JimChange {
  readonly author: string;
  readonly created: string;
  readonly items: readonly {
    readonly fieldType: 'jira';
    readonly field: string;
    readonly from: string;
    readonly fromString: string;
    readonly to: string;
    readonly toString: string;
  }[];
}

/** A comment, by its author and of its time. */
export interface JimComment {
  readonly body: string;
  readonly author: string;
  readonly created: string;
}

/** A file, by its author and of its time. */
export interface JimAttachment {
  readonly name: string;
  readonly attacher: string;
  readonly created: string;
  /** Jira's cloud fetches it: it has to be on the web. */
  readonly uri: string;
}
