-- One log in one file. The triggers are a seat belt, the promise is the tree: whoever can write the file can
-- drop them. They hold against INSERT OR REPLACE only under PRAGMA recursive_triggers=ON, which we set.

CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE entry (
    idx   INTEGER PRIMARY KEY CHECK (idx >= 0),
    lh    BLOB NOT NULL CHECK (length(lh) = 32),
    leaf  BLOB NOT NULL,
    nonce BLOB NOT NULL UNIQUE
) STRICT;

CREATE TABLE head (
    id       INTEGER PRIMARY KEY CHECK (id = 0),
    n        INTEGER NOT NULL CHECK (n >= 0),
    frontier BLOB NOT NULL
) STRICT;

-- Full tiles only. root is the hash of the subtree over the 256 hashes: what the level above has at place n.
CREATE TABLE tile (
    level INTEGER NOT NULL CHECK (level >= 0),
    n     INTEGER NOT NULL CHECK (n >= 0),
    data  BLOB NOT NULL CHECK (length(data) = 8192),
    root  BLOB NOT NULL CHECK (length(root) = 32),
    PRIMARY KEY (level, n)
) STRICT, WITHOUT ROWID;

-- Off the log, and the only tables from which anything is ever deleted: a document is redacted by
-- destroying its salt and its bytes.
CREATE TABLE blob (h BLOB PRIMARY KEY CHECK (length(h) = 32), data BLOB NOT NULL) STRICT;
CREATE TABLE salt (h BLOB PRIMARY KEY REFERENCES blob (h), salt BLOB NOT NULL) STRICT;

-- What was signed about the log at one size. by is the party or the authority; '' for the log itself.
CREATE TABLE note (
    kind TEXT NOT NULL CHECK (kind IN ('checkpoint', 'cosignature', 'timestamp')),
    size INTEGER NOT NULL CHECK (size >= 0),
    by   TEXT NOT NULL CHECK ((by = '') = (kind = 'checkpoint')),
    data BLOB NOT NULL,
    PRIMARY KEY (kind, size, by)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER entry_stays BEFORE UPDATE ON entry BEGIN SELECT raise(ABORT, 'entries are never changed'); END;
CREATE TRIGGER entry_kept BEFORE DELETE ON entry BEGIN SELECT raise(ABORT, 'entries are never deleted'); END;
CREATE TRIGGER tile_stays BEFORE UPDATE ON tile BEGIN SELECT raise(ABORT, 'tiles are never changed'); END;
CREATE TRIGGER tile_kept BEFORE DELETE ON tile BEGIN SELECT raise(ABORT, 'tiles are never deleted'); END;
CREATE TRIGGER note_stays BEFORE UPDATE ON note BEGIN SELECT raise(ABORT, 'notes are never changed'); END;
CREATE TRIGGER note_kept BEFORE DELETE ON note BEGIN SELECT raise(ABORT, 'notes are never deleted'); END;
CREATE TRIGGER head_kept BEFORE DELETE ON head BEGIN SELECT raise(ABORT, 'the head is never deleted'); END;
CREATE TRIGGER head_grows BEFORE UPDATE ON head WHEN new.n <= old.n
BEGIN SELECT raise(ABORT, 'the head only grows'); END;
CREATE TRIGGER entry_next BEFORE INSERT ON entry WHEN new.idx IS NOT (SELECT coalesce(max(idx) + 1, 0) FROM entry)
BEGIN SELECT raise(ABORT, 'entries are numbered without gaps'); END;
CREATE TRIGGER meta_stays BEFORE UPDATE ON meta BEGIN SELECT raise(ABORT, 'origin and format are never changed'); END;
CREATE TRIGGER meta_kept BEFORE DELETE ON meta BEGIN SELECT raise(ABORT, 'origin and format are never deleted'); END;
