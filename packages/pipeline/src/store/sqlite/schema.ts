/** Each step takes the store from one version to the next; a step is never changed once released. */
export const SCHEMA_STEPS: readonly string[] = [
  `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

  CREATE TABLE staging (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    payload BLOB NOT NULL,
    hash TEXT NOT NULL,
    modified_at TEXT,
    parent_id TEXT,
    PRIMARY KEY (kind, id)
  );
  CREATE INDEX staging_parent ON staging (parent_id) WHERE parent_id IS NOT NULL;

  CREATE TABLE names (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY (kind, name)
  ) WITHOUT ROWID;

  CREATE TABLE files (
    owner TEXT NOT NULL,
    source TEXT NOT NULL,
    sha256 TEXT,
    error TEXT,
    PRIMARY KEY (owner, source)
  ) WITHOUT ROWID;

  CREATE TABLE blobs (
    sha256 TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    content_type TEXT NOT NULL
  ) WITHOUT ROWID;

  CREATE TABLE crosswalk (
    kind TEXT NOT NULL,
    source_id TEXT NOT NULL,
    target_id TEXT,
    target_key TEXT,
    state TEXT NOT NULL,
    rollback TEXT NOT NULL,
    hash TEXT,
    reason TEXT,
    error TEXT,
    attempts INTEGER NOT NULL,
    batch TEXT NOT NULL,
    changed_in TEXT,
    at TEXT NOT NULL,
    PRIMARY KEY (kind, source_id)
  ) WITHOUT ROWID;
  CREATE INDEX crosswalk_state ON crosswalk (kind, state);

  CREATE TABLE batches (
    id TEXT PRIMARY KEY,
    purpose TEXT NOT NULL,
    state TEXT NOT NULL,
    started_at TEXT NOT NULL,
    ended_at TEXT,
    approved_by TEXT,
    approved_at TEXT
  ) WITHOUT ROWID;

  CREATE TABLE changes (
    kind TEXT NOT NULL,
    source_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    field TEXT NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL,
    PRIMARY KEY (kind, source_id, position)
  ) WITHOUT ROWID;

  CREATE TABLE findings (
    kind TEXT NOT NULL,
    source_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    field TEXT NOT NULL,
    expected TEXT NOT NULL,
    actual TEXT NOT NULL,
    PRIMARY KEY (kind, source_id, position)
  ) WITHOUT ROWID;
  `,
  `
  ALTER TABLE crosswalk ADD COLUMN fields TEXT;

  CREATE TABLE conflicts (
    kind TEXT NOT NULL,
    source_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    field TEXT NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL,
    outcome TEXT NOT NULL,
    PRIMARY KEY (kind, source_id, position)
  ) WITHOUT ROWID;
  `,
  'ALTER TABLE files ADD COLUMN content_type TEXT;',
];
