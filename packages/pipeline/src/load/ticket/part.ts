import type { AdfDoc } from '@zdjsm/transform';
import type { Ticket } from '../../model/helpdesk.ts';
import type { LoadContext } from '../load-context.ts';
import type { UploadedFiles } from './files.ts';
import type { LinkedIntent } from './references.ts';

/** A ticket whose issue is there. */
export interface OpenTicket {
  readonly intent: LinkedIntent;
  readonly issueKey: string;
  readonly files: UploadedFiles;
  /** The text and property with which its issue was created just now; undefined for one that was there. */
  readonly createdWith?: AdfDoc | undefined;
}

/** A record that is counted by itself, and ends in a state of its own. */
export interface RecordKey {
  readonly kind: string;
  readonly sourceId: string;
}

/** Something that hangs on a ticket: one part, one file; they are settled in the order of their table. */
export interface TicketPart {
  readonly name: string;
  /** The records of this part that the source holds. */
  records(ticket: Ticket): readonly RecordKey[];
  settle(context: LoadContext, ticket: OpenTicket): Promise<void>;
  /** Left for the next run when another part failed. */
  readonly needsAll?: true;
}
