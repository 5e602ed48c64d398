import { hashOf } from '../../../store/hash.ts';
import { settle } from '../../write-protocol.ts';
import { composeDocument, orPlain } from '../compose.ts';
import type { TicketPart } from '../part.ts';

export const SOURCE_PROPERTY = 'zdjsm.source';

/** The text with its images and files, and what only programs read: one silent edit. */
export const details: TicketPart = {
  name: 'details',
  records: () => [],
  async settle(context, { intent, issueKey, files }) {
    const { jsm, signal } = context;
    const { description, openingFiles, property, ticketId } = intent;
    const write = async (dropMedia: boolean): Promise<void> => {
      const composed = await composeDocument(description, openingFiles, files);
      const properties = [{ key: SOURCE_PROPERTY, value: property }];
      await orPlain(composed, (text) => {
        const edit = { fields: { description: text }, properties, dropMedia };
        return jsm.issues.edit(issueKey, edit, { signal });
      });
    };
    await settle(context, {
      kind: 'description',
      sourceId: ticketId,
      hash: hashOf([description, openingFiles.map((file) => file.id), property]),
      part: true,
      async create() {
        // The text that the request was created with shows no files yet.
        await write(true);
        return { targetId: issueKey };
      },
      update: () => write(false),
    });
  },
};
