/** Each step takes the store from one version to the next; a step is never changed once released. */
export const SCHEMA_STEPS: readonly ((schema: string) => string)[] = [
  // Ids are compared byte by byte, as SQLite does it, whatever language the database speaks.
  (schema) => `
  CREATE TABLE ${schema}.meta (key text COLLATE "C" PRIMARY KEY, value text NOT NULL);

  CREATE TABLE ${schema}.staging (
    kind text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    payload bytea NOT NULL,
    hash text NOT NULL,
    modified_at text,
    parent_id text COLLATE "C",
    PRIMARY KEY (kind, id)
  );
  -- Payloads come compressed.
  ALTER TABLE ${schema}.staging ALTER COLUMN payload SET STORAGE EXTERNAL;
  CREATE INDEX ON ${schema}.staging (parent_id, kind, id) WHERE parent_id IS NOT NULL;

  CREATE TABLE ${schema}.names (
    kind text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    PRIMARY KEY (kind, name)
  );
  CREATE INDEX ON ${schema}.names (kind, id);

  CREATE TABLE ${schema}.files (
    owner text COLLATE "C" NOT NULL,
    source text COLLATE "C" NOT NULL,
    sha256 text,
    error text,
    PRIMARY KEY (owner, source)
  );
  CREATE INDEX ON ${schema}.files (owner, source) WHERE error IS NOT NULL;

  CREATE TABLE ${schema}.blobs (
    sha256 text COLLATE "C" PRIMARY KEY,
    size bigint NOT NULL,
    content_type text NOT NULL
  );
  CREATE TABLE ${schema}.blob_chunks (
    sha256 text COLLATE "C" NOT NULL,
    position integer NOT NULL,
    bytes bytea NOT NULL,
    PRIMARY KEY (sha256, position)
  );
  -- Pictures and archives don't get smaller.
  ALTER TABLE ${schema}.blob_chunks ALTER COLUMN bytes SET STORAGE EXTERNAL;

  CREATE TABLE ${schema}.crosswalk (
    kind text COLLATE "C" NOT NULL,
    source_id text COLLATE "C" NOT NULL,
    target_id text,
    target_key text,
    state text NOT NULL,
    rollback text NOT NULL,
    hash text,
    fields text,
    reason text,
    error text,
    attempts integer NOT NULL,
    batch text NOT NULL,
    changed_in text,
    at text NOT NULL,
    PRIMARY KEY (kind, source_id)
  );
  CREATE INDEX ON ${schema}.crosswalk (kind, state, source_id);

  CREATE TABLE ${schema}.batches (
    id text COLLATE "C" PRIMARY KEY,
    purpose text NOT NULL,
    state text NOT NULL,
    started_at text COLLATE "C" NOT NULL,
    ended_at text,
    approved_by text,
    approved_at text
  );

  -- What each process has done of a run that several do.
  CREATE TABLE ${schema}.workers (
    id text NOT NULL,
    run text NOT NULL,
    host text NOT NULL,
    pid integer NOT NULL,
    tickets integer NOT NULL,
    failed integer NOT NULL,
    writes integer NOT NULL,
    seen_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (run, id)
  );

  -- What is noted of a record is replaced as a whole: one row of JSON a record.
  ${['changes', 'findings', 'conflicts']
    .map(
      (table) => `CREATE TABLE ${schema}.${table} (
    kind text COLLATE "C" NOT NULL,
    source_id text COLLATE "C" NOT NULL,
    items text NOT NULL,
    PRIMARY KEY (kind, source_id)
  );`,
    )
    .join('\n')}
  `,
  (schema) => `ALTER TABLE ${schema}.files ADD COLUMN content_type text;`,
];
