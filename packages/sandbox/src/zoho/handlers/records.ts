import { type Answer, json, notFound } from '../answers.ts';
import { type Call, type Handler, pageOf } from '../api/call.ts';
import { type SortKeys, sorted } from '../api/sort.ts';
import { agentId } from '../org/agents.ts';
import { CONTRACTS, type Contract } from '../org/contracts.ts';
import {
  type CustomModule,
  type CustomRecord,
  customModule,
  customRecord,
  customRecordById,
} from '../org/custom-modules.ts';
import { idOf, numberOf } from '../org/ids.ts';
import type { Rating } from '../org/ratings.ts';
import { within } from '../org/span.ts';
import { DEPARTMENTS } from '../org/tables.ts';
import { assigneeJson } from '../render/agents.ts';
import { iso, type Json, omit, webUrl } from '../render/common.ts';
import { accountRow } from '../render/customers.ts';
import { productRow } from '../render/organization.ts';
import { threadId } from '../render/threads.ts';
import { itemIn } from './find.ts';

const RECORD_SORTS: SortKeys<CustomRecord> = {
  createdTime: (record) => record.createdTime,
  modifiedTime: (record) => record.modifiedTime,
};

export const recordHandlers = {
  'contracts.list': (call) => {
    const status = call.query.text('contractStatus');
    const found = CONTRACTS.filter((contract) => !status || contract.status === status);
    const ordered = sorted(call, found, {
      accountName: ({ account }) => call.org.accounts.get(account)?.accountName ?? '',
      contractName: ({ contractName }) => contractName,
      contractStartDate: ({ start }) => start,
      contractEndDate: ({ end }) => end,
    });
    return pageOf(call, ordered, (contract) => ({
      ...contractRow(contract),
      ...contractIncludes(call, contract),
    }));
  },
  'contracts.get': (call) => {
    const [contract] = itemIn(call, 'contractId', 'contract', CONTRACTS);
    return json({ ...contractJson(contract), ...contractIncludes(call, contract) });
  },
  'ratings.list': (call) => {
    const sent = call.query.text('department');
    const department = sent === undefined ? undefined : numberOf('department', sent);
    const found = call.org.ratings
      .all()
      .filter((rating) => sent === undefined || rating.department === department);
    return pageOf(call, sorted(call, found, {}), (rating) => ratingJson(call, rating));
  },
  'ratings.linkHolder': () =>
    json({
      linkHolder: '<div>How was it? <a href="{good}">Good</a> <a href="{bad}">Bad</a></div>',
    }),
  'customRecords.list': (call) => {
    const module = moduleIn(call);
    const records = sorted(call, allRecords(module), RECORD_SORTS);
    return pageOf(call, records, (record) =>
      call.query.fields ? customRecordJson(call, record) : customRecordRow(call, record),
    );
  },
  'customRecords.count': (call) => json({ count: moduleIn(call).records }),
  'customRecords.search': searchCustomRecords,
  'customRecords.get': (call) => {
    const record = customRecordById(moduleIn(call), call.param('recordId'));
    if (!record) throw notFound();
    return json(customRecordJson(call, record));
  },
} as const satisfies Record<string, Handler>;

/** A row of the list. Source: the example in Contract.json@3f7016e3. */
function contractRow(contract: Contract): Json {
  return {
    id: contract.id,
    contractName: contract.contractName,
    accountId: idOf('account', contract.account),
    productId: contract.product === null ? null : idOf('product', contract.product),
    departmentId: idOf('department', contract.department),
    ownerId: agentId(contract.owner),
    startDate: contract.start,
    endDate: contract.end,
    contractStatus: contract.status,
    associatedSLAId: idOf('sla', 0),
    supportPlan: null,
  };
}

/** Source: `getContractJson`. */
function contractJson(contract: Contract): Json {
  return {
    ...contractRow(contract),
    contractNumber: String(1000 + contract.number),
    createdBy: agentId(contract.owner),
    createdTime: iso(contract.createdTime),
    modifiedBy: agentId(contract.owner),
    modifiedTime: iso(contract.createdTime),
    notificationAgentIds: [],
    notifyBefore: null,
    notifyOn: null,
    description: contract.description,
    layoutId: idOf('layout', 8),
    cf: {},
    customFields: {},
  };
}

function contractIncludes(call: Call, contract: Contract): Json {
  const { includes } = call.query;
  const account = call.org.accounts.get(contract.account);
  const department = {
    id: idOf('department', contract.department),
    name: DEPARTMENTS[contract.department]?.name,
  };
  return {
    ...(includes('accounts') ? { account: account ? accountRow(call, account) : null } : {}),
    ...(includes('products')
      ? { product: contract.product === null ? null : productRow(contract.product) }
      : {}),
    ...(includes('slas') ? { sla: { id: idOf('sla', 0), name: 'Silver SLAs' } } : {}),
    ...(includes('owner') ? { owner: assigneeJson(call, contract.owner) } : {}),
    ...(includes('departments') ? { department } : {}),
  };
}

/** Nobody outside has seen more than three keys: the others are a switch. */
function ratingJson(call: Call, rating: Rating): Json {
  const base = { id: rating.id, rating: rating.rating, ratedTime: iso(rating.ratedTime) };
  if (!call.switches.ratingsNameTicket) return base;
  return {
    ...base,
    ticketId: idOf('ticket', rating.ticket),
    threadId: threadId({ ticket: rating.ticket, number: 0 }),
    feedback: rating.feedback,
  };
}

function moduleIn(call: Call): CustomModule {
  const module = customModule(call.param('moduleApiName'));
  if (!module) throw notFound();
  return module;
}

function allRecords(module: CustomModule): readonly CustomRecord[] {
  return Array.from({ length: module.records }, (_, n) => customRecord(module, n)).filter(
    (record) => record !== undefined,
  );
}

function searchCustomRecords(call: Call): Answer {
  const { query } = call;
  const created = query.range('createdTimeRange');
  const modified = query.range('modifiedTimeRange');
  const anywhere = query.text('_all')?.toLowerCase();
  const wanted = Array.from({ length: 10 }, (_, n) => query.text(`field${n + 1}`)).filter(
    (one) => one !== undefined,
  );
  const fieldValue = (record: CustomRecord, apiName: string): string | null | undefined =>
    apiName === 'name' ? record.name : record.cf[apiName];
  const found = allRecords(moduleIn(call)).filter(
    (record) =>
      within(created, record.createdTime) &&
      within(modified, record.modifiedTime) &&
      (!anywhere ||
        [record.name, ...Object.values(record.cf)].some((value) =>
          value?.toLowerCase().includes(anywhere),
        )) &&
      wanted.every((one) => {
        const [apiName = '', ...value] = one.split(':');
        return fieldValue(record, apiName) === value.join(':');
      }),
  );
  // With their fields, as the specification's example has them.
  return pageOf(
    call,
    sorted(call, found, RECORD_SORTS),
    (record) => customRecordJson(call, record),
    {
      extra: { count: found.length },
    },
  );
}

/** No cf, as in the lists of tickets. */
function customRecordRow(call: Call, record: CustomRecord): Json {
  return omit(customRecordJson(call, record), ['cf']);
}

function customRecordJson(call: Call, record: CustomRecord): Json {
  return {
    id: record.id,
    name: record.name,
    layout: { id: idOf('layout', 20 + record.module.number) },
    department: record.department === null ? null : { id: idOf('department', record.department) },
    owner: { id: agentId(record.owner) },
    createdBy: { id: agentId(record.owner) },
    modifiedBy: { id: agentId(0) },
    createdTime: iso(record.createdTime),
    modifiedTime: iso(record.modifiedTime),
    webUrl: webUrl(call, record.module.apiName, record.id),
    cf: record.cf,
  };
}
