import { badRequest } from '../api/refusal.ts';
import type { Page } from '../model/confluence.ts';
import { type Clause, compileQuery } from '../search/compile.ts';
import { parseQuery } from '../search/jql-syntax.ts';
import { matchesText } from '../search/words.ts';
import type { Site } from '../site.ts';

const OPERATORS = ['=', '!=', '~', '!~', 'in'];

/** Pages by CQL: the part of the language that finds a page again. */
export function findByCql(site: Site, cql: string): Page[] {
  const { where } = parseQuery(cql, { language: 'CQL', operators: OPERATORS });
  const current = [...site.store.pages.values()].filter((page) => page.status === 'current');
  return where
    ? current.filter(compileQuery(where, (clause) => compileClause(site, clause)))
    : current;
}

function compileClause(site: Site, { field, operator, values }: Clause): (page: Page) => boolean {
  const wanted = values.map((value) => (value.kind === 'text' ? value.text : ''));
  const negative = operator.startsWith('!') || operator === 'not in';
  const same = operator.endsWith('~')
    ? matchesText
    : (value: string, text: string) => value.toLowerCase() === text.toLowerCase();
  return (page) => {
    const present = valuesOf(site, page, field);
    return present.some((value) => wanted.some((text) => same(value, text))) !== negative;
  };
}

function valuesOf(site: Site, page: Page, field: string): readonly string[] {
  switch (field) {
    case 'type':
      return ['page'];
    case 'space':
    case 'space.key':
      return [site.store.spaces.get(page.spaceId)?.key ?? ''];
    case 'id':
    case 'content':
      return [page.id];
    case 'title':
      return [page.title];
    case 'label':
      return page.labels;
    case 'parent':
      return page.parentId === undefined ? [] : [page.parentId];
    case 'text':
      return [`${page.title} ${page.body.value}`];
    default:
      throw badRequest(`Could not parse cql: the field '${field}' is not known.`);
  }
}
