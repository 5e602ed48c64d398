import { may, projectOf } from '../access/guards.ts';
import { type Call, flag } from '../api/call.ts';
import type { Issue } from '../model/issues.ts';
import type { Site } from '../site.ts';

/** `notifyUsers=false` is heard from administrators only; from others it is ignored (facts § 3.7). */
export function isSilent(site: Site, call: Call, issue: Issue): boolean {
  const project = projectOf(site, issue);
  const heard =
    may(site, call.caller, 'ADMINISTER') || may(site, call.caller, 'ADMINISTER_PROJECTS', project);
  return heard && !flag(call, 'notifyUsers', true);
}
