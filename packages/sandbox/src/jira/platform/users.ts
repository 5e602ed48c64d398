import { may, visibleProject } from '../access/guards.ts';
import { json } from '../api/answer.ts';
import { type Call, type Handlers, wholeNumber } from '../api/call.ts';
import { platformPage } from '../api/paging.ts';
import { badRequest, forbidden, notFound } from '../api/refusal.ts';
import type { Account } from '../model/people.ts';
import { wordsOf } from '../search/words.ts';
import type { Site } from '../site.ts';
import { showsEmail, userBean, viewOf } from './view.ts';

export function userHandlers(site: Site): Handlers {
  const show = (call: Call, account: Account) => userBean(viewOf(site, call), account);
  const window = (call: Call, accounts: readonly Account[]): Response => {
    const startAt = wholeNumber(call, 'startAt', 0);
    const end = startAt + Math.min(1000, wholeNumber(call, 'maxResults', 50));
    return json(accounts.slice(startAt, end).map((account) => show(call, account)));
  };
  const canBrowse = (call: Call): boolean => may(site, call.caller, 'USER_PICKER');

  const everyone = (call: Call): Response => {
    if (!canBrowse(call)) throw forbidden('You are not authorized to browse users.');
    return window(call, [...site.store.accounts.values()]);
  };

  return {
    getUser(call) {
      const account = site.store.accounts.get(call.query.get('accountId') ?? '');
      if (!account)
        throw notFound('Specified user does not exist or you do not have required permissions');
      return json({
        ...show(call, account),
        groups: { size: 0, items: [] },
        applicationRoles: { size: 0, items: [] },
        expand: 'groups,applicationRoles',
      });
    },

    findUsers(call) {
      const query = call.query.get('query');
      const accountId = call.query.get('accountId');
      if (query === null && accountId === null) {
        throw badRequest('The query or accountId or property parameter must be specified.');
      }
      // Without the permission: nobody, and no 403 (facts § 3.1).
      if (!canBrowse(call)) return json([]);
      const active = [...site.store.accounts.values()].filter((account) => account.active);
      const found = active.filter((account) =>
        accountId === null
          ? matches(site, call, account, query ?? '')
          : account.accountId === accountId,
      );
      return window(call, found);
    },

    findAssignableUsers(call) {
      const key = call.query.get('project') ?? call.query.get('issueKey')?.replace(/-\d+$/, '');
      if (key === undefined) throw badRequest('A project or an issue must be specified.');
      const project = visibleProject(site, call.caller, key);
      const query = call.query.get('query') ?? '';
      const assignable = [...site.store.accounts.values()].filter((account) => {
        const licensed =
          project.desk?.agentIds.includes(account.accountId) ?? account.role !== 'customer';
        return account.active && licensed && matches(site, call, account, query);
      });
      return window(call, assignable);
    },

    bulkGetUsers(call) {
      const accounts = call.query
        .getAll('accountId')
        .map((id) => site.store.accounts.get(id))
        .filter((account) => account !== undefined);
      return platformPage(
        call,
        accounts.map((account) => show(call, account)),
        { maximum: 200 },
      );
    },

    getAllUsers: everyone,
    getAllUsersDefault: everyone,

    // For approved apps only (facts § 3.1).
    getUserEmail: () => {
      throw forbidden('The calling app is not approved to use this API.');
    },
    getUserEmailBulk: () => {
      throw forbidden('The calling app is not approved to use this API.');
    },
  };
}

/** Beginnings of words of the name and of the address; hidden addresses match nothing. */
function matches(site: Site, call: Call, account: Account, query: string): boolean {
  const wanted = query.toLowerCase();
  const shown = showsEmail(site, call.caller.account, account);
  const email = shown ? account.email.toLowerCase() : '';
  if (email.startsWith(wanted)) return true;
  const words = [...wordsOf(account.displayName), ...wordsOf(email)];
  return (
    account.displayName.toLowerCase().startsWith(wanted) ||
    words.some((word) => word.startsWith(wanted))
  );
}
