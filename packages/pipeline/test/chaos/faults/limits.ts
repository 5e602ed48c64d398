import { type Fault, jiraFaults } from '@zdjsm/sandbox';
import { type FaultClass, isJira, isZohoApi, zohoRefusal } from './fault-class.ts';

const limited = (retryAfter: string): Fault => ({
  kind: 'answer',
  status: 429,
  headers: { 'retry-after': retryAfter, 'ratelimit-reason': 'jira-burst-based' },
});

/** What the vendors refuse because it was too much. */
export const LIMITS: readonly FaultClass[] = [
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
      limited('7200'),
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
    strikes: isZohoApi,
    faults: () => [{ kind: 'act', action: 'spend-credits' }],
  },
  {
    number: 4,
    name: 'too many simultaneous calls',
    rate: 0.04,
    strikes: isZohoApi,
    faults: () => [zohoRefusal(429, 'TOO_MANY_REQUESTS')],
  },
];
