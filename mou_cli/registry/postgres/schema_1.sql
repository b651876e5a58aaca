-- The registry of mou on a server, version 1. Every name is qualified: no search_path is relied on.

CREATE SCHEMA mou;
COMMENT ON SCHEMA mou IS 'the registry of mou: see docs/shared-registry.md';

-- One row: the version of this schema, and the settings as the file has them in its table meta.
CREATE TABLE mou.meta (
  id integer PRIMARY KEY DEFAULT 1 CHECK (id = 1),
  version integer NOT NULL,
  folding text NOT NULL,  -- the Unicode version by which `words` and `refs` are folded
  line text NOT NULL,
  document jsonb GENERATED ALWAYS AS (line::jsonb) STORED
);

-- A row is a number and its JSON to the byte, as the file would hold it; `document` is the same for SQL.
-- `refs` and `words` are what mou folds of revision `derived`; of another, which another program wrote, they are void.
CREATE TABLE mou.agreements (
  number bigint PRIMARY KEY CHECK (number > 0 AND number < 1000000000000000000),
  rev bigint NOT NULL DEFAULT 1,
  line text NOT NULL,
  document jsonb GENERATED ALWAYS AS (line::jsonb) STORED,
  derived bigint NOT NULL DEFAULT 0,
  refs text[] NOT NULL DEFAULT '{}',
  words text NOT NULL DEFAULT '',
  void boolean GENERATED ALWAYS AS (derived <> rev) STORED,
  vector tsvector GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, left(words, 100000))) STORED
);
-- A row fits on a page: what is read with every look at it is not to be packed and put elsewhere.
ALTER TABLE mou.agreements SET (toast_tuple_target = 8160);
CREATE INDEX agreements_document ON mou.agreements USING gin (document jsonb_path_ops);
CREATE INDEX agreements_vector ON mou.agreements USING gin (vector);
CREATE INDEX agreements_refs ON mou.agreements USING gin (refs);
CREATE INDEX agreements_ref ON mou.agreements USING hash ((document ->> 'ref'));
CREATE INDEX agreements_uid ON mou.agreements USING hash ((document ->> 'uid'));
CREATE INDEX agreements_signed ON mou.agreements ((left(document ->> 'signed', 64)) COLLATE "C");
CREATE INDEX agreements_signed_vaguely ON mou.agreements (number) WHERE length(document ->> 'signed') <> 10;
CREATE INDEX agreements_until ON mou.agreements ((left(document #>> '{term,until}', 64)) COLLATE "C");
CREATE INDEX agreements_void ON mou.agreements (number) WHERE void;

CREATE TABLE mou.occasions (
  number bigint PRIMARY KEY CHECK (number > 0 AND number < 1000000000000000000),
  rev bigint NOT NULL DEFAULT 1,
  line text NOT NULL,
  document jsonb GENERATED ALWAYS AS (line::jsonb) STORED,
  derived bigint NOT NULL DEFAULT 0,
  refs text[] NOT NULL DEFAULT '{}',
  words text NOT NULL DEFAULT '',
  void boolean GENERATED ALWAYS AS (derived <> rev) STORED
);

CREATE TABLE mou.history (
  seq bigint PRIMARY KEY,
  line text NOT NULL,
  login name NOT NULL DEFAULT session_user,
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  written timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- The bytes of attached files, in pieces.
CREATE TABLE mou.files (
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  place integer NOT NULL CHECK (place >= 0),
  bytes bytea NOT NULL,
  PRIMARY KEY (sha256, place)
);
ALTER TABLE mou.files ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- Transactions that changed something and have yet to say so in the history.
CREATE TABLE mou.unsaid (xid xid8 PRIMARY KEY);

CREATE FUNCTION mou.is_owner() RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT pg_has_role(session_user, relowner, 'USAGE') FROM pg_class WHERE oid = 'mou.history'::regclass
$$;

-- A row's revision goes up with every change, whoever makes it.
CREATE FUNCTION mou.count_revision() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.number <> OLD.number THEN
    RAISE EXCEPTION 'a number is never changed' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  NEW.rev := OLD.rev + 1;
  RETURN NEW;
END $$;
CREATE TRIGGER count_revision BEFORE UPDATE ON mou.agreements FOR EACH ROW EXECUTE FUNCTION mou.count_revision();
CREATE TRIGGER count_revision BEFORE UPDATE ON mou.occasions FOR EACH ROW EXECUTE FUNCTION mou.count_revision();

-- No agreement changes without an entry in the same transaction: what is changed is noted, and looked at on commit.
CREATE FUNCTION mou.note_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO mou.unsaid (xid) VALUES (pg_current_xact_id()) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON mou.agreements
  FOR EACH STATEMENT EXECUTE FUNCTION mou.note_change();
CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON mou.occasions
  FOR EACH STATEMENT EXECUTE FUNCTION mou.note_change();

CREATE FUNCTION mou.demand_entry() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM mou.unsaid WHERE xid = NEW.xid;
  IF FOUND
    AND NOT EXISTS (
      SELECT FROM mou.history WHERE seq = (SELECT max(seq) FROM mou.history) AND xid = pg_current_xact_id()
    )
    -- The owner alone may bring a registry that has no history yet.
    AND (EXISTS (SELECT FROM mou.history) OR NOT mou.is_owner())
  THEN
    RAISE EXCEPTION 'a change without an entry in the history' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER demand_entry AFTER INSERT ON mou.unsaid
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION mou.demand_entry();

-- The history only grows, entry by entry, each following the one before.
CREATE FUNCTION mou.keep_history() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'the history is never changed' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER keep_history BEFORE UPDATE OR DELETE OR TRUNCATE ON mou.history
  FOR EACH STATEMENT EXECUTE FUNCTION mou.keep_history();

CREATE FUNCTION mou.follow_history() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  entry jsonb := NEW.line::jsonb;
  last_seq bigint;
  last_line text;
BEGIN
  SELECT seq, line INTO last_seq, last_line FROM mou.history ORDER BY seq DESC LIMIT 1;
  IF NOT mou.is_owner() THEN
    NEW.login := session_user;
    IF NEW.seq <> coalesce(last_seq, 0) + 1
      OR (entry ->> 'prev') IS DISTINCT FROM coalesce(last_line::jsonb ->> 'hash', '')
      OR (entry ->> 'login') IS DISTINCT FROM session_user::text
    THEN
      RAISE EXCEPTION 'an entry that does not follow the one before' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
  ELSIF NEW.seq <= coalesce(last_seq, 0) OR (entry ->> 'seq') IS DISTINCT FROM NEW.seq::text THEN
    RAISE EXCEPTION 'an entry that does not follow the one before' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER follow_history BEFORE INSERT ON mou.history FOR EACH ROW EXECUTE FUNCTION mou.follow_history();

CREATE FUNCTION mou.tell_entry() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_notify('mou', (SELECT max(seq)::text FROM mou.history));
  RETURN NULL;
END $$;
CREATE TRIGGER tell_entry AFTER INSERT ON mou.history FOR EACH STATEMENT EXECUTE FUNCTION mou.tell_entry();

-- A counter never goes back: no number is given out twice.
CREATE FUNCTION mou.keep_counting() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  series text;
BEGIN
  FOR series IN SELECT jsonb_object_keys(coalesce(OLD.line::jsonb -> 'next', '{}')) LOOP
    IF coalesce((NEW.line::jsonb -> 'next' ->> series)::numeric, 0) < (OLD.line::jsonb -> 'next' ->> series)::numeric
    THEN
      RAISE EXCEPTION 'a counter never goes back' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
  END LOOP;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_counting BEFORE UPDATE OF line ON mou.meta FOR EACH ROW EXECUTE FUNCTION mou.keep_counting();
