import { z } from 'zod';
import { may } from '../access/guards.ts';
import { empty, json } from '../api/answer.ts';
import { type Call, flag, type Handlers, param, readBody } from '../api/call.ts';
import { deskPage } from '../api/paging.ts';
import { badRequest, forbidden, Refusal } from '../api/refusal.ts';
import { makeCustomer } from '../domain/make-customer.ts';
import type { DeskAccess } from '../model/people.ts';
import { OUTSIDE_EMAIL } from '../seed/accounts.ts';
import type { Site } from '../site.ts';
import { type DeskProject, deskView, findDesk, userDto } from './desk-view.ts';

const AccountIds = z.object({
  accountIds: z.array(z.string()).optional(),
  usernames: z.array(z.string()).optional(),
});

export function customerHandlers(site: Site): Handlers {
  const { store, switches } = site;

  const accessOf = (project: DeskProject): DeskAccess =>
    store.deskAccess.get(project.id) ?? { id: project.id, customerIds: [], organizationIds: [] };

  return {
    createCustomer(call) {
      checkMayCreate(site, call);
      const { email = '', displayName, fullName } = readBody(call, NewCustomer);
      if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
        throw badRequest('The email address is not valid.');
      }
      const elsewhere = email.toLowerCase() === OUTSIDE_EMAIL;
      const conflicts = elsewhere && switches.outsideAccount === 'conflict';
      if (store.accountsByEmail.first(email.toLowerCase()) || conflicts) {
        const strict = flag(call, 'strictConflictStatusCode', false);
        const message = 'An account already exists for this email address.';
        throw new Refusal(strict ? 409 : 400, message);
      }
      const account = makeCustomer(site, email, {
        displayName: displayName ?? fullName,
        elsewhere,
      });
      return json(userDto(deskView(site, call), account), { status: 201 });
    },

    getCustomers(call) {
      const project = findDesk(site, param(call, 'serviceDeskId'));
      const { customerIds, organizationIds } = accessOf(project);
      const members = organizationIds.flatMap((id) => store.organizations.get(id)?.memberIds ?? []);
      const query = (call.query.get('query') ?? '').toLowerCase();
      const customers = [...new Set([...customerIds, ...members])]
        .map((id) => store.accounts.get(id))
        .filter((account) => account !== undefined)
        .filter(({ displayName, email }) =>
          [displayName, email].some((text) => text.toLowerCase().includes(query)),
        );
      const view = deskView(site, call);
      return json(
        deskPage(call, customers, switches.deskPageLimit, (account) => userDto(view, account)),
      );
    },

    addCustomers(call) {
      const project = findDesk(site, param(call, 'serviceDeskId'));
      const { known, unknown } = sortAccounts(site, call);
      const access = accessOf(project);
      const customerIds = [...new Set([...access.customerIds, ...known])];
      store.deskAccess.set(project.id, { ...access, customerIds });
      // The valid ones were added all the same, and nothing says so (facts § 3.1).
      if (unknown.length > 0) throw badRequest(`The customers ${unknown.join(', ')} do not exist.`);
      return empty(204);
    },

    removeCustomers(call) {
      const project = findDesk(site, param(call, 'serviceDeskId'));
      const { accountIds = [] } = readBody(call, AccountIds);
      const access = accessOf(project);
      const customerIds = access.customerIds.filter((id) => !accountIds.includes(id));
      store.deskAccess.set(project.id, { ...access, customerIds });
      return empty(204);
    },

    /** Mails the people it invites: never for a migration (facts § 3.1). */
    inviteCustomer(call) {
      findDesk(site, param(call, 'serviceDeskId'));
      const { emails } = readBody(call, z.object({ emails: z.array(z.string()) }));
      const invited = emails.map(
        (email) => store.accountsByEmail.first(email.toLowerCase()) ?? makeCustomer(site, email),
      );
      const ids = invited.map(({ accountId }) => accountId);
      site.outbox.to(ids, 'invitation', { actor: call.caller.account });
      return empty(204);
    },
  };
}

const NewCustomer = z.object({
  email: z.string().optional(),
  displayName: z.string().optional(),
  fullName: z.string().optional(),
});

function checkMayCreate(site: Site, call: Call): void {
  const { customerCreation, customerServiceManagement } = site.switches;
  const isAgent = call.caller.account.role === 'agent';
  const allowed =
    may(site, call.caller, 'ADMINISTER') || (isAgent && customerCreation === 'agents');
  if (!allowed) {
    throw forbidden(
      'Unauthorized to perform the requested action, JIRA Administrators global permission is required.',
    );
  }
  if (customerServiceManagement) {
    throw badRequest('This site only allows customer accounts in Customer Service Management.');
  }
}

/** The account ids of a body, by whether they exist. */
export function sortAccounts(site: Site, call: Call): { known: string[]; unknown: string[] } {
  const { accountIds = [], usernames = [] } = readBody(call, AccountIds);
  const unknown = accountIds.filter((id) => !site.store.accounts.get(id));
  return {
    known: accountIds.filter((id) => !unknown.includes(id)),
    // Usernames have not worked since the privacy changes.
    unknown: [...unknown, ...usernames],
  };
}
