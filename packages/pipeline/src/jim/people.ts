import type { LoadContext } from '../load/load-context.ts';
import { normalizedEmail } from '../mapping/addresses.ts';
import type { Author } from '../model/helpdesk.ts';
import type { JimUser } from './jim-format.ts';

/** Who is named in a file, each once. */
export interface JimPeople {
  /** What the file calls the author of a message. */
  author(author: Author | undefined): string;
  /** The same of an agent or a contact, by its id in the source. */
  agent(id: string | undefined): Promise<string | undefined>;
  contact(id: string | undefined): Promise<string | undefined>;
  readonly users: readonly JimUser[];
}

export function createJimPeople(
  { store, source, config }: LoadContext,
  migrator: JimUser,
): JimPeople {
  const users = new Map<string, JimUser>([[migrator.name, migrator]]);
  const successors = new Map(
    Object.entries(config.agents).map(([from, to]) => [from.toLowerCase(), to.toLowerCase()]),
  );
  const add = (id: string, fullname: string, address: string | undefined): string => {
    const own = normalizedEmail(address);
    const email = own === undefined ? undefined : (successors.get(own) ?? own);
    const name = email ?? `zoho-${id}`;
    if (!users.has(name)) users.set(name, { name, fullname, ...(email ? { email } : {}) });
    return name;
  };
  return {
    author: (author) =>
      author === undefined
        ? migrator.name
        : add(author.id ?? author.name.replace(/\s+/gu, '-'), author.name, author.email),
    async agent(id) {
      const staged = id === undefined ? undefined : await store.staging.get('agent', id);
      if (!staged) return undefined;
      const agent = source.parse.agent(staged.payload);
      return add(agent.id, agent.name, agent.email);
    },
    async contact(id) {
      const staged = id === undefined ? undefined : await store.staging.get('contact', id);
      if (!staged) return undefined;
      const contact = source.parse.contact(staged.payload);
      return add(contact.id, contact.name, contact.email);
    },
    get users() {
      return [...users.values()];
    },
  };
}
