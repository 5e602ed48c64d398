import type { PreflightCheck } from './check.ts';
import { agents } from './checks/agents.ts';
import { allowance } from './checks/allowance.ts';
import { contacts } from './checks/contacts.ts';
import { departments } from './checks/departments.ts';
import { extraction } from './checks/extraction.ts';
import { fields } from './checks/fields.ts';
import { files } from './checks/files.ts';
import { fullIssues } from './checks/full-issues.ts';
import { hooks } from './checks/hooks.ts';
import { labels } from './checks/labels.ts';
import { names } from './checks/names.ts';
import { options } from './checks/options.ts';
import { organizations } from './checks/organizations.ts';
import { requestTypes } from './checks/request-types.ts';
import { screens } from './checks/screens.ts';
import { silence } from './checks/silence.ts';
import { sourceAccess } from './checks/source-access.ts';
import { statuses } from './checks/statuses.ts';
import { targetAccess } from './checks/target-access.ts';

/** Every check, in the order in which a person would mend what they find. */
export const CHECKS: readonly PreflightCheck[] = [
  sourceAccess,
  targetAccess,
  silence,
  names,
  departments,
  requestTypes,
  fields,
  options,
  screens,
  statuses,
  hooks,
  agents,
  contacts,
  organizations,
  labels,
  fullIssues,
  files,
  allowance,
  extraction,
];
