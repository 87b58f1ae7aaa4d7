-- What the numbered files of this folder add up to; a test compares.

-- Constants of the vault ('vault', 'device', 'recipient', 'demo'), 'freshness': generation and the two digests, and
-- 'backup:…': what happened last between this vault and one of its repositories, which the digests do not cover.
CREATE TABLE meta (
    key   TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL
) WITHOUT ROWID;

-- Every state that anything ever had; rows are only added. An empty body is a removal.
CREATE TABLE revisions (
    row        INTEGER PRIMARY KEY,
    id         BLOB    NOT NULL,              -- 16 random bytes
    entity     BLOB    NOT NULL,              -- 16 random bytes
    kind       TEXT    NOT NULL,
    parents    BLOB    NOT NULL,              -- ids, 16 bytes each, concatenated
    device     BLOB    NOT NULL,              -- 16 bytes
    time       INTEGER NOT NULL,              -- milliseconds since 1970, UTC; decides nothing
    generation INTEGER NOT NULL,              -- the transaction that wrote it, never decreasing with row
    previous   INTEGER REFERENCES revisions,  -- the row written before it for the same entity
    body       BLOB    NOT NULL
);

-- What is current: one row for each entity, more only where histories met and nobody has settled it.
CREATE TABLE heads (
    row      INTEGER PRIMARY KEY,
    entity   BLOB    NOT NULL,
    revision INTEGER NOT NULL REFERENCES revisions,
    kind     TEXT    NOT NULL,
    owner    BLOB,                            -- the entity it belongs to
    position BLOB,                            -- its sort key there
    name     TEXT,                            -- handle or code
    words    INTEGER NOT NULL,
    removed  INTEGER NOT NULL
);
CREATE INDEX heads_entity ON heads (entity);
CREATE INDEX heads_kind ON heads (kind, name) WHERE removed = 0;
CREATE INDEX heads_owner ON heads (owner, position, entity) WHERE owner IS NOT NULL;

-- Sealed to the compartment's recipient; every row of an entity counts, none replaces another.
CREATE TABLE seals (
    row        INTEGER PRIMARY KEY,
    id         BLOB    NOT NULL UNIQUE,       -- 16 random bytes, repeated inside
    entity     BLOB    NOT NULL,
    kind       TEXT    NOT NULL,
    parents    BLOB    NOT NULL,
    device     BLOB    NOT NULL,
    time       INTEGER NOT NULL,
    generation INTEGER NOT NULL,
    blob       BLOB    NOT NULL,              -- an age file
    mac        BLOB    NOT NULL               -- 32 bytes, under the seal key
);
CREATE INDEX seals_entity ON seals (entity);

-- What is being written and not yet a revision.
CREATE TABLE drafts (
    row    INTEGER PRIMARY KEY,
    entity BLOB    NOT NULL UNIQUE,
    owner  BLOB,
    base   BLOB,                              -- the revision it started from
    kind   TEXT    NOT NULL,
    body   BLOB    NOT NULL,
    sealed INTEGER NOT NULL,                  -- 1: body is an age file to the compartment's recipient
    device BLOB    NOT NULL,
    time   INTEGER NOT NULL
);

-- What was erased, without its content.
CREATE TABLE tombstones (
    entity BLOB    NOT NULL PRIMARY KEY,
    kind   TEXT    NOT NULL,
    time   INTEGER NOT NULL
) WITHOUT ROWID;
