import type { World } from '../../kernel/world.ts';
import type { Revocation } from '../access/permissions.ts';
import type { AssetAttribute, AssetObject, AssetSchema, AssetType } from './assets.ts';
import type {
  Choice,
  Component,
  Field,
  FieldContext,
  FieldOption,
  IssueType,
  LinkType,
  NotificationScheme,
  Project,
  RequestType,
  Screen,
  Status,
  Workflow,
} from './configuration.ts';
import type { ContentProperty, Page, PageFile, Space } from './confluence.ts';
import type {
  Attachment,
  Change,
  Comment,
  Feedback,
  Issue,
  IssueLink,
  Property,
  RemoteLink,
  TemporaryFile,
  Worklog,
} from './issues.ts';
import type { Account, DeskAccess, Organization } from './people.ts';
import type { IssuedToken, Leak, Mail, Task, Violation } from './traces.ts';

export type Store = ReturnType<typeof createStore>;

/** All that the site knows: collections, and the ways in which they are searched. */
export function createStore(world: World) {
  const of = <T>(name: string) => world.collection<T>(`jira.${name}`);

  const accounts = of<Account>('accounts');
  const projects = of<Project>('projects');
  const requestTypes = of<RequestType>('request-types');
  const contexts = of<FieldContext>('field-contexts');
  const options = of<FieldOption>('field-options');
  const components = of<Component>('components');
  const organizations = of<Organization>('organizations');
  const issues = of<Issue>('issues');
  const comments = of<Comment>('comments');
  const attachments = of<Attachment>('attachments');
  const worklogs = of<Worklog>('worklogs');
  const links = of<IssueLink>('links');
  const remoteLinks = of<RemoteLink>('remote-links');
  const changes = of<Change>('changes');
  const properties = of<Property>('properties');
  const spaces = of<Space>('spaces');
  const pages = of<Page>('pages');
  const pageFiles = of<PageFile>('page-files');
  const contentProperties = of<ContentProperty>('content-properties');
  const assetTypes = of<AssetType>('asset-types');
  const assetAttributes = of<AssetAttribute>('asset-attributes');
  const assetObjects = of<AssetObject>('asset-objects');

  return {
    accounts,
    accountsByEmail: accounts.index((account) => [account.email.toLowerCase()]),
    organizations,
    organizationsByName: organizations.index((organization) => [organization.name]),
    organizationsByMember: organizations.index((organization) => organization.memberIds),
    deskAccess: of<DeskAccess>('desk-access'),

    projects,
    projectsByKey: projects.index((project) => [project.key]),
    projectsByDesk: projects.index((project) => (project.desk ? [project.desk.id] : [])),
    issueTypes: of<IssueType>('issue-types'),
    statuses: of<Status>('statuses'),
    workflows: of<Workflow>('workflows'),
    requestTypes,
    requestTypesByProject: requestTypes.index((type) => [type.projectId]),
    fields: of<Field>('fields'),
    contexts,
    contextsByField: contexts.index((context) => [context.fieldId]),
    options,
    optionsByContext: options.index((option) => [option.contextId]),
    screens: of<Screen>('screens'),
    priorities: of<Choice>('priorities'),
    resolutions: of<Choice>('resolutions'),
    linkTypes: of<LinkType>('link-types'),
    components,
    componentsByProject: components.index((component) => [component.projectId]),
    notificationSchemes: of<NotificationScheme>('notification-schemes'),

    issues,
    issuesByKey: issues.index((issue) => [issue.key]),
    issuesByProject: issues.index((issue) => [issue.projectId]),
    issuesByParent: issues.index((issue) => (issue.parentId ? [issue.parentId] : [])),
    comments,
    commentsByIssue: comments.index((comment) => [comment.issueId]),
    attachments,
    attachmentsByIssue: attachments.index((attachment) => [attachment.issueId]),
    attachmentsByMedia: attachments.index((attachment) => [attachment.mediaId]),
    temporaryFiles: of<TemporaryFile>('temporary-files'),
    worklogs,
    worklogsByIssue: worklogs.index((worklog) => [worklog.issueId]),
    links,
    linksByIssue: links.index((link) => [link.inwardId, link.outwardId]),
    remoteLinks,
    remoteLinksByIssue: remoteLinks.index((link) => [link.issueId]),
    changes,
    changesByIssue: changes.index((change) => [change.issueId]),
    properties,
    propertiesByOwner: properties.index((property) => [property.owner]),
    feedback: of<Feedback>('feedback'),

    assetSchemas: of<AssetSchema>('asset-schemas'),
    assetTypes,
    assetTypesBySchema: assetTypes.index((type) => [type.schemaId]),
    assetAttributes,
    assetAttributesByType: assetAttributes.index((attribute) => [attribute.typeId]),
    assetObjects,
    assetObjectsByType: assetObjects.index((object) => [object.typeId]),

    spaces,
    spacesByKey: spaces.index((space) => [space.key]),
    pages,
    pagesBySpace: pages.index((page) => [page.spaceId]),
    pagesByParent: pages.index((page) => (page.parentId ? [page.parentId] : [])),
    pagesByTitle: pages.index((page) => [`${page.spaceId} ${page.title.toLowerCase()}`]),
    pagesByLabel: pages.index((page) => page.labels),
    pageFiles,
    pageFilesByPage: pageFiles.index((file) => [file.pageId]),
    pageFilesByMedia: pageFiles.index((file) => [file.mediaId]),
    contentProperties,
    contentPropertiesByOwner: contentProperties.index((property) => [property.owner]),
    /** Project id → the space that is linked as its knowledge base. */
    knowledgeBases: of<{ readonly spaceId: string }>('knowledge-bases'),

    /** `accountId/key` → value. */
    revocations: of<Revocation>('revocations'),
    preferences: of<{ readonly value: string }>('preferences'),
    tokens: of<IssuedToken>('tokens'),
    /** API tokens that no longer work. */
    revokedTokens: of<{ readonly at: number }>('revoked-tokens'),
    tasks: of<Task>('tasks'),
    outbox: of<Mail>('outbox'),
    leaks: of<Leak>('leaks'),
    violations: of<Violation>('violations'),

    /** Ids count from 10000, as on a new site. */
    nextId: (sequence: string): string => String(9999 + world.sequence(`jira.${sequence}`)),
    /** Desks, request types and organizations count from 1. */
    nextSmallId: (sequence: string): string => String(world.sequence(`jira.${sequence}`)),
    putBlob: (bytes: Uint8Array): string => world.putBlob(bytes),
    blob: (sha256: string): Uint8Array | undefined => world.blob(sha256),
  };
}
