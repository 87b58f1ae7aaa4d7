-- Lists are counted and paged on the index alone, which therefore holds what is listed and nothing else.
DROP INDEX heads_kind;
CREATE INDEX heads_kind ON heads (kind, name) WHERE removed = 0;
