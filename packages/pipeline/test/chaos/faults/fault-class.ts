import type { Fault, FaultPlan } from '@zdjsm/sandbox';

export type Call = Parameters<FaultPlan['next']>[0];

/** Something that goes wrong on the wire. The numbers are those of the project's list of 25 fault classes. */
export interface FaultClass {
  readonly number: number;
  readonly name: string;
  /** Share of the calls that it strikes. */
  readonly rate: number;
  strikes(call: Call): boolean;
  faults(now: () => number): readonly Fault[];
}

export const isJira = ({ cloud }: Call): boolean => cloud === 'jira';
export const isZoho = ({ cloud }: Call): boolean => cloud === 'zoho';
export const isToken = ({ path }: Call): boolean => path.includes('/oauth');
export const isWrite = ({ method }: Call): boolean => method !== 'GET';
export const isZohoApi = (call: Call): boolean => isZoho(call) && !isToken(call);

export const JSON_HEADERS = { 'content-type': 'application/json;charset=UTF-8' };

export const zohoRefusal = (status: number, errorCode: string): Fault => ({
  kind: 'answer',
  status,
  headers: JSON_HEADERS,
  body: JSON.stringify({ errorCode, message: 'fault' }),
});
