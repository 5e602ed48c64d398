import { z } from 'zod';
import { name } from './sections/basics.ts';
import { customModules } from './sections/custom-modules.ts';
import { hooks } from './sections/hooks.ts';
import { knowledgeBase } from './sections/knowledge-base.ts';
import { limits } from './sections/limits.ts';
import { departments, fields, priorities, statuses, statusesByType } from './sections/mapping.ts';
import { agents, contacts, fallbackAssignee } from './sections/people.ts';
import { concurrency, load, silence } from './sections/run.ts';
import { phase, phases, scope } from './sections/scope.ts';
import { source, target } from './sections/sides.ts';
import { store } from './sections/store.ts';
import { sync } from './sections/sync.ts';
import { tickets } from './sections/tickets.ts';

/**
 * The one schema of a migration's settings, for TypeScript, YAML and JSON alike; each section says
 * what its settings mean. Secrets are not part of it: they come from the environment or a file of
 * their own (`secrets.ts`).
 */
export const configSchema = z
  .strictObject({
    /** Where the journal, the plan and the reports are kept; without `store` also the store and the files. */
    folder: name.default('./zdjsm-data'),
    store,
    limits,
    /** Zoho Desk. Left out where another source is handed in. */
    source: source.optional(),
    target,
    departments,
    statuses,
    statusesByType,
    priorities,
    fields,
    agents,
    fallbackAssignee,
    contacts,
    tickets,
    customModules,
    knowledgeBase,
    hooks,
    scope,
    phases,
    phase,
    silence,
    load,
    concurrency,
    sync,
  })
  .refine(({ phase, phases }) => phase === undefined || phases.some(({ name }) => name === phase), {
    path: ['phase'],
    message: 'no such phase in `phases`',
  });

/** What a person writes: everything that has a default may be left out. */
export type MigrationConfig = z.input<typeof configSchema>;

/** What the phases read: complete. */
export type ResolvedConfig = z.output<typeof configSchema>;
