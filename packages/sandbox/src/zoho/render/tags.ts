import type { Json, RenderContext } from './common.ts';

/** Source: TicketTag.json. */
export function tagJson(context: RenderContext, name: string): Json {
  return { id: context.org.tags.idOf(name), name, tagType: 'MANUAL' };
}
