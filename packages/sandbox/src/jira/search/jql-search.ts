import { may } from '../access/guards.ts';
import { badRequest } from '../api/refusal.ts';
import type { Issue } from '../model/issues.ts';
import type { Account } from '../model/people.ts';
import type { Site } from '../site.ts';
import { compareBy, compileJql, indexKeys, type JqlContext } from './jql-match.ts';
import { type JqlQuery, parseJql } from './jql-syntax.ts';

interface PageRequest {
  readonly jql: string;
  readonly account: Account;
  readonly size: number;
  readonly token: string | undefined;
  /** Issues that are looked at as they are now, not as the index has them. */
  readonly reconciled: readonly string[];
}

const REMEMBERED = 8;
const RELATIVE = /\(\s*\)|[+-]\d+[mhdw]/;

/** Answers JQL from the lagging index, and remembers the last results while nothing changes. */
export function createJqlSearch(site: Site) {
  const remembered = new Map<string, readonly Issue[]>();
  let rememberedVersion = -1;

  const find = (jql: string, account: Account): readonly Issue[] => {
    site.search.refresh();
    if (site.search.version !== rememberedVersion) {
      remembered.clear();
      rememberedVersion = site.search.version;
    }
    const key = `${account.accountId} ${jql}`;
    const known = remembered.get(key);
    if (known) return known;
    const found = evaluate(site, parseBounded(jql), { site, account });
    // "The last hour" is another hour at the next call.
    if (!RELATIVE.test(jql)) remembered.set(key, found);
    if (remembered.size > REMEMBERED) remembered.delete(remembered.keys().next().value ?? '');
    return found;
  };

  return {
    page(request: PageRequest): { issues: Issue[]; next: string | undefined } {
      const { jql, account, size } = request;
      const found = reconcile(site, find(jql, account), request);
      const from = request.token === undefined ? 0 : offsetOf(request.token, jql);
      const issues = found.slice(from, from + size);
      const end = from + issues.length;
      return { issues, next: end < found.length ? tokenFor(jql, end) : undefined };
    },
    count: (jql: string, account: Account): number => find(jql, account).length,
  };
}

function parseBounded(jql: string): JqlQuery {
  const query = parseJql(jql);
  if (!query.where) {
    throw badRequest(
      'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.',
    );
  }
  return query;
}

function evaluate(site: Site, query: JqlQuery, context: JqlContext): readonly Issue[] {
  const { where } = query;
  if (!where) return [];
  const test = compileJql(where, context);
  const keys = indexKeys(where, context);
  const candidates = keys ? site.search.withKeys(keys) : [...site.search.all()];
  return candidates
    .filter((issue) => test(issue) && isVisible(site, context.account, issue))
    .sort(compareBy(query.orderBy, site));
}

function isVisible(site: Site, account: Account, issue: Issue): boolean {
  return may(site, { account }, 'BROWSE_PROJECTS', site.store.projects.get(issue.projectId));
}

/** `reconcileIssues`: read-after-write for the issues that the client names. */
function reconcile(site: Site, found: readonly Issue[], request: PageRequest): readonly Issue[] {
  if (request.reconciled.length === 0) return found;
  const query = parseBounded(request.jql);
  const context = { site, account: request.account };
  const ids = new Set(request.reconciled);
  const fresh = [...ids]
    .map((id) => site.store.issues.get(id))
    .filter((issue) => issue !== undefined)
    .filter((issue) => query.where && compileJql(query.where, context)(issue))
    .filter((issue) => isVisible(site, request.account, issue));
  return [...found.filter((issue) => !ids.has(issue.id)), ...fresh].sort(
    compareBy(query.orderBy, site),
  );
}

/** The token holds the query, as the vendor's does: a token of another query is refused. */
function tokenFor(jql: string, offset: number): string {
  return Buffer.from(JSON.stringify({ offset, jql })).toString('base64url');
}

function offsetOf(token: string, jql: string): number {
  try {
    const state = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    if (state.jql === jql && Number.isInteger(state.offset)) return state.offset;
  } catch {
    // Falls through: whatever it was, it was no token of ours.
  }
  throw badRequest('The provided next page token is invalid.');
}
