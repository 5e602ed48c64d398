import type { Jsm } from '@zdjsm/jsm';
import type { StagedFacts } from '../../facts/staged-facts.ts';
import { STEPS_A_TICKET, type Work } from './work.ts';

/** What the staged records mean in writes: the ways through the workflows are asked of the target. */
export async function stagedWork(
  { work, statuses, kinds }: Pick<StagedFacts, 'work' | 'statuses' | 'kinds'>,
  jsm: Jsm,
): Promise<Work> {
  let transitions = 0;
  let standing = 0;
  for (const { projectId, projectKey, issueTypeId, target, tickets } of statuses) {
    const steps = await jsm.workflow.distance({ projectId, projectKey, issueTypeId }, target);
    transitions += tickets * (steps ?? STEPS_A_TICKET);
    // Where the way is not known, each issue is looked up first.
    if (steps === undefined || steps === 0) standing += tickets;
  }
  const of = (kind: string): number => kinds[kind]?.source ?? 0;
  const people = { agents: of('agent'), accounts: of('account'), contacts: of('contact') };
  return { ...work, ...people, transitions, standing };
}
