import type { PreflightCheck } from '../check.ts';
import type { Finding } from '../finding.ts';

/** Who would be mailed: the API shows what agents get, a person has to say the rest. */
export const silence: PreflightCheck = {
  name: 'notifications and automations',
  async run({ config, mapping, jsm, signal }) {
    const findings: Finding[] = [];
    const { site } = config.target;
    for (const { key } of mapping.projects) {
      if (!config.silence.confirmedBy) {
        findings.push({
          severity: 'blocker',
          place: `project ${key}`,
          message:
            'nobody has said that customer notifications and automation rules are off: the API can neither show nor switch that, and every customer would be mailed',
          remedy: `Switch them off at ${site}/jira/servicedesk/projects/${key}/settings/customer-notifications and pause the rules at ${site}/jira/servicedesk/projects/${key}/settings/automation; then write who did so and when into silence.confirmedBy.`,
        });
      }
      if (config.silence.agents === 'mute') continue;
      const scheme = await jsm.projects.notificationScheme(key, { signal });
      const events = scheme?.notificationSchemeEvents ?? [];
      if (events.every(({ notifications = [] }) => notifications.length === 0)) continue;
      findings.push({
        severity: 'warning',
        place: `project ${key}`,
        message: `its notification scheme "${scheme?.name}" mails agents and watchers about each migrated request`,
        remedy: 'Set silence.agents to "mute", or give the project a scheme without events.',
      });
    }
    if (config.silence.agents === 'leave' && (await jsm.site.autowatch({ signal }))) {
      findings.push({
        severity: 'warning',
        place: 'the migrating account',
        message: 'watches every issue that it touches, and is mailed about each',
        remedy: 'Set silence.agents to "mute", or switch autowatch off in its personal settings.',
      });
    }
    return findings;
  },
};
