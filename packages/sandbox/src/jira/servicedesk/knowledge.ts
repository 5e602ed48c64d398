import { json } from '../api/answer.ts';
import type { Call, Handlers } from '../api/call.ts';
import { deskPage } from '../api/paging.ts';
import type { Site } from '../site.ts';

/** Articles of the linked Confluence space. Linking one is done in the user interface only. */
export function knowledgeHandlers(site: Site): Handlers {
  const articles = (call: Call): Response =>
    json(deskPage(call, [], site.switches.deskPageLimit, (article) => article));
  return { getArticles: articles, getServiceDeskArticles: articles };
}
