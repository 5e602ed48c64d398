import { byName } from '../../catalog/catalog.ts';
import { undecidedStatuses } from '../../facts/undecided-statuses.ts';
import type { TicketPlace } from '../../mapping/mapping.ts';
import { statusSettings } from '../../mapping/status-settings.ts';
import { counted } from '../../words/counted.ts';
import { issueTypesOf, type PreflightCheck, type PreflightContext } from '../check.ts';
import type { Finding, Severity } from '../finding.ts';

/** Statuses that no setting decides, or that one type's workflow lacks, and those that no way leads to. */
export const statuses: PreflightCheck = {
  name: 'statuses',
  async run(context) {
    const findings = undecidedStatuses(context.facts).map(undecided);
    for (const place of issueTypesOf(context.places)) {
      const { project, requestType } = place;
      const reach = await context.jsm.workflow.reach({
        projectId: project.id,
        projectKey: project.key,
        issueTypeId: requestType.issueTypeId,
      });
      const where = `${project.key}, request type "${requestType.name}"`;
      if (reach === undefined) {
        findings.push({
          severity: 'note',
          place: where,
          message:
            'the account may not read the workflow: whether each status can be reached shows only while loading',
          remedy: 'Let an administrator run the preflight, or load a sample first.',
        });
        continue;
      }
      const within = new Set(reach.map((name) => name.toLowerCase()));
      for (const { target, why, severity } of targetsIn(context, place)) {
        if (within.has(target.toLowerCase())) continue;
        findings.push({
          severity,
          place: where,
          message: `no way leads to "${target}" (${why}); within reach: ${reach.join(', ')}`,
          remedy:
            'Add a transition from any status to the workflow (it can be removed afterwards), or map to a status within reach.',
        });
      }
    }
    return findings;
  },
};

const undecided = (use: ReturnType<typeof undecidedStatuses>[number]): Finding => {
  const { status, projectKey, target, tickets, missing } = use;
  const why =
    missing === undefined
      ? `no setting and no status of that name in ${projectKey}`
      : `not every workflow of ${projectKey} has the status "${missing}" that it is mapped to`;
  return {
    severity: 'warning',
    place: `statuses.${status}`,
    message: `${why}: by its kind it becomes "${target}" (${counted(tickets, 'ticket')})`,
    remedy:
      missing === undefined
        ? `Name a status for it in \`statuses\`, or accept "${target}".`
        : `Name one for this project in \`departments.*.statuses\`, add "${missing}" to the workflow, or accept "${target}".`,
  };
};

interface StatusTarget {
  readonly target: string;
  readonly why: string;
  readonly severity: Severity;
}

/** Where tickets of the place go: by the staged ones, and by the config for those to come. */
function targetsIn(
  { facts, config }: PreflightContext,
  { project, requestType: { issueTypeId } }: TicketPlace,
): StatusTarget[] {
  const known = project.statuses.filter((status) => status.issueTypeIds.includes(issueTypeId));
  const used = facts.statuses
    .filter((use) => use.projectKey === project.key && use.issueTypeId === issueTypeId)
    .map(({ target, tickets, status }): StatusTarget => {
      const why = `${counted(tickets, 'ticket')} with "${status}"`;
      return { target, why, severity: 'blocker' };
    });
  const configured = statusSettings(config).flatMap(([setting, { status }]): StatusTarget[] => {
    const target = byName(known, status)?.name;
    const isUsed = used.some((use) => use.target === target);
    return target === undefined || isUsed ? [] : [{ target, why: setting, severity: 'warning' }];
  });
  return [...used, ...configured];
}
