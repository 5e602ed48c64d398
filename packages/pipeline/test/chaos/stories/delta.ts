import { createPrng, type Prng, plannedFaults } from '@zdjsm/sandbox';
import type { Report } from '../../../src/index.ts';
import { stateOf } from '../../support/state-of.ts';
import { targetAgent } from '../../support/target-agent.ts';
import type { World } from '../../support/world.ts';
import { type DrawnPlan, strike } from '../fault-classes.ts';
import { asProcess } from '../runs.ts';

/** Class 21: between load and delta, people work on both sides. */
const AGENTS_CLASS = 21;

const SOURCE_STEPS = 8;
const DISTURBED_PASSES = 2;
const CALM_PASSES = 2;

/** What an agent has written in the target, and where. */
interface AgentsWork {
  readonly key: string;
  readonly summary: string;
  readonly comment: string;
}

/** Lets people work, carries over what they did under the plan's faults, and says what is wrong then. */
export async function workAndSync(world: World, seed: number, plan: DrawnPlan): Promise<string[]> {
  const prng = createPrng(seed, 'agents');
  world.sandbox.setFaults(plannedFaults([]));
  const works = await workInTarget(world, prng);
  const known = new Set(messagesOf(world));
  world.sandbox.zoho.act('random-step', { steps: SOURCE_STEPS });
  editInSource(world, works);
  strike(plan.strikes, AGENTS_CLASS, works.length + SOURCE_STEPS);
  // The source's search knows of a change a little later.
  world.sandbox.clock.advance(60_000);
  let report: Report | undefined;
  for (let pass = 1; pass <= DISTURBED_PASSES + CALM_PASSES; pass++) {
    const calm = pass > DISTURBED_PASSES;
    world.sandbox.setFaults(calm ? plannedFaults([]) : plan);
    report = await passOnce(world, calm).catch((error: unknown) => {
      if (calm) throw error;
      return undefined;
    });
  }
  if (!report) return ['the sync did not come to its end'];
  return [
    ...agentsWorkStands(world, works, report),
    ...messagesArrived(world, known),
    ...(await nothingLeft(world)),
  ];
}

async function passOnce(world: World, calm: boolean): Promise<Report> {
  return await asProcess(world, { calm }, async (migration) => {
    await migration.sync();
    await migration.retry();
    return (await migration.report()).report;
  });
}

async function workInTarget(world: World, prng: Prng): Promise<AgentsWork[]> {
  const agent = targetAgent(world);
  const works: AgentsWork[] = [];
  for (const { key } of world.sandbox.jira.issues().slice(0, 2)) {
    const work = { key, summary: `By an agent ${prng.hex(6)}`, comment: `Seen by ${prng.hex(6)}` };
    await agent.issues.edit(key, { fields: { summary: work.summary } });
    const body = { version: 1, type: 'doc', content: [paragraph(work.comment)] } as const;
    await agent.comments.add(key, { body, visibility: 'internal', marker: `agent:${prng.hex(6)}` });
    works.push(work);
  }
  // What an agent writes is mailed to other agents, as it should be: it says nothing of the migration.
  world.sandbox.jira.act('clear-outbox');
  return works;
}

const paragraph = (text: string) =>
  ({ type: 'paragraph', content: [{ type: 'text', text }] }) as const;

/** The same fields in the source: now both sides have changed them. */
function editInSource({ sandbox }: World, works: readonly AgentsWork[]): void {
  const keys = new Set(works.map(({ key }) => key));
  const labels = sandbox.jira.issues().filter(({ key }) => keys.has(key));
  for (const { fields } of labels) {
    const ticketId = /\bzoho-(\d+)\b/.exec(String(fields['Labels']))?.[1];
    const live = [...sandbox.zoho.truth().tickets()].find(({ id }) => id === ticketId);
    if (!ticketId || live?.state !== 'live') continue;
    sandbox.zoho.act('edit-ticket', { ticketId, subject: 'Written in the source meanwhile' });
  }
}

/** What an agent wrote stands, or the report says that it does not. */
function agentsWorkStands(
  { sandbox }: World,
  works: readonly AgentsWork[],
  report: Report,
): string[] {
  return works.flatMap(({ key, summary, comment }) => {
    const issue = sandbox.jira.issues().find((one) => one.key === key);
    const complaints: string[] = [];
    const isReported = report.conflicts.some(({ targetUrl }) => targetUrl?.endsWith(`/${key}`));
    if (issue?.summary !== summary && !isReported) {
      complaints.push(`${key}: what an agent wrote was overwritten without a word`);
    }
    if (!issue?.comments.some(({ text }) => text.includes(comment))) {
      complaints.push(`${key}: an agent's comment is gone`);
    }
    return complaints;
  });
}

/** Messages that people write by hand have a number of their own. */
const messagesOf = ({ sandbox }: World): string[] =>
  [...sandbox.zoho.truth().tickets()].flatMap((ticket) =>
    ticket.state === 'live'
      ? [...ticket.threads(), ...ticket.comments()].flatMap(({ record }) => {
          const text = /(?:Message|Note) [0-9a-f]{6}/.exec(JSON.stringify(record))?.[0];
          return text === undefined ? [] : [text];
        })
      : [],
  );

/** What people wrote in the source since is there once. */
function messagesArrived(world: World, known: ReadonlySet<string>): string[] {
  const texts = world.sandbox.jira
    .issues()
    .flatMap(({ comments }) => comments.map(({ text }) => text));
  return messagesOf(world)
    .filter((message) => !known.has(message))
    .flatMap((message) => {
      const times = texts.filter((text) => text.includes(message)).length;
      return times === 1 ? [] : [`"${message}" is ${times} times in the target`];
    });
}

/** Once more changes nothing. */
async function nothingLeft(world: World): Promise<string[]> {
  const before = JSON.stringify(stateOf(world));
  await passOnce(world, true);
  return JSON.stringify(stateOf(world)) === before ? [] : ['another pass still changes something'];
}
