import { z } from 'zod';
import { name } from './basics.ts';

const destination = z.enum(['archive', 'assets', 'skip']);

/**
 * Modules that the helpdesk's owner made up. `archive` writes them as JSON lines into the folder, `assets`
 * makes objects of Assets (Premium) with references; `skip` leaves them out, and counts them.
 */
export const customModules = z
  .strictObject({
    to: destination.default('archive'),
    /** The schema of Assets, found by its key and created where it is missing. */
    schema: z
      .strictObject({
        key: z
          .string()
          .regex(/^[A-Z][A-Z0-9]{1,9}$/, 'two to ten capital letters and digits')
          .default('ZOHO'),
        name: name.default('Zoho Desk'),
      })
      .prefault({}),
    /** What differs for single modules, by API name (`cm_devices`). */
    modules: z
      .record(
        name,
        z.strictObject({
          to: destination.optional(),
          /** The object type, found by its name and created where it is missing. Default: what one record is called. */
          type: name.optional(),
          /** Field (`cf_serial`) → attribute. Default: what the field is called. */
          attributes: z.record(name, name).default({}),
        }),
      )
      .default({}),
  })
  .prefault({});
