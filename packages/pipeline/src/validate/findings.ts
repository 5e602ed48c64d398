import { isHookError } from '../mapping/hooks/hook-error.ts';
import type { FieldFinding } from '../store/store.ts';

/** Gathers what differs of one record. */
export interface Findings {
  /** Notes it when the two are not the same; lists are compared as they stand. */
  expect(field: string, expected: unknown, actual: unknown): void;
  /** For texts: says where they part, and never what they say. */
  expectText(field: string, expected: string, actual: string): void;
  readonly list: readonly FieldFinding[];
}

export function createFindings(): Findings {
  const list: FieldFinding[] = [];
  const show = (value: unknown): string =>
    typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
  return {
    list,
    expect(field, expected, actual) {
      if (show(expected) === show(actual)) return;
      list.push({ field, expected: show(expected), actual: show(actual) });
    },
    expectText(field, expected, actual) {
      if (expected === actual) return;
      let same = 0;
      while (same < expected.length && expected[same] === actual[same]) same += 1;
      list.push({
        field,
        expected: `${expected.length} characters`,
        actual: `${actual.length} characters, different from character ${same + 1}`,
      });
    },
  };
}

/** What should be there; undefined where a hook does not say it, which is a finding. */
export function expected<T>(findings: Findings, map: () => T): T | undefined {
  try {
    return map();
  } catch (error) {
    if (!isHookError(error)) throw error;
    findings.expect('hook', 'an answer', error.message);
    return undefined;
  }
}
