import type { TicketIntent } from '../../mapping/ticket.ts';
import type { LoadContext } from '../load-context.ts';
import { settle } from '../write-protocol.ts';

/** What has been settled of components, or is being: many tickets at a time want the same one. */
export type ComponentBook = Map<string, Promise<unknown>>;

export const createComponentBook = (): ComponentBook => new Map();

/** Sees to it that the project has the components that a ticket is about to name. */
export async function settleComponents(
  context: LoadContext,
  { project, components }: Pick<TicketIntent, 'project' | 'components'>,
): Promise<void> {
  const { components: book } = context;
  for (const name of components) {
    const key = `${project.key}/${name.toLowerCase()}`;
    const underWay =
      book.get(key) ?? settleComponent(context, { projectKey: project.key, key, name });
    book.set(key, underWay);
    try {
      await underWay;
    } catch (error) {
      // The next ticket tries again.
      book.delete(key);
      throw error;
    }
  }
}

async function settleComponent(
  context: LoadContext,
  {
    projectKey,
    key,
    name,
  }: { readonly projectKey: string; readonly key: string; readonly name: string },
): Promise<void> {
  const { jsm, signal } = context;
  const { components } = jsm.projects;
  await settle(context, {
    kind: 'component',
    sourceId: key,
    hash: name,
    async existed() {
      const present = await Array.fromAsync(components.list(projectKey, { signal }));
      return present.some((component) => component.name.toLowerCase() === name.toLowerCase());
    },
    async create() {
      const { id } = await components.ensure(projectKey, { name }, { signal });
      return { targetId: id, targetKey: name };
    },
  });
}
