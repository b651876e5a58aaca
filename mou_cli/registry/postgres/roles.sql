-- Three roles for the people of a desk; a login is made a member of one: GRANT mou_editor TO aisha.
-- Nobody but the owner of the tables can change what guards them.

DO $$
DECLARE
  wanted text;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['mou_reader', 'mou_editor', 'mou_auditor'] LOOP
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = wanted) THEN
      EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
    END IF;
  END LOOP;
END $$;

REVOKE ALL ON SCHEMA mou FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA mou FROM PUBLIC, mou_reader, mou_editor, mou_auditor;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA mou FROM PUBLIC;
GRANT USAGE ON SCHEMA mou TO mou_reader, mou_editor, mou_auditor;
GRANT EXECUTE ON FUNCTION mou.is_owner() TO mou_reader, mou_editor, mou_auditor;

-- Who reads sees what is there now; who audits sees what was there before, too.
GRANT SELECT ON mou.meta, mou.agreements, mou.occasions, mou.files TO mou_reader, mou_editor, mou_auditor;
GRANT SELECT ON mou.history TO mou_editor, mou_auditor;

GRANT INSERT (number, line, derived, words), UPDATE (line, derived, words), DELETE
  ON mou.agreements, mou.occasions TO mou_editor;
GRANT UPDATE (line) ON mou.meta TO mou_editor;
GRANT INSERT (seq, line) ON mou.history TO mou_editor;
GRANT INSERT ON mou.files TO mou_editor;
