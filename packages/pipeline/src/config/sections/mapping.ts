import { z } from 'zod';
import { name } from './basics.ts';

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

/** Department (name or id) → service project. A department that is not named is left out, and counted. */
export const departments = z.record(name, department).refine((map) => Object.keys(map).length > 0, {
  message: 'at least one department has to be mapped to a service project',
});

/** Status → status of the workflow. One that is not named goes to the status of the same name, else by its type. */
export const statuses = z.record(name, status).default({});

/** For statuses that neither `statuses` nor an equal name decides. */
export const statusesByType = z
  .strictObject({ open: status, onHold: status, closed: status })
  .partial()
  .default({});

/** Priority → priority. One that is not named goes to the priority of the same name, else to the default. */
export const priorities = z.record(name, name).default({});

/**
 * Field of a ticket → field of the target (name). A custom field goes by its API name (`cf_…`), any
 * other by its name here: `number`, `createdAt`, `closedAt`, `channel`, `category`, … A custom field
 * that is not named is kept as an entity property, and listed.
 */
export const fields = z.record(name, field).default({});
