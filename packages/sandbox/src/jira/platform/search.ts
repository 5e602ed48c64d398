import { z } from 'zod';
import { json } from '../api/answer.ts';
import { type Call, type Handlers, list, readBody, wholeNumber } from '../api/call.ts';
import { badRequest, Refusal } from '../api/refusal.ts';
import { createJqlSearch } from '../search/jql-search.ts';
import { parseJql } from '../search/jql-syntax.ts';
import type { Site } from '../site.ts';
import { issueBean } from './issue-bean.ts';
import { viewOf } from './view.ts';

const SearchInput = z.object({
  jql: z.string().optional(),
  fields: z.array(z.string()).optional(),
  expand: z.string().optional(),
  properties: z.array(z.string()).optional(),
  maxResults: z.number().optional(),
  nextPageToken: z.string().optional(),
  reconcileIssues: z.array(z.number()).optional(),
});
type SearchInput = z.infer<typeof SearchInput>;

/** Pages of bare ids are large, pages with fields are small (facts § 4.4). */
const MAX_IDS = 5_000;
const MAX_ISSUES = 100;
const MAX_RECONCILED = 50;

export function searchHandlers(site: Site): Handlers {
  const search = createJqlSearch(site);

  const run = (call: Call, input: SearchInput): Response => {
    const fields = input.fields ?? ['id'];
    const bare = fields.every((field) => field === 'id' || field === 'key');
    const reconciled = (input.reconcileIssues ?? []).map(String);
    if (reconciled.length > MAX_RECONCILED) {
      throw badRequest(`The number of issues to reconcile must not exceed ${MAX_RECONCILED}.`);
    }
    if ((input.properties?.length ?? 0) > 5) {
      throw badRequest('The number of properties must not exceed 5.');
    }
    const page = search.page({
      jql: input.jql ?? '',
      account: call.caller.account,
      size: Math.min(bare ? MAX_IDS : MAX_ISSUES, Math.max(1, input.maxResults ?? 50)),
      token: input.nextPageToken,
      reconciled,
    });
    const view = viewOf(site, call);
    const selection = {
      fields: fields.filter((field) => field !== 'id' && field !== 'key'),
      expand: (input.expand ?? '').split(','),
      properties: input.properties ?? [],
    };
    return json({
      issues: page.issues.map((issue) => {
        const bean = issueBean(view, issue, selection);
        return fields.length === 1 && fields[0] === 'id' ? { id: issue.id } : bean;
      }),
      isLast: page.next === undefined,
      ...(page.next === undefined ? {} : { nextPageToken: page.next }),
    });
  };

  const classic = (): Response => {
    if (site.switches.classicSearch === 'gone') {
      throw new Refusal(
        410,
        'The requested API has been removed. Please migrate to the /rest/api/3/search/jql API.',
      );
    }
    return json({ startAt: 0, maxResults: 50, total: 0, issues: [] });
  };

  return {
    searchAndReconsileIssuesUsingJql(call) {
      const text = (name: string) => call.query.get(name) ?? undefined;
      const fields = list(call, 'fields');
      return run(call, {
        jql: text('jql'),
        nextPageToken: text('nextPageToken'),
        expand: text('expand'),
        maxResults: wholeNumber(call, 'maxResults', 50),
        fields: fields.length === 0 ? undefined : fields,
        properties: list(call, 'properties'),
        reconcileIssues: list(call, 'reconcileIssues').map(Number),
      });
    },
    searchAndReconsileIssuesUsingJqlPost: (call) => run(call, readBody(call, SearchInput)),

    countIssues(call) {
      const { jql } = readBody(call, z.object({ jql: z.string() }));
      return json({ count: search.count(jql, call.caller.account) });
    },

    searchForIssuesUsingJql: classic,
    searchForIssuesUsingJqlPost: classic,

    parseJqlQueries(call) {
      const { queries } = readBody(call, z.object({ queries: z.array(z.string()) }));
      return json({
        queries: queries.map((query) => {
          try {
            parseJql(query);
            return { query };
          } catch (error) {
            if (!(error instanceof Refusal)) throw error;
            return { query, errors: error.messages };
          }
        }),
      });
    },

    getAutoComplete: () =>
      json({
        visibleFieldNames: [...site.store.fields.values()].map((field) => ({
          value: field.customType ? `cf[${field.id.replace('customfield_', '')}]` : field.id,
          displayName: field.name,
          searchable: 'true',
          operators: ['=', '!=', 'in', 'not in'],
        })),
        visibleFunctionNames: [{ value: 'currentUser()', displayName: 'currentUser()' }],
        jqlReservedWords: ['and', 'or', 'not', 'in', 'is', 'empty', 'null', 'order', 'by'],
      }),
  };
}
