import { z } from 'zod';
import { name } from './basics.ts';

/** Left out: SQLite in the folder, which one process at a time can use. */
export const store = z
  .strictObject({
    /**
     * `postgres://user@host:port/database`: a store that workers on many machines share. The password
     * comes from ZDJSM_STORE_PASSWORD.
     */
    url: z
      .url({ protocol: /^postgres(ql)?$/, message: 'as in "postgres://user@host:5432/database"' })
      .refine((url) => URL.parse(url)?.password === '', {
        message: 'no password here: set ZDJSM_STORE_PASSWORD',
      }),
    /** One migration a schema. */
    schema: z
      .string()
      .regex(/^[a-z_][a-z0-9_]{0,39}$/, 'small letters, digits and _')
      .default('zdjsm'),
    /** A folder that all machines see, for the files; without it they are in the database. */
    files: name.optional(),
  })
  .optional();
