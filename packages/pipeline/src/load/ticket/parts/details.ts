import { isDeepStrictEqual } from 'node:util';
import type { AdfDoc } from '@zdjsm/transform';
import { hashOf } from '../../../store/hash.ts';
import { fieldHash, TEXT } from '../../field-hashes.ts';
import { lastForeignChanges } from '../../foreign-changes.ts';
import { settle } from '../../write-protocol.ts';
import { composeDocument } from '../compose.ts';
import type { TicketPart } from '../part.ts';
import { writeText } from '../write-text.ts';

export const SOURCE_PROPERTY = 'zdjsm.source';

/** The text with its images and files, and what only programs read: one silent edit, or none. */
export const details: TicketPart = {
  name: 'details',
  records: () => [],
  async settle(context, { intent, issueKey, files, createdWith }) {
    const { jsm, signal } = context;
    const { description, descriptionHtml, openingFiles, property, ticketId } = intent;
    const properties = [{ key: SOURCE_PROPERTY, value: property }];
    const write = async (dropMedia: boolean, written?: AdfDoc): Promise<void> => {
      const composed = await composeDocument(description, openingFiles, files);
      // A text without images, files and links to other tickets was whole when it was created.
      if (isDeepStrictEqual(composed, written)) return;
      const record = { kind: 'description', sourceId: ticketId };
      const whole = { record, doc: composed, html: descriptionHtml, files };
      await writeText(context, whole, (text, fallback) => {
        const how = { properties, dropMedia, fallback: { [TEXT]: fallback } };
        return jsm.issues.edit(issueKey, { fields: { [TEXT]: text }, ...how }, { signal });
      });
    };
    const fields = {
      [TEXT]: fieldHash(hashOf([description, openingFiles.map((file) => file.id)])),
      [PROPERTY]: fieldHash(hashOf(property)),
    };
    await settle(context, {
      kind: 'description',
      sourceId: ticketId,
      hash: hashOf(fields),
      fields,
      part: true,
      async create() {
        // The text that the request was created with shows no files yet.
        await write(true, createdWith);
        return { targetId: issueKey };
      },
      async update(_, changed) {
        if (changed.includes(TEXT)) return await write(false);
        await jsm.issues.properties.set(issueKey, SOURCE_PROPERTY, { ...property }, { signal });
      },
      async foreign(row, changed) {
        if (!changed.includes(TEXT) || row.fields?.[TEXT] === undefined) return [];
        return await lastForeignChanges(context, issueKey, [TEXT]);
      },
    });
  },
};

const PROPERTY = 'property';
