import { type Fault, type FaultPlan, jiraFaults, type Prng, seededFaults } from '@zdjsm/sandbox';

type Call = Parameters<FaultPlan['next']>[0];

/** Something that goes wrong on the wire. The numbers are those of the project's list of 25 fault classes. */
export interface FaultClass {
  readonly number: number;
  readonly name: string;
  /** Share of the calls that it strikes. */
  readonly rate: number;
  strikes(call: Call): boolean;
  faults(now: () => number): readonly Fault[];
}

const isJira = ({ cloud }: Call): boolean => cloud === 'jira';
const isZoho = ({ cloud }: Call): boolean => cloud === 'zoho';
const isToken = ({ path }: Call): boolean => path.includes('/oauth');
const isWrite = ({ method }: Call): boolean => method !== 'GET';
const isZohoFile = ({ cloud, path }: Call): boolean =>
  cloud === 'zoho' && /\/content$|inlineImages|ImageDisplay/.test(path);

const JSON_HEADERS = { 'content-type': 'application/json;charset=UTF-8' };
const PAGE = '<html><body>Please log in</body></html>';

const limited = (retryAfter: string): Fault => ({
  kind: 'answer',
  status: 429,
  headers: { 'retry-after': retryAfter, 'ratelimit-reason': 'jira-burst-based' },
});

const zohoRefusal = (status: number, errorCode: string, headers = {}): Fault => ({
  kind: 'answer',
  status,
  headers: { ...JSON_HEADERS, ...headers },
  body: JSON.stringify({ errorCode, message: 'fault' }),
});

/** What the campaign draws from; the classes that are no fault of the wire are in `campaign.ts`. */
export const FAULT_CLASSES: readonly FaultClass[] = [
  {
    number: 1,
    name: 'limits of every kind',
    rate: 0.05,
    strikes: isJira,
    faults(now) {
      const jira = jiraFaults(now);
      return [
        jira.burst(),
        jira.issueWrites(),
        jira.quota(60),
        jira.quota(90, 'minutes'),
        jira.unknownLimit(),
        jira.gatewayLimit(),
        jira.limitedPage(),
      ];
    },
  },
  {
    number: 2,
    name: 'odd Retry-After',
    rate: 0.03,
    strikes: isJira,
    faults: (now) => [
      limited('0'),
      limited('0.5'),
      limited('soon'),
      limited('-3'),
      limited(new Date(now() + 4_000).toUTCString()),
      limited(new Date(now() - 86_400_000).toUTCString()),
      jiraFaults(now).unavailableUntil(5),
      jiraFaults(now).unavailable(undefined),
    ],
  },
  {
    number: 3,
    name: 'credits used up by others',
    rate: 0.01,
    strikes: (call) => isZoho(call) && !isToken(call),
    faults: () => [{ kind: 'act', action: 'spend-credits' }],
  },
  {
    number: 4,
    name: 'too many simultaneous calls',
    rate: 0.04,
    strikes: (call) => isZoho(call) && !isToken(call),
    faults: () => [zohoRefusal(429, 'TOO_MANY_REQUESTS')],
  },
  {
    number: 5,
    name: 'lost answers: the write happened',
    rate: 0.06,
    strikes: (call) => isJira(call) && isWrite(call),
    faults: (now) => {
      const { afterwards, badGateway, internalError, unavailable } = jiraFaults(now);
      return [
        afterwards(internalError()),
        afterwards(badGateway()),
        afterwards(unavailable('2')),
        { kind: 'after-reset' },
        { kind: 'after-cut', share: 0.4 },
      ];
    },
  },
  {
    number: 6,
    name: '5xx before anything happened',
    rate: 0.05,
    strikes: (call) => !isToken(call),
    faults: (now) => {
      const { badGateway, internalError, unavailable } = jiraFaults(now);
      return [internalError(), badGateway(), unavailable('2')];
    },
  },
  {
    number: 7,
    name: 'silence on the wire',
    rate: 0.004,
    strikes: (call) => !isToken(call),
    faults: () => [{ kind: 'hang' }, { kind: 'after-hang' }, { kind: 'slow', ms: 20_000 }],
  },
  {
    number: 8,
    name: 'resets, cuts and garbage',
    rate: 0.03,
    strikes: (call) => !isToken(call) && !isWrite(call),
    faults: () => [
      { kind: 'reset' },
      { kind: 'after-reset' },
      { kind: 'after-cut', share: 0.6 },
      { kind: 'answer', status: 200, headers: { 'content-type': 'text/html' }, body: PAGE },
      { kind: 'answer', status: 200, headers: JSON_HEADERS, body: '' },
      { kind: 'answer', status: 200, headers: JSON_HEADERS, body: '{"data":[{"id' },
    ],
  },
  {
    number: 9,
    name: 'tokens revoked',
    rate: 0.01,
    strikes: (call) => isZoho(call) && !isToken(call),
    faults: () => [{ kind: 'act', action: 'revoke-tokens' }, zohoRefusal(401, 'INVALID_OAUTH')],
  },
  {
    number: 25,
    name: 'files redirected to private hosts',
    rate: 0.05,
    strikes: isZohoFile,
    faults: () =>
      [
        'http://169.254.169.254/latest/meta-data',
        'http://127.0.0.1:9/steal',
        'file:///etc/passwd',
      ].map((location) => ({ kind: 'answer', status: 302, headers: { location } }) as const),
  },
];

/** A plan of some of the classes, and the count of what it struck with. */
export function drawPlan(
  prng: Prng,
  init: { readonly seed: number; readonly now: () => number },
): {
  readonly plan: FaultPlan;
  readonly classes: readonly FaultClass[];
  readonly struck: Map<number, number>;
} {
  const classes = FAULT_CLASSES.filter(() => prng.chance(0.45));
  const struck = new Map<number, number>();
  const plans = classes.map((faultClass) => ({
    faultClass,
    plan: seededFaults({
      seed: init.seed * 100 + faultClass.number,
      rate: faultClass.rate,
      faults: faultClass.faults(init.now),
      only: faultClass.strikes,
    }),
  }));
  return {
    classes,
    struck,
    plan: {
      next(call) {
        for (const { faultClass, plan } of plans) {
          const fault = plan.next(call);
          if (!fault) continue;
          struck.set(faultClass.number, (struck.get(faultClass.number) ?? 0) + 1);
          return fault;
        }
        return undefined;
      },
    },
  };
}
