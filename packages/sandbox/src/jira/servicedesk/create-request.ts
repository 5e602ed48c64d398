import { z } from 'zod';
import type { Call } from '../api/call.ts';
import { badRequest, forbidden, Refusal } from '../api/refusal.ts';
import { findTemporaryFiles, takeTemporaryFiles } from '../domain/attachments.ts';
import { announceRequest, createIssue } from '../domain/create-issue.ts';
import { isAgent, mayRaise } from '../domain/customer-view.ts';
import { makeCustomer } from '../domain/make-customer.ts';
import { readFields, type Values } from '../domain/read-fields.ts';
import { type TextForm, textReader } from '../domain/rich-text.ts';
import { saveIssue } from '../domain/save-issue.ts';
import type { FormField, RequestType } from '../model/configuration.ts';
import type { Issue } from '../model/issues.ts';
import type { Account } from '../model/people.ts';
import { PARTICIPANTS_FIELD, REQUEST_TYPE_FIELD } from '../seed/fields.ts';
import type { Site } from '../site.ts';
import { type DeskProject, findDesk } from './desk-view.ts';

export const RequestInput = z.object({
  serviceDeskId: z.string(),
  requestTypeId: z.string(),
  requestFieldValues: z.record(z.string(), z.unknown()).default({}),
  requestParticipants: z.array(z.string()).default([]),
  raiseOnBehalfOf: z.string().optional(),
  isAdfRequest: z.boolean().default(false),
  channel: z.string().optional(),
  // Answers of forms are not validated today (facts § 3.4).
  form: z.unknown().optional(),
});
type RequestInput = z.infer<typeof RequestInput>;

const REFUSED =
  'Your request could not be created. Please check the fields have been correctly filled in.';

export function createRequest(
  site: Site,
  call: Call,
  input: RequestInput,
): { issue: Issue; project: DeskProject } {
  const { store } = site;
  const project = findDesk(site, input.serviceDeskId);
  const type = store.requestTypes.get(input.requestTypeId);
  if (type?.projectId !== project.id) throw badRequest('The request type does not exist.');
  const issueType = store.issueTypes.get(type.issueTypeId);
  if (!issueType) throw new Error(`request type ${type.id} has no issue type`);
  const participants = input.requestParticipants.map((id) => participant(site, id));
  const { attachment, ...fields } = input.requestFieldValues;
  checkForm(type, input.requestFieldValues);
  const files = findTemporaryFiles(site, project.id, temporaryIds(attachment));
  const form: TextForm = input.isAdfRequest ? 'adf' : 'wiki';
  const read = (issueId: string | undefined) =>
    readForm(site, call, project, type, fields, textReader(site, form, issueId));

  const given = read(undefined);
  // Last of all: it may make the customer.
  const reporter = reporterMeant(site, call, project, input);
  const values: Values = {
    ...given,
    [REQUEST_TYPE_FIELD]: type.id,
    reporter: reporter.accountId,
    ...(participants.length > 0 ? { [PARTICIPANTS_FIELD]: participants } : {}),
  };
  const made = createIssue(site, call.caller, {
    project,
    issueType,
    parentId: undefined,
    values,
    channel: input.channel ?? 'api',
  });
  takeTemporaryFiles(site, call.caller, made, files, { shared: true });
  const current = store.issues.get(made.id) ?? made;
  // Read once more: the text may show files that are on the issue only now.
  const issue =
    files.length === 0
      ? current
      : saveIssue(site, { ...current, values: { ...current.values, ...read(made.id) } });
  announceRequest(site, call.caller, issue);
  return { issue, project };
}

function readForm(
  site: Site,
  call: Call,
  project: DeskProject,
  type: RequestType,
  fields: Readonly<Record<string, unknown>>,
  richText: ReturnType<typeof textReader>,
): Values {
  const presets = type.form.flatMap(({ fieldId, preset }) =>
    preset === undefined ? [] : [[fieldId, preset] as const],
  );
  try {
    const { values } = readFields(
      {
        site,
        caller: call.caller,
        project,
        issueTypeId: type.issueTypeId,
        richText,
        allows: () => true,
      },
      {},
      { ...Object.fromEntries(presets), ...fields },
      undefined,
    );
    return values;
  } catch (error) {
    if (!(error instanceof Refusal) || Object.keys(error.fields).length === 0) throw error;
    throw badRequest(`${REFUSED} ${Object.values(error.fields).join(' ')}`);
  }
}

/** Only what the form shows may be sent, and all that it demands must be. */
function checkForm(type: RequestType, given: Readonly<Record<string, unknown>>): void {
  const shown = type.form.filter((field) => !field.hidden);
  for (const fieldId of Object.keys(given)) {
    if (!shown.some((field) => field.fieldId === fieldId)) {
      throw badRequest(`Field '${fieldId}' is not valid for this request type`);
    }
  }
  const isMissing = ({ fieldId, required }: FormField): boolean => {
    const value = given[fieldId];
    return required && (value === undefined || value === null || value === '');
  };
  const missing = shown.filter(isMissing);
  if (missing.length > 0) {
    const demands = missing.map(({ label }) => `Please provide a valid value for field '${label}'`);
    throw badRequest(`${REFUSED} ${demands.join(' ')}`);
  }
}

function temporaryIds(attachment: unknown): string[] {
  if (attachment === undefined) return [];
  if (!Array.isArray(attachment)) throw badRequest(`${REFUSED} data was not an array`);
  return attachment.map(String);
}

function participant(site: Site, accountId: string): string {
  if (!site.store.accounts.get(accountId)) {
    throw badRequest(`The user '${accountId}' does not exist and can't be a participant.`);
  }
  return accountId;
}

/** The document says account id; many integrations send an address (facts § 3.4). */
function reporterMeant(site: Site, call: Call, project: DeskProject, input: RequestInput): Account {
  const { account } = call.caller;
  const { raiseOnBehalfOf: someone } = input;
  const agent = isAgent(site, account, project);
  if (!agent && (someone !== undefined || input.requestParticipants.length > 0)) {
    throw forbidden('You do not have permission to raise a request on behalf of another user.');
  }
  const reporter = someone === undefined ? account : accountNamed(site, someone);
  if (!reporter?.active || !mayRaise(site, reporter, project)) {
    throw badRequest(
      `The user '${someone ?? account.displayName}' cannot raise requests in this service desk.`,
    );
  }
  return reporter;
}

function accountNamed(site: Site, idOrEmail: string): Account | undefined {
  const { store, switches } = site;
  const byId = store.accounts.get(idOrEmail);
  if (byId || switches.raiseOnBehalfOf === 'account-id') return byId;
  const email = idOrEmail.toLowerCase();
  const known = store.accountsByEmail.first(email);
  if (known || switches.raiseOnBehalfOf === 'email' || !email.includes('@')) return known;
  return makeCustomer(site, email);
}
