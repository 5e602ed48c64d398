import type { ChildKind, MasterKind } from '../source/source.ts';

/** In the order in which the target needs them. */
export const MASTER_KINDS: readonly MasterKind[] = [
  'department',
  'agent',
  'team',
  'product',
  'account',
  'contact',
  'contract',
];

export const CHILD_KINDS: readonly ChildKind[] = ['task', 'call', 'event', 'rating'];
