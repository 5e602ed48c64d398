import type { AdfDoc } from '@zdjsm/transform';
import {
  findReferences,
  type ReferenceSyntax,
  type ReferenceTarget,
  rewriteReferences,
} from '../../mapping/references.ts';
import type { TicketIntent } from '../../mapping/ticket.ts';
import type { FieldChange, RecordName } from '../../store/store.ts';
import type { LoadContext } from '../load-context.ts';

/** A ticket's intent when it is known where the tickets and articles are that it refers to. */
export interface LinkedIntent extends TicketIntent {
  readonly links: readonly TicketLink[];
}

/** Reads `from` + the type's words + `to`: SUP-2 duplicates SUP-1. */
export interface TicketLink {
  readonly type: string;
  /** `<ticket>/<ticket>`, in the direction of the link. */
  readonly sourceId: string;
  /** Issue key. */
  readonly from: string;
  /** Issue key. */
  readonly to: string;
}

export interface Linked {
  readonly intent: LinkedIntent;
  /** It refers to a ticket that is staged, and has no issue yet: to be looked at again. */
  readonly isOpen: boolean;
  /** Addresses of tickets that are not migrated, or not yet: they still lead to the source. */
  readonly changes: readonly FieldChange[];
}

/** Lets texts lead to the new issues, and links these, as far as they are there by now. */
export async function linkReferences(context: LoadContext, intent: TicketIntent): Promise<Linked> {
  const { config } = context;
  const { references, linkTypes } = config.tickets;
  const syntax = syntaxOf(context);
  const names = references === 'keep' ? [] : findReferences(docsOf(intent), syntax);
  const targets = new Map<string, ReferenceTarget>();
  const links = new Map<string, TicketLink>();
  const here = await keyOf(context, intent.ticketId);
  const dead: string[] = [];
  let isOpen = false;

  const connect = (type: string, from: End, to: End): void => {
    if (from.key === undefined || to.key === undefined) isOpen = true;
    else {
      const sourceId = `${from.id}/${to.id}`;
      links.set(sourceId, { type, sourceId, from: from.key, to: to.key });
    }
  };
  const self: End = { id: intent.ticketId, key: here };
  for (const { kind, ticketId } of intent.relations) {
    const other = await staged(context, ticketId);
    if (!other || other.id === self.id) continue;
    if (kind === 'merged') connect(linkTypes.duplicate, other, self);
    else connect(linkTypes.related, ...inOrder(self, other));
  }
  const related = new Set([...links.values()].flatMap(({ sourceId }) => sourceId.split('/')));
  for (const name of names) {
    const page = pageNamed(name);
    if (page) {
      const path = (await context.store.crosswalk.get(page.kind, page.sourceId))?.targetKey;
      const url = `${config.target.site}${path}`;
      if (path === undefined) isOpen = true;
      else targets.set(name, { key: url, url });
      continue;
    }
    const other = await staged(context, name);
    if (other?.id === self.id) continue;
    if (other?.key === undefined) {
      isOpen ||= other !== undefined;
      // Any number may look like a ticket's; an address of one is no accident.
      if (!name.startsWith('#')) dead.push(name);
      continue;
    }
    targets.set(name, { key: other.key, url: `${config.target.site}/browse/${other.key}` });
    if (!related.has(other.id)) connect(linkTypes.related, ...inOrder(self, other));
  }
  const linked = targets.size === 0 ? intent : rewritten(intent, syntax, targets);
  const changes = dead.map((name) => ({
    field: 'reference',
    reason: 'not-migrated',
    detail: `its address still leads to the source: ${name}`,
  }));
  return { intent: { ...linked, links: [...links.values()] }, isOpen, changes };
}

/** Texts refer to tickets, and to articles of the knowledge base that have a page. */
function syntaxOf({ source, config, library }: LoadContext): ReferenceSyntax {
  return {
    numbers: config.tickets.references === 'all',
    ticketAt(url) {
      const ticket = source.parse.ticketAt(url);
      const page = ticket === undefined ? library?.pageAt(url) : undefined;
      return page ? `${PAGE}${page.kind} ${page.sourceId}` : ticket;
    },
  };
}

const PAGE = 'page ';

/** The page that a name of the syntax stands for; undefined for a ticket's. */
function pageNamed(name: string): RecordName | undefined {
  if (!name.startsWith(PAGE)) return undefined;
  const [kind = '', sourceId = ''] = name.slice(PAGE.length).split(' ');
  return { kind, sourceId };
}

interface End {
  readonly id: string;
  readonly key: string | undefined;
}

/** Both ends find the same link, whichever of them refers to the other. */
const inOrder = (a: End, b: End): [End, End] => (a.id < b.id ? [a, b] : [b, a]);

/** The ticket that goes by this name or id, if it is one that is migrated. */
async function staged(context: LoadContext, name: string): Promise<End | undefined> {
  const { staging } = context.store;
  const isId = (await staging.hashOf('ticket', name)) !== undefined;
  const id = isId ? name : await staging.idOf('ticket', name);
  return id === undefined ? undefined : { id, key: await keyOf(context, id) };
}

async function keyOf({ store }: LoadContext, ticketId: string): Promise<string | undefined> {
  return (await store.crosswalk.get('ticket', ticketId))?.targetKey;
}

const docsOf = ({ description, comments, children }: TicketIntent): AdfDoc[] => [
  description,
  ...comments.map(({ doc }) => doc),
  ...children.map((child) => child.description),
];

function rewritten(
  intent: TicketIntent,
  syntax: ReferenceSyntax,
  targets: ReadonlyMap<string, ReferenceTarget>,
): TicketIntent {
  const rewrite = (doc: AdfDoc): AdfDoc =>
    rewriteReferences(doc, syntax, (name) => targets.get(name));
  return {
    ...intent,
    description: rewrite(intent.description),
    comments: intent.comments.map((comment) => ({ ...comment, doc: rewrite(comment.doc) })),
    children: intent.children.map((child) => ({
      ...child,
      description: rewrite(child.description),
    })),
  };
}
