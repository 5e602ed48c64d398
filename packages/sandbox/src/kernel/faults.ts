import type { ListTrouble } from './list-trouble.ts';
import { createPrng } from './random.ts';

/** What goes wrong. The `after-…` kinds happen once the request has had its effect. */
export type Fault =
  /** This answer instead of the real one, before or after the request has had its effect. */
  | {
      readonly kind: 'answer' | 'after-answer';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  /** The connection is reset. */
  | { readonly kind: 'reset' | 'after-reset' }
  /** No answer ever comes, and the connection stays open. */
  | { readonly kind: 'hang' | 'after-hang' }
  /** The answer's headers promise the whole body; the connection breaks at this share of it. */
  | { readonly kind: 'after-cut'; readonly share: number }
  /** The real answer, later. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** The real answer, were the list not as the caller takes it to be. */
  | { readonly kind: 'list'; readonly trouble: ListTrouble }
  /** The real answer with another document in it, by its text: a record that is odd or broken. */
  | { readonly kind: 'alter'; readonly alter: (document: string, call: CallFacts) => string }
  /** Something that the cloud does to itself: `revoke-tokens`, `spend-credits`, … */
  | { readonly kind: 'act'; readonly action: string; readonly args?: unknown };

export interface FaultRule {
  readonly cloud?: 'zoho' | 'jira' | undefined;
  readonly method?: string | undefined;
  /** Matched against the path. */
  readonly path?: RegExp | undefined;
  /** Lets so many matching calls pass before the first fault. Default 0. */
  readonly skip?: number | undefined;
  /** How often it strikes. Default 1. */
  readonly times?: number | undefined;
  readonly fault: Fault;
}

export interface CallFacts {
  readonly cloud: 'zoho' | 'jira';
  readonly method: string;
  readonly path: string;
  /** Where the sandbox records bodies. */
  readonly body?: string | undefined;
}

/** Decides which fault, if any, strikes a call. */
export interface FaultPlan {
  next(call: CallFacts): Fault | undefined;
}

/** Strikes by rule, the first rule that matches. */
export function plannedFaults(rules: readonly FaultRule[]): FaultPlan {
  const matches = rules.map(() => 0);
  return {
    next(call) {
      for (const [i, rule] of rules.entries()) {
        if (rule.cloud && rule.cloud !== call.cloud) continue;
        if (rule.method && rule.method !== call.method) continue;
        if (rule.path && !rule.path.test(call.path)) continue;
        const nth = matches[i] ?? 0;
        matches[i] = nth + 1;
        const skip = rule.skip ?? 0;
        if (nth >= skip && nth < skip + (rule.times ?? 1)) return rule.fault;
      }
      return undefined;
    },
  };
}

/** Strikes a share of all calls, with faults drawn from the given ones, the same for the same seed. */
export function seededFaults(options: {
  readonly seed: number;
  /** Share of calls, 0 to 1. */
  readonly rate: number;
  readonly faults: readonly Fault[];
  readonly only?: ((call: CallFacts) => boolean) | undefined;
}): FaultPlan {
  const prng = createPrng(options.seed, 'faults');
  return {
    next(call) {
      if (options.only && !options.only(call)) return undefined;
      return prng.chance(options.rate) ? prng.pick(options.faults) : undefined;
    },
  };
}
