-- What is kept of backup repositories so that a slow line carries it once. Their own files (keys/…, index/…, snapshots/…)
-- lie here sealed, as they lie there; the key that opens them all (master), lists of folders (trees/…) and of what arrived
-- without an index (arrived/…) are plain: only this database's own encryption is around them.
CREATE TABLE shelf (
    repository BLOB NOT NULL,                 -- 16 bytes
    name       TEXT NOT NULL,
    body       BLOB NOT NULL,
    PRIMARY KEY (repository, name)
);
