-- Any number of logs in one schema. Made by its owner; the application gets a role that can add and look, and
-- change nothing but the head of a log (grants at the end, by store/postgres.py). The triggers stop the owner
-- too, and are a seat belt as in SQLite: the promise is the tree.

CREATE SCHEMA travaux;
SET LOCAL search_path TO travaux;

CREATE TABLE log (
    neg    text PRIMARY KEY CHECK (neg ~ '^[^[:space:]]+$'),
    format integer NOT NULL
);

-- The sequencer of a log locks its row; the place of an entry is given in the transaction that holds it.
CREATE TABLE head (
    neg      text PRIMARY KEY REFERENCES log,
    n        bigint NOT NULL CHECK (n >= 0),
    frontier bytea NOT NULL
);

-- neg is that of the head which the same statement reads. A reference to log would look it up once more for
-- each row.
CREATE TABLE entry (
    neg   text NOT NULL,
    idx   bigint NOT NULL CHECK (idx >= 0),
    lh    bytea NOT NULL CHECK (octet_length(lh) = 32),
    leaf  bytea NOT NULL,
    nonce bytea NOT NULL,
    PRIMARY KEY (neg, idx),
    UNIQUE (neg, nonce)
);

-- Full tiles only. root is the hash of the subtree over the 256 hashes: what the level above has at place n.
CREATE TABLE tile (
    neg   text NOT NULL REFERENCES log,
    level integer NOT NULL CHECK (level >= 0),
    n     bigint NOT NULL CHECK (n >= 0),
    data  bytea NOT NULL CHECK (octet_length(data) = 8192),
    root  bytea NOT NULL CHECK (octet_length(root) = 32),
    PRIMARY KEY (neg, level, n)
);

-- Off the log, and the only tables from which anything is ever deleted: a document is redacted by
-- destroying its salt and its bytes.
CREATE TABLE blob (neg text NOT NULL REFERENCES log, h bytea NOT NULL, data bytea NOT NULL, PRIMARY KEY (neg, h));
CREATE TABLE salt (neg text NOT NULL, h bytea NOT NULL, salt bytea NOT NULL, PRIMARY KEY (neg, h),
                   FOREIGN KEY (neg, h) REFERENCES blob);

-- What was signed about the log at one size. by is the party or the authority; '' for the log itself.
CREATE TABLE note (
    neg  text NOT NULL REFERENCES log,
    kind text NOT NULL CHECK (kind IN ('checkpoint', 'cosignature', 'timestamp')),
    size bigint NOT NULL CHECK (size >= 0),
    by   text COLLATE "C" NOT NULL CHECK ((by = '') = (kind = 'checkpoint')),
    data bytea NOT NULL,
    PRIMARY KEY (neg, kind, size, by)
);

-- The second place: each head that was handed out for signing.
CREATE TABLE signed_head (
    neg      text NOT NULL REFERENCES log,
    n        bigint NOT NULL,
    frontier bytea NOT NULL,
    PRIMARY KEY (neg, n)
);

CREATE FUNCTION stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF new.neg <> old.neg OR new.n <= old.n THEN
        RAISE EXCEPTION 'the head only grows' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER stays BEFORE UPDATE OR DELETE OR TRUNCATE ON log FOR EACH STATEMENT EXECUTE FUNCTION stays();
CREATE TRIGGER stays BEFORE UPDATE OR DELETE OR TRUNCATE ON entry FOR EACH STATEMENT EXECUTE FUNCTION stays();
CREATE TRIGGER stays BEFORE UPDATE OR DELETE OR TRUNCATE ON tile FOR EACH STATEMENT EXECUTE FUNCTION stays();
CREATE TRIGGER stays BEFORE UPDATE OR DELETE OR TRUNCATE ON note FOR EACH STATEMENT EXECUTE FUNCTION stays();
CREATE TRIGGER stays BEFORE UPDATE OR DELETE OR TRUNCATE ON signed_head FOR EACH STATEMENT EXECUTE FUNCTION stays();
CREATE TRIGGER stays BEFORE DELETE OR TRUNCATE ON head FOR EACH STATEMENT EXECUTE FUNCTION stays();
CREATE TRIGGER grows BEFORE UPDATE ON head FOR EACH ROW EXECUTE FUNCTION grows();

REVOKE ALL ON SCHEMA travaux FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA travaux FROM PUBLIC;
