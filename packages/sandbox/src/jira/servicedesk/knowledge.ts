import { json } from '../api/answer.ts';
import { type Call, type Handlers, param } from '../api/call.ts';
import { deskPage } from '../api/paging.ts';
import type { Page } from '../model/confluence.ts';
import { wordsOf } from '../search/words.ts';
import type { Site } from '../site.ts';
import { findDesk } from './desk-view.ts';

/** Articles of the linked spaces. Linking one is done in the user interface only (facts § 5.2). */
export function knowledgeHandlers(site: Site): Handlers {
  const { store } = site;
  const articles = (call: Call, projectIds: readonly string[]): Response => {
    const wanted = wordsOf(call.query.get('query') ?? '');
    const spaceIds = projectIds.flatMap((id) => store.knowledgeBases.get(id)?.spaceId ?? []);
    const found = [...new Set(spaceIds)]
      .flatMap((spaceId) => store.pagesBySpace.find(spaceId))
      .filter((page) => page.status === 'current' && mentions(page, wanted));
    return json(
      deskPage(call, found, site.switches.deskPageLimit, (page) => ({
        title: page.title,
        excerpt: '',
        source: {
          type: 'confluence',
          pageId: page.id,
          spaceKey: store.spaces.get(page.spaceId)?.key,
        },
        content: {
          iframeSrc: `${site.urls().site}/rest/servicedeskapi/knowledgebase/article/view/${page.id}`,
        },
      })),
    );
  };
  return {
    getArticles: (call) =>
      articles(
        call,
        [...store.projects.values()].map(({ id }) => id),
      ),
    getServiceDeskArticles: (call) =>
      articles(call, [findDesk(site, param(call, 'serviceDeskId')).id]),
  };
}

function mentions(page: Page, wanted: readonly string[]): boolean {
  const words = new Set(wordsOf(`${page.title} ${page.body.value}`));
  return wanted.every((word) => words.has(word));
}
