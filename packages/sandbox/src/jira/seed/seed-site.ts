import { KNOWN_ACCOUNT } from '../../data/known-customers.ts';
import { createProject } from '../domain/create-project.ts';
import { accountIdFor, uuidFor } from '../model/ids.ts';
import type { Site } from '../site.ts';
import {
  ADMIN_EMAIL,
  KNOWN_CUSTOMER_EMAIL,
  KNOWN_ORGANIZATION,
  seededAccounts,
} from './accounts.ts';
import {
  DEFAULT_SCREEN,
  ISSUE_TYPES,
  LINK_TYPES,
  NOTIFICATION_SCHEMES,
  PRIORITIES,
  RESOLUTIONS,
  SCREENS,
  STATUSES,
} from './catalog.ts';
import { CUSTOM_FIELDS, type CustomFieldSeed, OFF_SCREEN_FIELDS, SYSTEM_FIELDS } from './fields.ts';
import { SOFTWARE_PROJECT, serviceProjects } from './projects.ts';
import { WORKFLOWS } from './workflows.ts';

/** Sets the site up as an administrator would have before a migration. */
export function seedSite(site: Site): void {
  const { store } = site;
  for (const account of seededAccounts(site.seed)) store.accounts.set(account.accountId, account);
  for (const issueType of ISSUE_TYPES) store.issueTypes.set(issueType.id, issueType);
  for (const status of STATUSES) store.statuses.set(status.id, status);
  for (const workflow of WORKFLOWS) store.workflows.set(workflow.id, workflow);
  for (const priority of PRIORITIES) store.priorities.set(priority.id, priority);
  for (const resolution of RESOLUTIONS) store.resolutions.set(resolution.id, resolution);
  for (const linkType of LINK_TYPES) store.linkTypes.set(linkType.id, linkType);
  for (const scheme of NOTIFICATION_SCHEMES) store.notificationSchemes.set(scheme.id, scheme);
  for (const field of SYSTEM_FIELDS) store.fields.set(field.id, field);
  for (const screen of SCREENS) store.screens.set(screen.id, screen);
  seedProjects(site);
  // After the projects: the fields' contexts name them.
  for (const seed of CUSTOM_FIELDS) seedCustomField(site, seed);
  seedOrganizations(site);
}

function seedProjects(site: Site): void {
  const leadId = accountIdFor(site.seed, 'current', ADMIN_EMAIL);
  for (const seed of serviceProjects(site.switches.projects)) {
    const { key, name } = seed;
    createProject(site, { key, name, description: '', leadId, typeKey: 'service_desk' }, seed);
  }
  const { key, name } = SOFTWARE_PROJECT;
  createProject(site, { key, name, description: '', leadId, typeKey: 'software' });
}

function seedCustomField(site: Site, seed: CustomFieldSeed): void {
  const { store } = site;
  store.fields.set(seed.id, {
    id: seed.id,
    name: seed.name,
    description: '',
    kind: seed.kind,
    customType: seed.type,
    searcherKey: seed.searcher,
    locked: seed.locked ?? false,
  });
  const contextId = store.nextId('field-context');
  const projectIds = (seed.projects ?? []).flatMap(
    (key) => store.projectsByKey.first(key)?.id ?? [],
  );
  store.contexts.set(contextId, {
    id: contextId,
    fieldId: seed.id,
    name: `Default Configuration Scheme for ${seed.name}`,
    description: '',
    projectIds,
    issueTypeIds: [],
  });
  const addOption = (value: string, parentId: string | undefined): string => {
    const id = store.nextId('field-option');
    store.options.set(id, { id, contextId, value, disabled: false, parentId });
    return id;
  };
  for (const option of seed.options ?? []) {
    const [parent, ...children] = typeof option === 'string' ? [option] : option;
    const parentId = addOption(parent, undefined);
    for (const child of children) addOption(child, parentId);
  }
  if (!OFF_SCREEN_FIELDS.includes(seed.id)) addToScreen(site, DEFAULT_SCREEN, seed.id);
}

function addToScreen(site: Site, screenId: string, fieldId: string): void {
  const screen = site.store.screens.get(screenId);
  if (!screen) throw new Error(`no screen ${screenId}`);
  const [first, ...others] = screen.tabs;
  if (!first) throw new Error(`screen ${screenId} has no tab`);
  const tab = { ...first, fieldIds: [...first.fieldIds, fieldId] };
  site.store.screens.set(screenId, { ...screen, tabs: [tab, ...others] });
}

function seedOrganizations(site: Site): void {
  const { store } = site;
  const member = store.accountsByEmail.first(KNOWN_CUSTOMER_EMAIL);
  const known = putOrganization(site, KNOWN_ORGANIZATION, member ? [member.accountId] : []);
  putOrganization(site, KNOWN_ACCOUNT, []);
  const support = store.projectsByKey.first('SUP');
  if (support) {
    const { id } = support;
    store.deskAccess.set(id, { id, customerIds: [], organizationIds: [known] });
  }
}

function putOrganization(site: Site, name: string, memberIds: readonly string[]): string {
  const id = site.store.nextSmallId('organization');
  const uuid = uuidFor(site.seed, 'organization', id);
  const created = site.clock.now();
  site.store.organizations.set(id, { id, uuid, name, created, memberIds });
  return id;
}
