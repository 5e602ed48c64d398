import { idOf } from './ids.ts';
import { DAY, ORG_START } from './tables.ts';

export interface Contract {
  readonly number: number;
  readonly id: string;
  readonly contractName: string;
  readonly account: number;
  readonly product: number | null;
  readonly department: number;
  readonly owner: number;
  /** Date only. */
  readonly start: string;
  readonly end: string;
  readonly status: 'ACTIVE' | 'EXPIRED' | 'FUTURE';
  readonly description: string | null;
  readonly createdTime: number;
}

const STATUSES = ['ACTIVE', 'EXPIRED', 'FUTURE'] as const;
const YEARS = { ACTIVE: ['2025', '2027'], EXPIRED: ['2019', '2021'], FUTURE: ['2027', '2029'] };

export const CONTRACTS: readonly Contract[] = Array.from({ length: 12 }, (_, n) => {
  const status = STATUSES[n % 3] ?? 'ACTIVE';
  const [from, to] = YEARS[status];
  return {
    number: n,
    id: idOf('contract', n),
    contractName: `Service level ${n % 2 === 0 ? 'Gold' : 'Silver'} #${n}`,
    account: n,
    product: n % 4 === 0 ? null : n % 8,
    department: n % 3,
    owner: 0,
    start: `${from}-04-01`,
    end: `${to}-03-31`,
    status,
    description: n % 5 === 0 ? '24/7, four hours' : null,
    createdTime: ORG_START + n * DAY,
  };
});
