import { hashOf } from '../../../store/hash.ts';
import { fieldHash } from '../../field-hashes.ts';
import { lastForeignChanges } from '../../foreign-changes.ts';
import { settle } from '../../write-protocol.ts';
import type { TicketPart } from '../part.ts';

/** Walked through the workflow once everything else is there: some workflows close an issue to edits. */
export const status: TicketPart = {
  name: 'status',
  needsAll: true,
  records: () => [],
  async settle(context, { intent, issueKey, createdWith }) {
    const { jsm, signal } = context;
    const { name, resolution } = intent.status;
    const { project, requestType } = intent;
    const workflow = {
      projectId: project.id,
      projectKey: project.key,
      issueTypeId: requestType.issueTypeId,
    };
    const walk = async (fresh?: typeof workflow) => {
      const fields = resolution ? { resolution: { name: resolution } } : {};
      return await jsm.workflow.walk(issueKey, { to: name, fields, fresh }, { signal });
    };
    const fields = { status: fieldHash(hashOf({ name, resolution })) };
    await settle(context, {
      kind: 'status',
      sourceId: intent.ticketId,
      hash: hashOf(fields),
      fields,
      part: true,
      async create() {
        const walked = await walk(createdWith && workflow);
        return { targetId: name, created: walked.statuses.length > 1 };
      },
      async update() {
        await walk();
      },
      async foreign(row) {
        if (row.fields === undefined) return [];
        const issue = await jsm.issues.get(issueKey, { fields: ['status'], signal });
        if (fieldHash(issue.fields['status']) === fieldHash({ name })) return [];
        return await lastForeignChanges(context, issueKey, ['status']);
      },
    });
  },
};
