import { FAULT_CLASSES } from './fault-classes.ts';

/** By number, as the figures of a campaign name them. */
export const CLASS_NAMES: ReadonlyMap<number, string> = new Map([
  ...FAULT_CLASSES.map(({ number, name }) => [number, name] as const),
  [12, 'clocks ten minutes apart'],
  [13, 'tickets edited, deleted, merged and moved between list and detail'],
  [14, 'records that are poisoned, whatever else happens'],
  [15, 'a site that refuses forms which the schema has'],
  [16, 'the limit of writes to one issue, and the others, as Atlassian has them'],
  [17, 'killed: at a commit, and a process of its own by SIGKILL'],
  [18, 'disk full at a commit'],
  [20, 'no such host, nobody there, no TLS'],
  [21, 'people at work on both sides between load and delta'],
  [22, 'another site, a newer store'],
  [23, 'a search that lags by half a minute'],
]);
