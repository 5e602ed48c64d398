import type { Ticket } from '../../model/helpdesk.ts';
import { parserOf } from '../payload.ts';
import { relations, resolver, timeEntry } from './parse-extras.ts';
import { byTime, comment, opening, thread } from './parse-messages.ts';
import { customFields, file, statusTypeOf } from './parse-values.ts';

/** The payload is the client's `WholeTicket`: Zoho's answers as they came. */
export const ticket = parserOf('ticket', (bundle): Ticket => {
  const data = bundle.child('ticket');
  const id = data.required('id');
  const threads = bundle.children('threads').map(thread);
  const comments = bundle.children('comments').map(comment);
  const first = threads.find((item) => item.opens)?.message;
  const messages = [
    ...threads.filter((item) => !item.opens).map((item) => item.message),
    ...comments,
  ];
  const history = bundle.children('history');
  const resolved = resolver(bundle.children('resolutionHistory'));
  const known = new Set([first, ...messages].flatMap((item) => item?.files ?? []).map((f) => f.id));
  return {
    id,
    number: data.text('ticketNumber') ?? id,
    url: data.text('webUrl'),
    subject: data.text('subject') ?? '',
    departmentId: data.required('departmentId'),
    contactId: data.text('contactId'),
    accountId: data.text('accountId') ?? data.child('contact').child('account').text('id'),
    assigneeId: data.text('assigneeId'),
    productId: data.text('productId'),
    teamId: data.text('teamId'),
    contractId: data.text('contractId'),
    status: data.text('status') ?? 'Open',
    statusType: statusTypeOf(data.text('statusType')),
    priority: data.text('priority'),
    channel: data.text('channel'),
    category: data.text('category'),
    subCategory: data.text('subCategory'),
    classification: data.text('classification'),
    language: data.text('language'),
    createdAt: data.time('createdTime') ?? new Date(0).toISOString(),
    modifiedAt: data.time('modifiedTime'),
    closedAt: data.time('closedTime'),
    dueAt: data.time('dueDate'),
    tags: bundle.children('tags').flatMap((tag) => tag.text('name') ?? []),
    resolution: data.text('resolution'),
    resolvedBy: resolved.by,
    resolvedAt: resolved.at,
    customFields: customFields(data),
    isSpam: data.flag('isSpam'),
    isTrashed: data.flag('isTrashed') || data.flag('isDeleted'),
    isArchived: data.flag('isArchived'),
    opening: opening(data, first),
    messages: messages.sort(byTime),
    // Whether the list repeats the threads' files is not known of every portal.
    files: bundle
      .children('attachments')
      .map(file)
      .filter((item) => !known.has(item.id)),
    tasks: [],
    appointments: [],
    ratings: [],
    timeEntries: bundle
      .children('timeEntries')
      .filter((entry) => !entry.flag('isTrashed'))
      .map(timeEntry),
    followerIds: bundle
      .children('followers')
      // A follower of the contact or the account is listed, too.
      .filter((follower) => (follower.text('following') ?? 'tickets') === 'tickets')
      .flatMap((follower) => follower.text('id') ?? []),
    ccContactIds: data.texts('secondaryContacts'),
    sharedWith: data.children('sharedDepartments').flatMap((other) => other.text('name') ?? []),
    relations: relations(data, history),
    history: bundle.list('history'),
  };
});
