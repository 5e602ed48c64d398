import { z } from 'zod';
import { findIssue, findProject, may, projectOf } from '../access/guards.ts';
import {
  describePermission,
  isPermission,
  PERMISSIONS,
  type Permission,
} from '../access/permissions.ts';
import { empty, json, plainText } from '../api/answer.ts';
import { type Call, type Handlers, readBody } from '../api/call.ts';
import { badRequest, notFound } from '../api/refusal.ts';
import type { Project } from '../model/configuration.ts';
import type { Site } from '../site.ts';
import { userBean, viewOf } from './view.ts';

/** What concerns the caller: profile, permissions, preferences. */
export function meHandlers(site: Site): Handlers {
  const preference = (call: Call): string =>
    `${call.caller.account.accountId}/${call.query.get('key')}`;

  return {
    getCurrentUser: (call) =>
      json({
        ...userBean(viewOf(site, call), call.caller.account),
        locale: 'en_US',
        expand: 'groups,applicationRoles',
      }),

    getMyPermissions(call) {
      const asked = (call.query.get('permissions') ?? '').split(',').filter((key) => key !== '');
      if (asked.length === 0) throw badRequest('The permissions query parameter is required.');
      const unknown = asked.filter((key) => !isPermission(key));
      if (unknown.length > 0) throw badRequest(`Unrecognized permission: ${unknown.join(', ')}`);
      const project = projectAsked(site, call);
      const permissions = asked
        .filter(isPermission)
        .map((key) => [
          key,
          { ...describePermission(key), havePermission: may(site, call.caller, key, project) },
        ]);
      return json({ permissions: Object.fromEntries(permissions) });
    },

    getAllPermissions: () => {
      const keys = Object.keys(PERMISSIONS).filter(isPermission);
      return json({
        permissions: Object.fromEntries(keys.map((key) => [key, describePermission(key)])),
      });
    },

    getBulkPermissions(call) {
      const body = readBody(call, BulkPermissions);
      const account = site.store.accounts.get(body.accountId ?? '') ?? call.caller.account;
      const granted = (keys: readonly string[], project?: Project): Permission[] =>
        keys.filter(isPermission).filter((key) => may(site, { account }, key, project));
      return json({
        globalPermissions: granted(body.globalPermissions ?? []),
        projectPermissions: (body.projectPermissions ?? []).flatMap((question) =>
          question.permissions.map((permission) => ({
            permission,
            projects: (question.projects ?? []).filter((id) => {
              const project = site.store.projects.get(String(id));
              return project && granted([permission], project).length > 0;
            }),
            issues: (question.issues ?? []).filter((id) => {
              const issue = site.store.issues.get(String(id));
              return issue && granted([permission], projectOf(site, issue)).length > 0;
            }),
          })),
        ),
      });
    },

    getPreference(call) {
      const stored = site.store.preferences.get(preference(call));
      if (!stored) throw notFound(`key not found: ${call.query.get('key')}`);
      return plainText(stored.value, 200);
    },
    setPreference(call) {
      const { body } = call;
      const value = typeof body === 'string' ? body : JSON.stringify(body);
      site.store.preferences.set(preference(call), { value });
      return empty(204);
    },
    removePreference(call) {
      site.store.preferences.delete(preference(call));
      return empty(204);
    },
  };
}

const BulkPermissions = z.object({
  accountId: z.string().optional(),
  globalPermissions: z.array(z.string()).optional(),
  projectPermissions: z
    .array(
      z.object({
        permissions: z.array(z.string()),
        projects: z.array(z.number()).optional(),
        issues: z.array(z.number()).optional(),
      }),
    )
    .optional(),
});

function projectAsked(site: Site, call: Call): Project | undefined {
  const issueIdOrKey = call.query.get('issueKey') ?? call.query.get('issueId');
  if (issueIdOrKey !== null) {
    const issue = findIssue(site, issueIdOrKey);
    if (!issue) throw notFound('Issue does not exist or you do not have permission to see it.');
    return projectOf(site, issue);
  }
  const idOrKey = call.query.get('projectKey') ?? call.query.get('projectId');
  if (idOrKey === null) return undefined;
  const project = findProject(site, idOrKey);
  if (!project) throw notFound(`No project could be found with key '${idOrKey}'.`);
  return project;
}
