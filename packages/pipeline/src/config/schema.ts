import { z } from 'zod';

/**
 * The one schema of a migration's settings, for TypeScript, YAML and JSON alike. Secrets are not
 * part of it: they come from the environment or a file of their own (`secrets.ts`).
 */

const url = z.url({ protocol: /^https?$/ });
const name = z.string().min(1);

const source = z.strictObject({
  /** Where the Zoho account lives, or the URLs of a proxy or sandbox. */
  dataCentre: z
    .union([
      z.enum(['com', 'eu', 'in', 'com.au', 'jp', 'ca', 'sa', 'uk', 'com.cn', 'sg', 'ae']),
      z.strictObject({ desk: url, accounts: url }),
    ])
    .default('com'),
  /** Setup › Developer Space › API: the Desk organization's, not the CRM's. */
  orgId: z.string().regex(/^\d+$/, 'digits only, as in "12345678"'),
  /** Decides credits a day and simultaneous calls. */
  edition: z
    .enum(['free', 'express', 'standard', 'professional', 'enterprise'])
    .default('enterprise'),
  /** Agents with a full licence: more of them, more credits. */
  agents: z.int().min(0).default(1),
  /** Credits a day that are left to the people and integrations that still work in Zoho Desk. */
  creditReserve: z.int().min(0).default(5_000),
});

const target = z.strictObject({
  /** https://your-company.atlassian.net */
  site: url,
  /** Only for a proxy or sandbox: what stands for api.atlassian.com. */
  gateway: url.optional(),
  /** Only for a proxy or sandbox: hosts that files may be downloaded from. */
  mediaHosts: z.array(name).optional(),
});

/** The name alone, or with the resolution that many workflows ask for on the way to it. */
const status = z.union([
  name.transform((status) => ({ status, resolution: undefined })),
  z.strictObject({ status: name, resolution: name.optional() }),
]);

/** The target's field by its name alone, or with what its options are called for the source's values. */
const field = z.union([
  name.transform((field) => ({ field, values: {} as Readonly<Record<string, string>> })),
  z.strictObject({ field: name, values: z.record(z.string(), name).default({}) }),
]);

const department = z.strictObject({
  /** Key of the service project: "SUP". */
  project: name,
  /** Name of the request type for tickets that no category below names. */
  requestType: name,
  /** Category → name of a request type. */
  requestTypesByCategory: z.record(name, name).default({}),
  /** What differs from `statuses` in this project, whose workflow may have other names. */
  statuses: z.record(name, status).default({}),
});

export const configSchema = z.strictObject({
  /** Where the store, the files, the journal and the reports are kept. */
  folder: name.default('./zdjsm-data'),
  source,
  target,
  /** Department (name or id) → service project. A department that is not named is left out, and counted. */
  departments: z.record(name, department).refine((map) => Object.keys(map).length > 0, {
    message: 'at least one department has to be mapped to a service project',
  }),
  /** Status → status of the workflow. One that is not named goes to the status of the same name, else by its type. */
  statuses: z.record(name, status).default({}),
  /** For statuses that neither `statuses` nor an equal name decides. */
  statusesByType: z
    .strictObject({ open: status, onHold: status, closed: status })
    .partial()
    .default({}),
  /** Priority → priority. One that is not named goes to the priority of the same name, else to the default. */
  priorities: z.record(name, name).default({}),
  /** Agent's e-mail → Atlassian account's e-mail. One that is not named is looked up by its own e-mail. */
  agents: z.record(name, name).default({}),
  /** Who gets the open tickets of agents that are gone (an e-mail). Without it they stay unassigned. */
  fallbackAssignee: z.email().optional(),
  /**
   * Field of a ticket → field of the target (name). A custom field goes by its API name (`cf_…`), any
   * other by its name here: `number`, `createdAt`, `closedAt`, `channel`, `category`, … A custom field
   * that is not named is kept as an entity property, and listed.
   */
  fields: z.record(name, field).default({}),
  contacts: z
    .strictObject({
      /**
       * Contacts without an e-mail address: `placeholder` makes a customer for each, with an address
       * that can't receive mail; `shared` puts all behind one customer; `skip` leaves the reporter empty.
       */
      withoutEmail: z.enum(['placeholder', 'shared', 'skip']).default('placeholder'),
      /** Domain of the placeholders' addresses. */
      placeholderDomain: name.default('no-email.invalid'),
      /** The customer of `shared`. */
      sharedEmail: z.email().optional(),
    })
    .prefault({}),
  tickets: z
    .strictObject({
      spam: z.enum(['skip', 'migrate']).default('skip'),
      trashed: z.enum(['skip', 'migrate']).default('skip'),
      /** Replies that were never sent. */
      drafts: z.enum(['skip', 'internal']).default('internal'),
      /** Quoted history in mails: as it is, or folded into an expand. */
      quotes: z.enum(['keep', 'collapse']).default('keep'),
      /** Starts the label by which a ticket is found again in JSM: `zoho-1892000000042034`. */
      labelPrefix: z
        .string()
        .regex(/^[^\s]*$/, 'no spaces: JSM does not allow them in labels')
        .default('zoho-'),
    })
    .prefault({}),
  silence: z
    .strictObject({
      /**
       * Who has seen that customer notifications and automations are off in every service project
       * named above, and when. The API can't show it; without it nothing is loaded.
       */
      confirmedBy: name.optional(),
    })
    .prefault({}),
  /** Tickets worked on at the same time. */
  concurrency: z
    .strictObject({
      extract: z.int().min(1).max(25).default(8),
      load: z.int().min(1).max(25).default(6),
    })
    .prefault({}),
});

/** What a person writes: everything that has a default may be left out. */
export type MigrationConfig = z.input<typeof configSchema>;

/** What the phases read: complete. */
export type ResolvedConfig = z.output<typeof configSchema>;
