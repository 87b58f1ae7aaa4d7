-- Files of backup repositories that were fetched or sent once, sealed as they lie there, so that a slow line carries them once.
CREATE TABLE shelf (
    repository BLOB NOT NULL,                 -- 16 bytes
    name       TEXT NOT NULL,                 -- as in the repository: index/…, snapshots/…
    body       BLOB NOT NULL,
    PRIMARY KEY (repository, name)
);
