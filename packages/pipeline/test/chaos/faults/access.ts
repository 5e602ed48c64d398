import { type FaultClass, isToken, isZoho, isZohoApi, zohoRefusal } from './fault-class.ts';

/** Tokens that stop working, and addresses that lead elsewhere. */
export const ACCESS: readonly FaultClass[] = [
  {
    number: 9,
    name: 'tokens revoked, refreshes that fail',
    rate: 0.02,
    strikes: isZoho,
    faults: () => [{ kind: 'act', action: 'revoke-tokens' }, zohoRefusal(401, 'INVALID_OAUTH')],
  },
  {
    number: 9,
    name: 'tokens revoked, refreshes that fail',
    rate: 0.3,
    strikes: (call) => isZoho(call) && isToken(call),
    faults: () => [zohoRefusal(500, 'SERVER_ERROR'), { kind: 'reset' }],
  },
  {
    number: 25,
    name: 'files redirected to private hosts',
    rate: 0.05,
    strikes: (call) => isZohoApi(call) && /\/content$|inlineImages|ImageDisplay/.test(call.path),
    faults: () =>
      [
        'http://169.254.169.254/latest/meta-data',
        'http://127.0.0.1:9/steal',
        'file:///etc/passwd',
      ].map((location) => ({ kind: 'answer', status: 302, headers: { location } }) as const),
  },
];
