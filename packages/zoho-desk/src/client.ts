import { ConfigurationError, createQueueLimiter, createTransport, systemClock } from '@zdjsm/core';
import { createTokenSource } from './auth/create-token-source.ts';
import { DEFAULT_BEHAVIOUR } from './behaviour.ts';
import { createCreditCalendar } from './credits/day.ts';
import { type CreditStatus, createCreditLedger } from './credits/ledger.ts';
import { allowanceOf, LEAST_CONCURRENCY } from './credits/plans.ts';
import { resolveDataCentre } from './data-centres.ts';
import { createDownloads, type Downloads } from './downloads/downloads.ts';
import type { ZohoDeskOptions } from './options.ts';
import { createApi } from './request/api.ts';
import { createConcurrency } from './request/concurrency.ts';
import { createHostGuard } from './request/host-guard.ts';
import { createPipeline } from './request/pipeline.ts';
import { RETRY_RULES } from './request/retry.ts';
import { type Accounts, createAccounts } from './resources/accounts.ts';
import { type Agents, createAgents } from './resources/agents.ts';
import { type Attachments, createAttachments } from './resources/attachments.ts';
import { type Comments, createComments } from './resources/comments.ts';
import { type Contacts, createContacts } from './resources/contacts.ts';
import { type Conversations, createConversations } from './resources/conversations.ts';
import { createDepartments, type Departments } from './resources/departments.ts';
import { createOrganizations, type Organizations } from './resources/organizations.ts';
import { createProducts, type Products } from './resources/products.ts';
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
  readonly downloads: Downloads;
  readonly credits: CreditStatus;
}

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
  const limiter = (options.limiter ?? createQueueLimiter)({ maxConcurrent: cap });
  const ledger = createCreditLedger({
    options: options.credits ?? {},
    limit: allowance?.credits,
    calendar: createCreditCalendar(timeZone),
    clock,
    emit,
  });
  const pipeline = createPipeline({
    transport,
    tokens: createTokenSource(options.auth, { transport, accounts, clock, emit }),
    ledger,
    concurrency: createConcurrency({ limiter, cap, clock, emit }),
    guard,
    orgId,
    clock,
    random,
    retry: { ...RETRY_RULES, ...options.retry },
    emit,
    onExchange: options.onExchange,
  });
  const api = createApi({ pipeline, desk, clock, behaviour, emit });
  return {
    organizations: createOrganizations(api),
    departments: createDepartments(api),
    agents: createAgents(api),
    teams: createTeams(api),
    accounts: createAccounts(api),
    contacts: createContacts(api),
    products: createProducts(api),
    tickets: createTickets(api),
    threads: createThreads(api),
    comments: createComments(api),
    conversations: createConversations(api),
    attachments: createAttachments(api),
    downloads: createDownloads({ pipeline, guard, behaviour }),
    credits: ledger,
  };
}
