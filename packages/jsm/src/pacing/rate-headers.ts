/** One of the limits that `RateLimit-Policy` and `RateLimit` name. */
export interface LimitState {
  readonly name: string;
  /** Calls or points a window. */
  readonly quota?: number;
  /** Seconds. */
  readonly window?: number;
  /** What is left; absent while it is well within. */
  readonly remaining?: number;
  /** Seconds until it comes back. */
  readonly resetIn?: number;
}

const ENTRY = /"([^"]+)"((?:\s*;\s*[a-z]+=\d+)*)/g;
const PARAMETERS: Readonly<Record<string, Exclude<keyof LimitState, 'name'>>> = {
  q: 'quota',
  w: 'window',
  r: 'remaining',
  t: 'resetIn',
};

/**
 * `"global-app-quota";r=11000;t=600, "jira-burst-based";r=90;t=1`, in any order and number.
 * The same headers with the prefix `Beta-` tell of limits that are not enforced: never read here.
 */
export function parseRateLimits(header: string | undefined): LimitState[] {
  if (!header) return [];
  return Array.from(header.matchAll(ENTRY), ([, name = '', rest = '']) => {
    const state: Record<string, string | number> = { name };
    for (const [, key = '', value] of rest.matchAll(/([a-z]+)=(\d+)/g)) {
      const field = PARAMETERS[key];
      if (field) state[field] = Number(value);
    }
    return { name, ...state };
  });
}
