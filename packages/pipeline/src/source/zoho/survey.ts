import {
  isTrue,
  NotFoundError,
  PermissionError,
  type RawRecord,
  ScopeError,
  type ZohoDesk,
  ZohoDeskError,
} from '@zdjsm/zoho-desk';
import { completeCounts } from '../../plan/forecast/counts.ts';
import type { ReadOptions, SourceParser } from '../source.ts';
import type {
  ClosedArea,
  FieldKind,
  SourceField,
  SourceSurvey,
  SurveyedModule,
  TicketCounts,
} from '../survey.ts';
import { extractionCost } from './extraction-cost.ts';

type Probe = <T>(
  area: string,
  isNeeded: boolean,
  read: () => PromiseLike<T>,
) => Promise<T | undefined>;

const COUNTED = ['status', 'statusType', 'priority', 'channel'] as const;
const MOST_PRODUCTS = 1_000;

/** Looks over a portal for a few hundred credits: what can't be read is named, and ends nothing. */
export async function surveyZoho(
  zoho: ZohoDesk,
  orgId: string,
  parse: SourceParser,
  { signal }: ReadOptions = {},
): Promise<SourceSurvey> {
  const closed: ClosedArea[] = [];
  const probe = createProbe(closed);
  const options = { signal };
  const organization = await probe('the organization', false, () =>
    zoho.organizations.get(orgId, {}, options),
  );
  const departments = await probe('departments', true, () =>
    Array.fromAsync(zoho.departments.list({}, options), parse.department),
  );
  const agents = await probe('agents', true, () =>
    Array.fromAsync(zoho.agents.listEveryStatus(options), parse.agent),
  );
  const counts = new Map<string, TicketCounts>();
  for (const { id } of departments ?? []) {
    const count = await probe('tickets', true, () => countTickets(zoho, id, signal));
    if (!count) break;
    counts.set(id, count);
  }
  const contacts = await probe('contacts', true, () => zoho.contacts.count({}, options));
  const accounts = await probe('accounts', true, () => zoho.accounts.count({}, options));
  const products = await probe('products', false, () =>
    zoho.products.list({}, options).toArray({ limit: MOST_PRODUCTS }),
  );
  const fields = await probe('fields of tickets', false, () =>
    Array.fromAsync(zoho.settings.fields('tickets', options), fieldOf),
  );
  const custom = await probe('modules', false, () => customModules(zoho, signal));
  const tickets = [...counts.values()].reduce((sum, { total }) => sum + total, 0);
  const cost = extractionCost(
    completeCounts({
      tickets,
      departments: departments?.length,
      contacts,
      accounts,
      products: products?.length,
    }),
    { scope: { without: [] } },
  );
  return {
    tenant: { id: `zoho-desk:${orgId}`, name: organization?.companyName ?? orgId },
    departments: (departments ?? []).map((item) => ({ ...item, tickets: counts.get(item.id) })),
    agents: agents ?? [],
    products: (products ?? []).map(parse.product),
    modules: [
      plain('tickets', counts.size > 0 ? tickets : undefined),
      plain('contacts', contacts),
      plain('accounts', accounts),
      plain('agents', agents?.length),
      plain('products', products?.length),
      ...(custom ?? []),
    ],
    fields: fields ?? [],
    closed,
    cost: counts.size > 0 ? { ...cost, days: daysFor(cost.credits, zoho.credits) } : undefined,
  };
}

/** Days that an allowance lasts for; undefined where there is no bound. */
function daysFor(
  credits: number,
  { limit, reserve }: Pick<ZohoDesk['credits'], 'limit' | 'reserve'>,
): number | undefined {
  if (limit === undefined) return undefined;
  return limit > reserve ? Math.ceil(credits / (limit - reserve)) : Number.POSITIVE_INFINITY;
}

/** Notes an area that the account may not read, once; any other failure ends the survey. */
function createProbe(closed: ClosedArea[]): Probe {
  return async (area, isNeeded, read) => {
    try {
      return await read();
    } catch (error) {
      const isClosed =
        error instanceof ScopeError ||
        error instanceof PermissionError ||
        error instanceof NotFoundError;
      if (!isClosed || !(error instanceof ZohoDeskError)) throw error;
      const { message, remedy } = error;
      closed.push({ area, isNeeded, message, remedy });
      return undefined;
    }
  };
}

async function countTickets(
  zoho: ZohoDesk,
  departmentId: string,
  signal: AbortSignal | undefined,
): Promise<TicketCounts> {
  const by = await zoho.tickets.countByEach(COUNTED, { departmentId }, { signal });
  const total = Object.values(by.statusType).reduce((sum, count) => sum + count, 0);
  return { total, ...by };
}

async function customModules(
  zoho: ZohoDesk,
  signal: AbortSignal | undefined,
): Promise<SurveyedModule[]> {
  const modules = await Array.fromAsync(zoho.settings.modules({ signal }));
  const custom = modules.filter(({ isCustomModule }) => isTrue(isCustomModule));
  const counted: SurveyedModule[] = [];
  for (const { apiName: name } of custom) {
    const count = await zoho.customModules.count(name, {}, { signal }).catch((error: unknown) => {
      // The module's name alone is worth being told; its records are read only if the config asks.
      if (error instanceof ZohoDeskError && error.outcome === 'rejected') return undefined;
      throw error;
    });
    counted.push({ name, count, isCustom: true });
  }
  return counted;
}

const plain = (name: string, count: number | undefined): SurveyedModule => ({
  name,
  count,
  isCustom: false,
});

/** Source: Field.json; the types that are not named here are lines of text. */
const KINDS: Readonly<Record<string, FieldKind>> = {
  Textarea: 'text',
  LargeText: 'text',
  URL: 'url',
  Number: 'number',
  Percent: 'number',
  Decimal: 'number',
  Currency: 'number',
  Date: 'date',
  DateTime: 'time',
  Picklist: 'choice',
  Multiselect: 'choices',
  Boolean: 'flag',
  LookUp: 'reference',
  MultiLookup: 'reference',
};

function fieldOf(field: RawRecord): SourceField {
  const text = (key: string): string | undefined => {
    const value = field[key];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const name = text('apiName') ?? text('name') ?? '';
  return {
    name,
    label: text('displayLabel') ?? name,
    kind: KINDS[text('type') ?? ''] ?? 'line',
    isCustom: name.startsWith('cf_'),
    values: [field['allowedValues'], field['pickListValues']].flatMap(valuesOf),
  };
}

/** Under one key by the specification, under another by those who have looked. */
function valuesOf(list: unknown): string[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: unknown) => {
    const value = typeof item === 'object' && item !== null && 'value' in item ? item.value : item;
    return typeof value === 'string' && value !== '' ? [value] : [];
  });
}
