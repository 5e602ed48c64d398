import { jiraFaults } from '@zdjsm/sandbox';
import { type FaultClass, isJira, isToken, isWrite, JSON_HEADERS } from './fault-class.ts';

const PAGE = '<html><body>Please log in</body></html>';

/** Answers that are lost, broken, late, or none. */
export const TRANSPORT: readonly FaultClass[] = [
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
    faults: () => [{ kind: 'hang' }, { kind: 'after-hang' }, { kind: 'slow', ms: 4_000 }],
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
];
