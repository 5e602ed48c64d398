import { TICKET_FIELDS } from '../org/ticket-fields.ts';

/** Header word and API name. */
export type Columns = readonly (readonly [label: string, apiName: string])[];

/** Header words of tickets are known from two sources. Source: facts/zoho-backup.md section 5. */
export const CASE_COLUMNS: Columns = [
  ['ID', 'id'],
  ['Department', 'departmentId'],
  ['Contact ID', 'contactId'],
  ['Email', 'email'],
  ['Phone', 'phone'],
  ['Subject', 'subject'],
  ['Description', 'description'],
  ['Status', 'status'],
  ['Product ID', 'productId'],
  ['Ticket Owner', 'assigneeId'],
  ['Created By', 'createdBy'],
  ['Modified By', 'modifiedBy'],
  ['Created Time', 'createdTime'],
  ['Modified Time', 'modifiedTime'],
  ['Request Id', 'ticketNumber'],
  ['Resolution', 'resolution'],
  ['To Address', 'toAddress'],
  ['Customer Response Time', 'customerResponseTime'],
  ['Number of Threads', 'threadCount'],
  ['Account ID', 'accountId'],
  ['Due Date', 'dueDate'],
  ['Priority', 'priority'],
  ['Channel', 'channel'],
  ['Category', 'category'],
  ['Sub Category', 'subCategory'],
  ['Ticket Closed Time', 'closedTime'],
  ['Is Escalated', 'isEscalated'],
  ['Classifications', 'classification'],
  ['Status updated time', 'statusUpdatedTime'],
  ['Request reopen time', 'requestReopenTime'],
  ['Assigned time', 'assignedTime'],
  ['First assigned time', 'firstAssignedTime'],
  ['Happiness Rating', 'happinessRating'],
  ['Agent Responded Time', 'agentRespondedTime'],
  ['Number of Comments', 'commentCount'],
  ['Time to Respond', 'responseDueDate'],
  ['SLA Name', 'slaName'],
  ['SLA Violation Type', 'slaViolationType'],
  ['Team Id', 'teamId'],
  ['Tags', 'tags'],
  ['Ticket On Hold Time', 'onholdTime'],
  ['Sentiment', 'sentiment'],
  ['Layout', 'layoutId'],
  ['Language', 'language'],
  ...TICKET_FIELDS.map((field): [string, string] => [field.displayLabel, field.apiName]),
  ['Child Ticket Count', 'childTicketCount'],
];

/** Where the header words are unknown, the API names stand in their place. */
export const named = (...names: string[]): Columns => names.map((name) => [name, name]);
