-- The search index: words that occur in the current texts of notes.db. Nothing is lost with this file.

-- The state of notes.db that this index has taken in; no row before the first time.
CREATE TABLE seen (
    only       INTEGER PRIMARY KEY CHECK (only = 1),
    generation INTEGER NOT NULL,
    revision   INTEGER NOT NULL,              -- the last row of revisions
    recipe     TEXT    NOT NULL               -- how the words were folded
);

-- One row for each head that has words; `row` is the head's, and the rowid in `words`.
CREATE TABLE entries (
    row      INTEGER PRIMARY KEY,
    entity   BLOB    NOT NULL,
    revision BLOB    NOT NULL,                -- the id of the revision whose text it is
    digest   BLOB    NOT NULL                 -- of the folded text: what is taken out is what was put in
);
CREATE INDEX entries_entity ON entries (entity);

-- Folded words only, parted by spaces; a text is taken out by giving it again, word for word.
-- Not contentless_delete: that only marks rows as deleted and leaves their words in the file, secure-delete or not.
CREATE VIRTUAL TABLE words USING fts5 (folded, content = '', prefix = '2 3', tokenize = 'ascii');
INSERT INTO words (words, rank) VALUES ('secure-delete', 1);
INSERT INTO words (words, rank) VALUES ('hashsize', 16777216);  -- bytes gathered before a write: fewer, larger ones
