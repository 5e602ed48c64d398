import { countIn, ranked, type TallyMap } from '../facts/tally-map.ts';
import type { ListEntry } from './record-lists.ts';
import type { ListName, ListRecord, Report, Sort } from './report.ts';

/** What a report itself keeps of the lists: so much that it stays small, however many records there are. */
export interface Lists {
  add(entry: ListEntry): void;
  readonly counts: Report['counts'];
  readonly sorts: Report['sorts'];
  readonly first: { readonly [L in ListName]: readonly ListRecord<L>[] };
}

const MOST_RECORDS = 10_000;

export function createLists(): Lists {
  const counts = { failures: 0, skips: 0, findings: 0, changes: 0, conflicts: 0 };
  const skips: TallyMap = new Map();
  const changes: TallyMap = new Map();
  const first: { [L in ListName]: ListRecord<L>[] } = {
    failures: [],
    skips: [],
    findings: [],
    changes: [],
    conflicts: [],
  };
  const keep = <T>(list: T[], record: T): void => {
    if (list.length < MOST_RECORDS) list.push(record);
  };
  return {
    add(entry) {
      counts[entry.list] += 1;
      switch (entry.list) {
        case 'failures':
          return keep(first.failures, entry.record);
        case 'skips':
          countIn(skips, entry.record.rule);
          return keep(first.skips, entry.record);
        case 'findings':
          return keep(first.findings, entry.record);
        case 'changes':
          countIn(changes, alteration(entry.record));
          return keep(first.changes, entry.record);
        case 'conflicts':
          return keep(first.conflicts, entry.record);
      }
    },
    counts,
    get sorts() {
      return { skips: sorted(skips), changes: sorted(changes) };
    },
    first,
  };
}

const sorted = (counts: TallyMap): Sort[] =>
  ranked(counts).map(([name, count]) => ({ name, count }));

/** Fields of messages are named with the message's id: a summary leaves it away. */
const alteration = ({ field, reason }: ListRecord<'changes'>): string =>
  `${field.replace(/ \d+$/, '')}: ${reason}`;
