import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** A mistake that somebody could make, and that the campaign has to notice. */
export interface PlantedBug {
  readonly name: string;
  /** Below `packages`. */
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly good: string;
  readonly bad: string;
}

export const PLANTED_BUGS: readonly PlantedBug[] = [
  {
    name: 'no intent row before a write',
    file: 'pipeline/src/load/write-protocol.ts',
    good: '  await context.store.commit({ crosswalk: [intent] });\n',
    bad: '',
  },
  {
    name: 'a write is noted as done before it is sent',
    file: 'pipeline/src/load/write-protocol.ts',
    good: "{ state: 'intent', existed }",
    bad: "{ state: 'done', existed }",
  },
  {
    name: 'the target is not asked about an interrupted write',
    file: 'pipeline/src/load/write-protocol.ts',
    good: 'before && !isThere ? await write.find?.() : undefined',
    bad: 'undefined',
  },
  {
    name: 'a write of unknown outcome is sent again blindly',
    file: 'jsm/src/request/persist.ts',
    good: "if (outcome === 'unknown' && work.probe) {",
    bad: "if (outcome === 'rejected' && work.probe) {",
  },
  {
    name: 'a second attempt at a note is public',
    file: 'jsm/src/request/attempt.ts',
    good: '    body: composed.body,\n',
    bad: [
      '    body:',
      "      attempt.number > 1 && typeof composed.body === 'string'",
      '        ? composed.body.replace(\'"internal":true\', \'"internal":false\')',
      '        : composed.body,',
      '',
    ].join('\n'),
  },
  {
    name: 'Retry-After is not read',
    file: 'core/src/http/retry-after.ts',
    good: '  const text = value?.trim();\n',
    bad: "  const text = value === 'never' ? value : undefined;\n",
  },
  {
    name: 'a page begins after the last known row',
    file: 'zoho-desk/src/paging/offset-list.ts',
    good: 'Math.max(0, position - back)',
    bad: 'Math.max(0, position + 1 - back)',
  },
  {
    name: 'a download that broke off is taken for whole',
    file: 'zoho-desk/src/downloads/whole-body.ts',
    good: 'if (expected === undefined || size === expected) return',
    bad: 'if (size >= 0) return',
  },
  {
    name: 'a file of the same name and size is taken for the same',
    file: 'pipeline/src/load/ticket/files.ts',
    good: 'if (there.sha256 === sha256) return id;',
    bad: 'if (there.sha256 !== undefined) return id;',
  },
  {
    name: 'a ticket that is gone is skipped without a word',
    file: 'pipeline/src/extract/tickets.ts',
    good: '          if (!staged) await leaveOut(context, id, DELETED);\n',
    bad: '',
  },
  {
    name: 'the comments of a ticket are written in parallel',
    file: 'pipeline/src/load/ticket/parts/messages.ts',
    good: 'for (const comment of ticket.intent.comments) await settleComment(context, ticket, comment);',
    bad: 'await Promise.all(ticket.intent.comments.map((one) => settleComment(context, ticket, one)));',
  },
  {
    name: 'an empty answer is an empty list',
    file: 'zoho-desk/src/request/api.ts',
    good: 'if (answer.status === 204) return undefined;',
    bad: 'if (answer.status === 204 || answer.body.length === 0) return undefined;',
  },
  {
    name: 'a run ends while tickets are still being written',
    file: 'pipeline/src/run/each-of.ts',
    good: '        failures.push(error);\n',
    bad: '        throw error;\n',
  },
];

const PACKAGES = resolve(import.meta.dirname, '../../../..');

export const pathOf = ({ file }: PlantedBug): string => join(PACKAGES, file);

/** The module with the bug in it. It fails loudly where the module has changed: the bug has to follow it. */
export function plant(bug: PlantedBug, source: string): string {
  const parts = source.split(bug.good);
  if (parts.length === 2) return parts.join(bug.bad);
  throw new Error(
    `"${bug.name}": its place is ${parts.length - 1} times in ${bug.file}; correct planted/bugs.ts`,
  );
}

/** All of them that can be planted still. */
export function plantAll(): void {
  for (const bug of PLANTED_BUGS) plant(bug, readFileSync(pathOf(bug), 'utf8'));
}
