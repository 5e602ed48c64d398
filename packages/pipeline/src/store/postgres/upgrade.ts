import { ZdjsmError } from '@zdjsm/core';
import type pg from 'pg';
import { placeOf } from './errors.ts';
import { SCHEMA_STEPS } from './schema.ts';

/** Takes the schema to the newest version. Of several processes that begin together, one does it. */
export async function upgrade(client: pg.Client, schema: string, url: string): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `zdjsm ${schema} schema`,
    ]);
    const version = await versionOf(client, schema);
    if (version > SCHEMA_STEPS.length) {
      throw new ZdjsmError({
        code: 'STORE_TOO_NEW',
        message: `${placeOf(url)}, schema ${schema}, was written by a newer version of zdjsm (schema ${version})`,
        remedy: 'Update zdjsm, or name another schema in store.schema.',
        outcome: 'not-sent',
      });
    }
    for (const step of SCHEMA_STEPS.slice(version)) await client.query(step(`"${schema}"`));
    if (version < SCHEMA_STEPS.length) {
      await client.query(`UPDATE "${schema}".version SET version = $1`, [SCHEMA_STEPS.length]);
    }
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  }
}

async function versionOf(client: pg.Client, schema: string): Promise<number> {
  const there = await client.query<{ schema: boolean; version: boolean }>(
    'SELECT to_regnamespace($1) IS NOT NULL AS schema, to_regclass($2) IS NOT NULL AS version',
    [`"${schema}"`, `"${schema}".version`],
  );
  if (!there.rows[0]?.schema) await client.query(`CREATE SCHEMA "${schema}"`);
  if (!there.rows[0]?.version) {
    await client.query(`CREATE TABLE "${schema}".version (version integer NOT NULL)`);
    await client.query(`INSERT INTO "${schema}".version VALUES (0)`);
  }
  const { rows } = await client.query<{ version: number }>(
    `SELECT version FROM "${schema}".version`,
  );
  return rows[0]?.version ?? 0;
}
