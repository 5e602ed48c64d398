import { type Clock, ConfigurationError, ZdjsmError } from '@zdjsm/core';
import { createJsm, type Jsm } from '@zdjsm/jsm';
import { createZohoDesk } from '@zdjsm/zoho-desk';
import { readCatalog } from '../catalog/read-catalog.ts';
import { checkSettings } from '../config/load-config.ts';
import type { Secrets } from '../config/secrets.ts';
import { source as sourceSchema, target as targetSchema } from '../config/sections/sides.ts';
import type { Agent } from '../model/helpdesk.ts';
import type { SourceSurvey } from '../source/survey.ts';
import { createZohoSource } from '../source/zoho/zoho-source.ts';
import { type DraftNode, isSection, UNMAPPED } from './draft.ts';
import { type ConfigFormat, renderDraft } from './render.ts';
import { type AgentAccount, suggest } from './suggest.ts';

/** Both sides, and how to sign in to them. */
export interface InitOptions {
  /** Without an `orgId` the only organization that the token reaches is taken. */
  readonly source: {
    /** As in the config: `eu`, or the URLs of a proxy or sandbox. */
    readonly dataCentre?: string | { readonly desk: string; readonly accounts: string } | undefined;
    readonly orgId?: string | undefined;
    readonly edition?: string | undefined;
    readonly agents?: number | undefined;
  };
  readonly target: {
    readonly site: string;
    readonly gateway?: string | undefined;
    readonly mediaHosts?: readonly string[] | undefined;
  };
  readonly secrets: Secrets;
  readonly clock?: Clock | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A config as it is suggested, with what is left to a person in its comments. */
export interface ConfigDraft {
  /** As a file of that format; JSON has no comments. */
  text(format: ConfigFormat): string;
  /** Settings that are off because nothing decides their value. */
  readonly unmapped: number;
}

/** Reads both sides and writes nothing: a suggestion for all that was found. */
export async function draftConfig(options: InitOptions): Promise<ConfigDraft> {
  const { secrets, clock, signal } = options;
  const orgId = options.source.orgId ?? (await onlyOrganization(options));
  const source = checkSettings(sourceSchema, { ...options.source, orgId }, 'source');
  const target = checkSettings(targetSchema, options.target, 'target');
  const { dataCentre, edition, agents } = source;
  const zoho = createZohoDesk({
    dataCentre,
    orgId,
    auth: secrets.zoho,
    plan: { edition, agents },
    clock,
  });
  const jsm = createJsm({ ...target, auth: secrets.jira, clock, signal });
  const survey = await createZohoSource(zoho, { orgId }).survey?.({ signal });
  if (!survey) throw noSurvey();
  const all = { project: () => true, optionsOf: () => false };
  const catalog = await readCatalog(jsm, all, signal);
  const accounts = await findAccounts(jsm, survey, signal);
  const draft: DraftNode[] = [
    ...sidesOf({ ...options, source: { ...options.source, orgId } }, survey),
    ...suggest({ survey, catalog, accounts }),
  ];
  return {
    text: (format) => renderDraft(draft, format),
    unmapped: openIn(draft),
  };
}

const openIn = (nodes: readonly DraftNode[]): number =>
  nodes.reduce((sum, node) => {
    if ('remark' in node) return sum;
    return (
      sum +
      (isSection(node.value) ? openIn(node.value) : node.comment?.startsWith(UNMAPPED) ? 1 : 0)
    );
  }, 0);

function sidesOf(
  { source, target }: Pick<InitOptions, 'source' | 'target'>,
  { tenant, agents, closed }: SourceSurvey,
): DraftNode[] {
  const { dataCentre = 'com', orgId = '' } = source;
  const licensed = agents.filter(({ active }) => active).length;
  return [
    {
      key: 'source',
      comment: tenant.name,
      value: [
        typeof dataCentre === 'string'
          ? { key: 'dataCentre', value: dataCentre }
          : { key: 'dataCentre', value: { ...dataCentre } },
        { key: 'orgId', value: orgId },
        {
          key: 'edition',
          value: source.edition ?? 'enterprise',
          comment: 'decides the credits a day: see Setup › Zoho Desk plan',
        },
        { key: 'agents', value: source.agents ?? licensed, comment: 'with a full licence' },
        ...closed.map(({ area, message }) => ({ remark: `can't be read: ${area} (${message})` })),
      ],
    },
    {
      key: 'target',
      value: [
        { key: 'site', value: target.site },
        ...(target.gateway === undefined ? [] : [{ key: 'gateway', value: target.gateway }]),
        ...(target.mediaHosts === undefined
          ? []
          : [{ key: 'mediaHosts', value: target.mediaHosts }]),
      ],
    },
    {
      key: 'silence',
      comment:
        'Nothing is loaded before a person has switched customer notifications and automations off, and says so here.',
      value: [{ key: 'confirmedBy', value: 'your name, and when', off: true }],
      off: true,
    },
  ];
}

/** An account by the agent's address, else the only one of the agent's name. */
async function findAccounts(
  jsm: Jsm,
  { agents }: SourceSurvey,
  signal: AbortSignal | undefined,
): Promise<Map<string, AgentAccount>> {
  const accounts = new Map<string, AgentAccount>();
  for (const agent of agents.filter(({ active }) => active)) {
    const account = await findAccount(jsm, agent, signal);
    if (account) accounts.set(agent.id, account);
  }
  return accounts;
}

async function findAccount(
  jsm: Jsm,
  { name, email }: Agent,
  signal: AbortSignal | undefined,
): Promise<AgentAccount | undefined> {
  if (email && (await jsm.customers.find(email, { signal }))) return { found: 'address', email };
  const { items } = await jsm.users.search(name, { signal });
  const [only, ...others] = items.filter(
    ({ displayName, accountType }) =>
      accountType === 'atlassian' && displayName?.toLowerCase() === name.toLowerCase(),
  );
  if (!only || others.length > 0) return undefined;
  return { found: 'name', email: only.emailAddress };
}

async function onlyOrganization({ source, secrets, clock, signal }: InitOptions): Promise<string> {
  const { dataCentre } = checkSettings(sourceSchema, { ...source, orgId: '0' }, 'source');
  const zoho = createZohoDesk({ dataCentre, auth: secrets.zoho, clock });
  const organizations = await Array.fromAsync(zoho.organizations.list({ signal }));
  const [only, ...others] = organizations;
  if (only && others.length === 0) return String(only.id);
  const names = organizations.map(({ id, companyName }) => `${id} (${companyName ?? 'no name'})`);
  throw new ConfigurationError({
    setting: 'source.orgId',
    message: `the token reaches ${names.join(', ') || 'no organization'}`,
    remedy: 'Name one of them with --org-id.',
  });
}

const noSurvey = (): ZdjsmError =>
  new ZdjsmError({
    code: 'NO_SURVEY',
    message: 'this source can not be looked over',
    remedy: 'Write the config by hand: docs/guides/mapping.md lists every setting.',
    outcome: 'not-sent',
  });
