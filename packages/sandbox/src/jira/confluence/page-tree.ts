import { type Handlers, param, wholeNumber } from '../api/call.ts';
import type { Page } from '../model/confluence.ts';
import type { Site } from '../site.ts';
import { labelBean, labelId, pageBean } from './beans.ts';
import { cursorPage } from './cursor-page.ts';
import { pageOf } from './pages.ts';

/** How pages stand above and below each other, and which labels they share. */
export function pageTreeHandlers(site: Site): Handlers {
  const { store } = site;
  const childrenOf = (id: string): Page[] =>
    store.pagesByParent.find(id).filter((page) => page.status === 'current');
  const child = (page: Page) => ({
    id: page.id,
    status: page.status,
    title: page.title,
    spaceId: page.spaceId,
    childPosition: page.position,
  });
  const ancestorsOf = (page: Page): Page[] => {
    const parent = store.pages.get(page.parentId ?? '');
    return parent ? [...ancestorsOf(parent), parent] : [];
  };
  const below = (id: string, depth: number, most: number): { page: Page; depth: number }[] =>
    depth > most
      ? []
      : childrenOf(id).flatMap((page) => [{ page, depth }, ...below(page.id, depth + 1, most)]);

  return {
    getChildPages: (call) =>
      cursorPage(call, childrenOf(pageOf(site, param(call, 'id')).id), child),
    getPageDirectChildren: (call) =>
      cursorPage(call, childrenOf(pageOf(site, param(call, 'id')).id), (page) => ({
        ...child(page),
        type: 'page',
      })),
    getPageAncestors: (call) =>
      cursorPage(call, ancestorsOf(pageOf(site, param(call, 'id'))), ({ id }) => ({
        id,
        type: 'page',
      })),
    getPageDescendants: (call) =>
      cursorPage(
        call,
        below(pageOf(site, param(call, 'id')).id, 1, wholeNumber(call, 'depth', 5)),
        ({ page, depth }) => ({
          id: page.id,
          status: page.status,
          title: page.title,
          type: 'page',
          parentId: page.parentId,
          depth,
          childPosition: page.position,
        }),
      ),

    getPageLabels: (call) => cursorPage(call, pageOf(site, param(call, 'id')).labels, labelBean),
    getLabelPages(call) {
      const id = param(call, 'id');
      const name = [...store.pagesByLabel.keys()].find((label) => labelId(label) === id) ?? '';
      return cursorPage(call, store.pagesByLabel.find(name), (page) => pageBean(site, call, page));
    },
  };
}
