import type { PreflightCheck } from '../check.ts';
import type { Finding } from '../finding.ts';

/** What the migrating account does in a project, and whether it can do without. Source: jira-jsm.md § 4.9. */
const IN_PROJECT: Readonly<Record<string, string>> = {
  BROWSE_PROJECTS: 'reads what it has written',
  CREATE_ISSUES: 'creates requests',
  EDIT_ISSUES: 'writes texts and fields',
  TRANSITION_ISSUES: 'walks requests to their status',
  ADD_COMMENTS: 'writes threads and comments',
  CREATE_ATTACHMENTS: 'uploads files',
  MODIFY_REPORTER: 'makes customers the reporters',
  ASSIGN_ISSUES: 'assigns agents',
  SERVICEDESK_AGENT: 'writes internal comments',
};

const IN_PROJECT_AT_TIMES: Readonly<Record<string, string>> = {
  LINK_ISSUES: 'links requests to each other',
  WORK_ON_ISSUES: 'writes worklogs',
  MANAGE_WATCHERS: 'adds followers',
  DELETE_ISSUES: 'takes requests back in a rollback',
  DELETE_ALL_ATTACHMENTS: 'takes files back in a rollback',
};

const EVERYWHERE: Readonly<Record<string, string>> = {
  ADMINISTER: 'creates customers and switches the mails to agents off',
};

const EVERYWHERE_AT_TIMES: Readonly<Record<string, string>> = {
  USER_PICKER: 'finds the accounts of agents and customers that exist already',
};

export const targetAccess: PreflightCheck = {
  name: 'access to the target',
  async run({ jsm, mapping, signal }) {
    const missing = async (
      severity: Finding['severity'],
      wanted: Readonly<Record<string, string>>,
      projectKey?: string,
    ): Promise<Finding[]> => {
      const held = await jsm.site.permissions(
        { permissions: Object.keys(wanted), projectKey },
        { signal },
      );
      return Object.entries(wanted).flatMap(([key, use]) =>
        held[key]?.havePermission
          ? []
          : [
              {
                severity,
                place: projectKey ? `project ${projectKey}` : 'the site',
                message: `the migrating account has no permission ${key}: with it, it ${use}`,
                remedy: projectKey
                  ? `Give it in the project's permission scheme, or make the account an administrator of ${projectKey}.`
                  : 'Give it under Settings › System › Global permissions.',
              },
            ],
      );
    };
    const findings = [
      ...(await missing('blocker', EVERYWHERE)),
      ...(await missing('warning', EVERYWHERE_AT_TIMES)),
    ];
    for (const { key } of mapping.projects) {
      findings.push(...(await missing('blocker', IN_PROJECT, key)));
      findings.push(...(await missing('warning', IN_PROJECT_AT_TIMES, key)));
    }
    return findings;
  },
};
