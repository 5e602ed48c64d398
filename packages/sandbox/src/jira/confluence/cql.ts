import { badRequest } from '../api/refusal.ts';
import type { Page } from '../model/confluence.ts';
import { type JqlNode, parseQuery } from '../search/jql-syntax.ts';
import { matchesText } from '../search/words.ts';
import type { Site } from '../site.ts';

const OPERATORS = ['=', '!=', '~', '!~', 'in'];

/** Pages by CQL: the part of the language that finds a page again. */
export function findByCql(site: Site, cql: string): Page[] {
  const { where } = parseQuery(cql, { language: 'CQL', operators: OPERATORS });
  const current = [...site.store.pages.values()].filter((page) => page.status === 'current');
  return where ? current.filter((page) => matches(site, page, where)) : current;
}

function matches(site: Site, page: Page, node: JqlNode): boolean {
  switch (node.kind) {
    case 'and':
      return node.parts.every((part) => matches(site, page, part));
    case 'or':
      return node.parts.some((part) => matches(site, page, part));
    case 'not':
      return !matches(site, page, node.part);
    case 'clause': {
      const values = valuesOf(site, page, node.field);
      const wanted = node.values.map((value) => (value.kind === 'text' ? value.text : ''));
      const negative = node.operator.startsWith('!') || node.operator === 'not in';
      const hit = node.operator.endsWith('~')
        ? values.some((value) => wanted.some((text) => matchesText(value, text)))
        : values.some((value) => wanted.some((text) => text.toLowerCase() === value.toLowerCase()));
      return hit !== negative;
    }
  }
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
