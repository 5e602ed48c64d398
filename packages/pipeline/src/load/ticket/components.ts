import type { TicketIntent } from '../../mapping/ticket.ts';
import type { CrosswalkRow } from '../../store/store.ts';
import type { LoadContext } from '../load-context.ts';
import { settle } from '../write-protocol.ts';

/** What has been settled of components, or is being: many tickets at a time want the same one. */
export type ComponentBook = Map<string, Promise<CrosswalkRow>>;

export const createComponentBook = (): ComponentBook => new Map();

/**
 * Sees to it that the project has the components that a ticket is about to name. Returns their names as
 * they are spelled there: Jira takes no other.
 */
export async function settleComponents(
  context: LoadContext,
  { project, components }: Pick<TicketIntent, 'project' | 'components'>,
): Promise<string[]> {
  const { components: book } = context;
  const names: string[] = [];
  for (const name of components) {
    const key = `${project.key}/${name.toLowerCase()}`;
    const underWay =
      book.get(key) ?? settleComponent(context, { projectKey: project.key, key, name });
    book.set(key, underWay);
    try {
      names.push((await underWay).targetKey ?? name);
    } catch (error) {
      // The next ticket tries again.
      book.delete(key);
      throw error;
    }
  }
  return names;
}

async function settleComponent(
  context: LoadContext,
  {
    projectKey,
    key,
    name,
  }: { readonly projectKey: string; readonly key: string; readonly name: string },
): Promise<CrosswalkRow> {
  const { jsm, store, signal } = context;
  const { components } = jsm.projects;
  // Another process may want the same one.
  return await store.alone(
    `component ${key}`,
    async () =>
      await settle(context, {
        kind: 'component',
        sourceId: key,
        hash: key,
        async existed() {
          const present = await Array.fromAsync(components.list(projectKey, { signal }));
          return present.some((component) => component.name.toLowerCase() === name.toLowerCase());
        },
        async create() {
          const component = await components.ensure(projectKey, { name }, { signal });
          return { targetId: component.id, targetKey: component.name };
        },
      }),
  );
}
