import { z } from 'zod';
import { apiToken } from '../access/credentials.ts';
import { isPermission } from '../access/permissions.ts';
import { createProject } from '../domain/create-project.ts';
import type { Project } from '../model/configuration.ts';
import { accountIdFor } from '../model/ids.ts';
import { ADMIN_EMAIL } from '../seed/accounts.ts';
import type { Site } from '../site.ts';
import { importJson } from './import-json.ts';

/**
 * What people do in the user interface, where there is no REST for it, and what happens to the site.
 * Each action validates its arguments, since they come from other processes too.
 */
export function jiraActions(site: Site): (action: string, args?: unknown) => unknown {
  const { store } = site;
  const projectOf = (key: string): Project => {
    const project = store.projectsByKey.first(key);
    if (!project) throw new Error(`no project ${key}`);
    return project;
  };

  const actions: Readonly<Record<string, (args: unknown) => unknown>> = {
    /** Project settings → Customer notifications, all rules at once; all projects without `project`. */
    'customer-mails'(args) {
      const { project: key, on } = z
        .object({ project: z.string().optional(), on: z.boolean() })
        .parse(args);
      for (const project of key === undefined ? [...store.projects.values()] : [projectOf(key)]) {
        if (!project.desk) continue;
        const rules = Object.keys(project.desk.customerMails).map((rule) => [rule, on]);
        const customerMails = { ...project.desk.customerMails, ...Object.fromEntries(rules) };
        store.projects.set(project.id, { ...project, desk: { ...project.desk, customerMails } });
      }
      return undefined;
    },

    /** Links a Confluence space as a desk's knowledge base. */
    'link-knowledge-base'(args) {
      const { project, space: key } = z
        .object({ project: z.string(), space: z.string() })
        .parse(args);
      const space = store.spacesByKey.first(key);
      if (!space) throw new Error(`no space ${key}`);
      store.knowledgeBases.set(projectOf(project).id, { spaceId: space.id });
      return undefined;
    },

    /** A service project more, set up like the first one. */
    'create-desk'(args) {
      const { key, name } = z.object({ key: z.string(), name: z.string() }).parse(args);
      const project = createProject(site, {
        key,
        name,
        description: '',
        leadId: accountIdFor(site.seed, 'current', ADMIN_EMAIL),
        typeKey: 'service_desk',
      });
      return { id: project.id, serviceDeskId: project.desk?.id };
    },

    /** Takes a permission away, from an account or a role, in one project or everywhere. */
    'revoke-permission'(args) {
      const { permission, ...where } = Revocation.parse(args);
      if (!isPermission(permission)) throw new Error(`no permission ${permission}`);
      const id = store.nextId('revocation');
      store.revocations.set(id, { permission, ...where });
      return undefined;
    },

    /** API tokens and OAuth tokens of one account, or of everybody, stop working. */
    'revoke-tokens'(args) {
      const { email } = z.object({ email: z.string().optional() }).parse(args ?? {});
      for (const account of [...store.accounts.values()]) {
        if (email !== undefined && account.email !== email) continue;
        const at = site.clock.now();
        store.revokedTokens.set(apiToken(site.seed, account.email, 'classic'), { at });
        store.revokedTokens.set(apiToken(site.seed, account.email, 'scoped'), { at });
        for (const token of [...store.tokens.values()]) {
          if (token.accountId === account.accountId) store.tokens.delete(token.token);
        }
      }
      return undefined;
    },

    /** System → External system import → JSON: a file in the format of Jira's importer. */
    'import-json': (args) => importJson(site, args),

    'deactivate-account'(args) {
      const { email } = z.object({ email: z.string() }).parse(args);
      const account = store.accountsByEmail.first(email.toLowerCase());
      if (!account) throw new Error(`no account ${email}`);
      store.accounts.set(account.accountId, { ...account, active: false });
      return undefined;
    },

    'clear-outbox'() {
      for (const mail of [...store.outbox.values()]) store.outbox.delete(mail.id);
      return undefined;
    },
  };

  return (action, args) => {
    const act = actions[action];
    if (!act) throw new Error(`no action ${action}; there are ${Object.keys(actions).join(', ')}`);
    return act(args);
  };
}

const Revocation = z.object({
  permission: z.string(),
  accountId: z.string().optional(),
  role: z.enum(['admin', 'agent', 'collaborator', 'customer']).optional(),
  projectKey: z.string().optional(),
});
