import { ConfigurationError, createTellWait, createTransport, systemClock } from '@zdjsm/core';
import { createTokenSource } from './auth/create-token-source.ts';
import { DEFAULT_BEHAVIOUR } from './behaviour.ts';
import { type Credits, createCredits } from './credits/credits.ts';
import { createCreditCalendar } from './credits/day.ts';
import { createCreditLedger } from './credits/ledger.ts';
import { allowanceOf, LEAST_CONCURRENCY } from './credits/plans.ts';
import { resolveDataCentre } from './data-centres.ts';
import { createDownloads, type Downloads } from './downloads/downloads.ts';
import { createWholeTickets, type WholeTickets } from './extract/whole-tickets.ts';
import { ownLimits } from './limits/limits.ts';
import type { ZohoDeskOptions } from './options.ts';
import { createApi } from './request/api.ts';
import { createHostGuard } from './request/host-guard.ts';
import { createPipeline } from './request/pipeline.ts';
import { RETRY_RULES } from './request/retry.ts';
import { type Accounts, createAccounts } from './resources/accounts.ts';
import {
  type Activities,
  type Calls,
  createActivities,
  createCalls,
  createEvents,
  createTasks,
  type Events,
  type Tasks,
} from './resources/activities.ts';
import { type Agents, createAgents } from './resources/agents.ts';
import { type Attachments, createAttachments } from './resources/attachments.ts';
import { type Comments, createComments } from './resources/comments.ts';
import { type Contacts, createContacts } from './resources/contacts.ts';
import { type Contracts, createContracts } from './resources/contracts.ts';
import { type Conversations, createConversations } from './resources/conversations.ts';
import { type CustomModules, createCustomModules } from './resources/custom-modules.ts';
import { createDepartments, type Departments } from './resources/departments.ts';
import { createKnowledgeBase, type KnowledgeBase } from './resources/knowledge-base.ts';
import { createOrganizations, type Organizations } from './resources/organizations.ts';
import { createProducts, type Products } from './resources/products.ts';
import { createRatings, type Ratings } from './resources/ratings.ts';
import { createSettings, type Settings } from './resources/settings.ts';
import { createTags, type Tags } from './resources/tags.ts';
import { createTeams, type Teams } from './resources/teams.ts';
import { createThreads, type Threads } from './resources/threads.ts';
import { createTickets, type Tickets } from './resources/tickets.ts';

/** A portal of Zoho Desk, read-only. */
export interface ZohoDesk {
  readonly organizations: Organizations;
  readonly departments: Departments;
  readonly agents: Agents;
  readonly teams: Teams;
  readonly accounts: Accounts;
  readonly contacts: Contacts;
  readonly products: Products;
  readonly tickets: Tickets;
  readonly threads: Threads;
  readonly comments: Comments;
  readonly conversations: Conversations;
  readonly attachments: Attachments;
  readonly tags: Tags;
  /** Tickets with all that belongs to them, for the fewest credits. */
  readonly wholeTickets: WholeTickets;
  readonly tasks: Tasks;
  readonly calls: Calls;
  readonly events: Events;
  /** Tasks, calls and events of a ticket in one list. */
  readonly activities: Activities;
  readonly contracts: Contracts;
  readonly ratings: Ratings;
  readonly knowledgeBase: KnowledgeBase;
  readonly customModules: CustomModules;
  readonly settings: Settings;
  readonly downloads: Downloads;
  readonly credits: Credits;
}

/**
 * Makes a client of one portal. Nothing is sent before the first call. Throws `ConfigurationError` for what can't work.
 */
export function createZohoDesk(options: ZohoDeskOptions): ZohoDesk {
  const { orgId, clock = systemClock, random = Math.random } = options;
  if (orgId !== undefined && !/^\d+$/.test(orgId)) {
    throw new ConfigurationError({
      setting: 'orgId',
      message: `“${orgId}” is not an organization's id`,
      remedy:
        'It is a number; organizations.list() shows it, and so does Setup > Developer Space > API.',
    });
  }
  const emit = options.onEvent ?? (() => {});
  const behaviour = { ...DEFAULT_BEHAVIOUR, ...options.behaviour };
  const { desk, accounts, timeZone } = resolveDataCentre(options.dataCentre);
  const allowance = options.plan && allowanceOf(options.plan);
  const cap = options.concurrency ?? allowance?.concurrency ?? LEAST_CONCURRENCY;
  const transport =
    options.transport ??
    createTransport({
      got: options.got,
      userAgent: 'zdjsm-zoho-desk',
      timeoutMs: options.timeoutMs,
    });
  const guard = createHostGuard(desk, options.portalDomains);
  const limits = (options.limits ?? ownLimits)({
    clock,
    emit,
    cap,
    creditsADay: allowance?.credits,
    creditStore: options.credits?.store,
    limiter: options.limiter,
  });
  const ledger = createCreditLedger({
    options: options.credits ?? {},
    limit: allowance?.credits,
    balance: limits.credits,
    gate: limits.exhausted,
    calendar: createCreditCalendar(timeZone),
    clock,
    emit,
  });
  const pipeline = createPipeline({
    transport,
    tokens: createTokenSource(options.auth, {
      transport,
      accounts,
      clock,
      emit,
      refreshes: limits.refreshes,
    }),
    ledger,
    concurrency: limits.concurrency,
    guard,
    orgId,
    clock,
    random,
    retry: { ...RETRY_RULES, ...options.retry },
    emit,
    onExchange: options.onExchange,
    tellWait: createTellWait('zoho-desk', clock, options.onWait),
  });
  const api = createApi({ pipeline, desk, clock, behaviour, emit });
  const tickets = createTickets(api);
  const threads = createThreads(api);
  const comments = createComments(api);
  const conversations = createConversations(api);
  const attachments = createAttachments(api);
  const tags = createTags(api);
  const activities = createActivities(api);
  return {
    organizations: createOrganizations(api),
    departments: createDepartments(api),
    agents: createAgents(api),
    teams: createTeams(api),
    accounts: createAccounts(api),
    contacts: createContacts(api),
    products: createProducts(api),
    tickets,
    threads,
    comments,
    conversations,
    attachments,
    tags,
    wholeTickets: createWholeTickets(
      api,
      { tickets, threads, comments, conversations, attachments, tags, activities },
      cap,
    ),
    tasks: createTasks(api),
    calls: createCalls(api),
    events: createEvents(api),
    activities,
    contracts: createContracts(api),
    ratings: createRatings(api),
    knowledgeBase: createKnowledgeBase(api),
    customModules: createCustomModules(api),
    settings: createSettings(api),
    downloads: createDownloads({ pipeline, guard, behaviour }),
    credits: createCredits(ledger, behaviour),
  };
}
