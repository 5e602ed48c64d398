import type { TicketPart } from '../part.ts';
import { attachOriginal, originalName } from '../write-text.ts';

/** Originals that could not be attached when their texts were written as words alone: these stay as they are. */
export const originals: TicketPart = {
  name: 'originals',
  records: () => [],
  needsAll: true,
  async settle(context, { intent: { ticketId, descriptionHtml, comments }, files }) {
    const texts = [
      { record: { kind: 'description', sourceId: ticketId }, html: descriptionHtml },
      ...comments.map(({ kind, id, html }) => ({
        record: { kind, sourceId: `${ticketId}/${id}` },
        html,
      })),
    ];
    for (const { record, html } of texts) {
      if (!files.lacksOriginal(originalName(record))) continue;
      await attachOriginal(context, { record, html, files });
    }
  },
};
