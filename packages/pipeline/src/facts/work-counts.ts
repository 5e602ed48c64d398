import { imagesOf } from '@zdjsm/transform';
import { partsOf } from '../load/ticket/parts.ts';
import type { TicketIntent } from '../mapping/ticket.ts';
import type { Ticket } from '../model/helpdesk.ts';
import type { Work } from '../plan/forecast/work.ts';
import type { FileRow } from '../store/store.ts';

/** Of what there is to be written: all that tickets themselves tell. */
export type TicketWork = Omit<
  Work,
  'transitions' | 'standing' | 'agents' | 'accounts' | 'contacts'
>;

export interface WorkCounter {
  add(ticket: Ticket, intent: TicketIntent, files: readonly FileRow[]): void;
  readonly work: TicketWork;
}

export function createWorkCounter(): WorkCounter {
  const work = {
    tickets: 0,
    textsWithFiles: 0,
    comments: 0,
    files: 0,
    histories: 0,
    links: 0,
    children: 0,
    worklogs: 0,
    ticketsWithWorklogs: 0,
    people: 0,
    contracts: 0,
    components: 0,
  };
  const components = new Set<string>();
  const contracts = new Set<string>();
  const countIf = (holds: boolean): number => (holds ? 1 : 0);
  return {
    add(ticket, intent, files) {
      const { openingFiles, description, worklogs } = intent;
      const showsFiles = openingFiles.length > 0 || imagesOf(description).length > 0;
      work.tickets += 1;
      work.textsWithFiles += countIf(showsFiles);
      work.comments += intent.comments.length;
      work.files += uploadsOf(ticket, files);
      work.histories += countIf(intent.historyFile !== undefined);
      work.links += countIf(intent.link !== undefined);
      work.children += intent.children.length;
      work.worklogs += worklogs.length;
      work.ticketsWithWorklogs += countIf(worklogs.length > 0);
      for (const name of intent.components) components.add(`${intent.project.key}/${name}`);
      if (ticket.contractId !== undefined) contracts.add(ticket.contractId);
      work.people += intent.followerIds.length + intent.ccContactIds.length;
    },
    get work() {
      return { ...work, components: components.size, contracts: contracts.size };
    },
  };
}

/** Attached files each for itself, images once by their content. */
function uploadsOf(ticket: Ticket, files: readonly FileRow[]): number {
  const attached = new Set(
    partsOf(ticket).flatMap(({ kind, sourceId }) =>
      kind === 'attachment' ? [sourceId.slice(ticket.id.length + 1)] : [],
    ),
  );
  const fetched = files.filter(({ sha256 }) => sha256 !== undefined);
  const isAttached = ({ source }: FileRow): boolean => attached.has(source);
  const images = fetched.filter((row) => !isAttached(row));
  return fetched.filter(isAttached).length + new Set(images.map(({ sha256 }) => sha256)).size;
}
