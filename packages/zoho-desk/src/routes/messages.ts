import type { Route } from '../request/route.ts';

const READ = ['Desk.tickets.READ'];
const THREAD = 'Thread.json@75e1ba57';
const COMMENT = 'TicketComment.json@3f7016e3';

/** What was said in a ticket, and the files that came with it. */
export const MESSAGE_ROUTES = {
  threads: {
    name: 'threads.list',
    path: '/tickets/{ticketId}/threads',
    price: 'list',
    query: ['sortBy'],
    // 200: the HTML reference; the document names no bound.
    paging: { limit: 200, base: 0, nested: true },
    scopes: READ,
    source: THREAD,
  },
  thread: {
    name: 'threads.get',
    path: '/tickets/{ticketId}/threads/{threadId}',
    price: 'record',
    query: ['include'],
    scopes: READ,
    source: THREAD,
  },
  fullContent: {
    name: 'threads.fullContent',
    path: '/tickets/{ticketId}/threads/{threadId}/fullContent',
    price: 'record',
    scopes: READ,
    source: THREAD,
  },
  originalContent: {
    name: 'threads.originalContent',
    path: '/tickets/{ticketId}/threads/{threadId}/originalContent',
    price: 'record',
    query: ['inline'],
    scopes: READ,
    source: THREAD,
  },
  latestThread: {
    name: 'threads.latest',
    path: '/tickets/{ticketId}/latestThread',
    price: 'record',
    query: ['needPublic', 'needIncomingThread', 'threadStatus', 'include'],
    scopes: READ,
    source: THREAD,
  },
  conversations: {
    name: 'conversations.list',
    path: '/tickets/{ticketId}/conversations',
    price: 'list',
    paging: { limit: 200, base: 0, nested: true },
    scopes: READ,
    source: THREAD,
  },
  comments: {
    name: 'comments.list',
    path: '/tickets/{ticketId}/comments',
    price: 'list',
    query: ['include', 'sortBy'],
    paging: { limit: 100, base: 0, nested: true },
    scopes: READ,
    source: COMMENT,
  },
  comment: {
    name: 'comments.get',
    path: '/tickets/{ticketId}/comments/{commentId}',
    price: 'record',
    query: ['include'],
    scopes: READ,
    source: COMMENT,
  },
  commentHistory: {
    name: 'comments.history',
    path: '/tickets/{ticketId}/comments/{commentId}/history',
    price: 'list',
    paging: { limit: 100, base: 0, nested: true },
    scopes: READ,
    source: COMMENT,
  },
  attachments: {
    name: 'attachments.list',
    path: '/tickets/{ticketId}/attachments',
    price: 'list',
    query: ['include', 'isPublic', 'sortBy'],
    paging: { limit: 100, base: 0, nested: true },
    scopes: READ,
    source: 'TicketAttachment.json',
  },
  attachmentContent: {
    name: 'attachments.content',
    path: '/tickets/{ticketId}/attachments/{attachmentId}/content',
    price: 'file',
    scopes: READ,
    source: 'not in the documents: what `href` points to, and what third-party clients use',
  },
  threadAttachmentContent: {
    name: 'threads.attachmentContent',
    path: '/tickets/{ticketId}/threads/{threadId}/attachments/{attachmentId}/content',
    price: 'file',
    scopes: READ,
    source: THREAD,
  },
  commentAttachmentContent: {
    name: 'comments.attachmentContent',
    path: '/tickets/{ticketId}/comments/{commentId}/attachments/{attachmentId}/content',
    price: 'file',
    scopes: READ,
    source: `${COMMENT}: what \`href\` points to in its example`,
  },
} as const satisfies Readonly<Record<string, Route>>;
