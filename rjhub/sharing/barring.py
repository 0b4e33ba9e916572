"""What the database holds of files that are shut to somebody: by a conflict of interest, or to all but a few.

A file knows both itself, so that working out who sees a row reads one row of the file and no table more. Who is barred
stands in `acl` as a negative number, because a coordinator sees a case through their hub: leaving them out of the
holders would not be enough.
"""

FILES = """
ALTER TABLE sharing_file ADD COLUMN barred int[] NOT NULL DEFAULT '{}',
  ADD COLUMN sealed boolean NOT NULL DEFAULT false;
CREATE INDEX sealed_files ON sharing_file (partnership_id, id) WHERE sealed;
"""

BARRING = """
SET LOCAL ROLE rjhub_keeper;

-- The files of which a conflict or a sealing counts for this one too, itself included. Rooms above know more of them.
CREATE FUNCTION keeper.files_about(p smallint, f uuid) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$ SELECT f $$;
-- The files for which a conflict or a sealing of this one counts too.
CREATE FUNCTION keeper.files_beside(p smallint, f uuid) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$ SELECT f $$;

-- Whoever has a conflict, whichever agency they act for.
CREATE FUNCTION keeper.barred_from(p smallint, f uuid) RETURNS int[]
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT coalesce(array_agg(DISTINCT -one.principal_id::int), '{}')
    FROM keeper.files_about(p, f) about
    JOIN public.sharing_conflictofinterest c ON c.partnership_id = p AND c.file_id = about AND c.ended_at IS NULL
    JOIN public.partnership_staff named ON named.id = c.staff_id
    JOIN public.partnership_staff one ON one.account_id = named.account_id AND one.partnership_id = p $$;

-- A file is sealed if it was, or if all those are to which it belongs: somebody who is in another case too stays known.
CREATE FUNCTION keeper.is_sealed(p smallint, f uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT coalesce(bool_or(known.sealed) FILTER (WHERE known.about = f), false)
        OR coalesce(bool_and(known.sealed) FILTER (WHERE known.about <> f), false)
    FROM (SELECT about, EXISTS (SELECT FROM public.sharing_sealing s WHERE s.partnership_id = p
                                AND s.file_id = about AND s.ended_at IS NULL) AS sealed
          FROM keeper.files_about(p, f) about) known $$;

CREATE FUNCTION keeper.mark_file(p smallint, f uuid) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE shut_to int[] := keeper.barred_from(p, f); shut boolean := keeper.is_sealed(p, f);
  BEGIN
    UPDATE public.sharing_file SET barred = shut_to, sealed = shut
      WHERE partnership_id = p AND id = f AND (barred, sealed) IS DISTINCT FROM (shut_to, shut);
    IF FOUND THEN
      PERFORM keeper.rewrite_acl(p, f);
    END IF;
  END $$;

CREATE FUNCTION keeper.shut_or_opened() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    PERFORM keeper.mark_file(NEW.partnership_id, beside)
      FROM keeper.files_beside(NEW.partnership_id, NEW.file_id) beside;
    RETURN NULL;
  END $$;

-- Somebody who joins another agency takes their conflicts with them.
CREATE FUNCTION keeper.joined_again() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    PERFORM keeper.mark_file(NEW.partnership_id, beside)
      FROM public.partnership_staff other
      JOIN public.sharing_conflictofinterest c ON c.partnership_id = NEW.partnership_id AND c.staff_id = other.id
        AND c.ended_at IS NULL
      CROSS JOIN LATERAL keeper.files_beside(c.partnership_id, c.file_id) beside
      WHERE other.account_id = NEW.account_id AND other.id <> NEW.id;
    RETURN NULL;
  END $$;

-- Nobody ends a conflict of their own, nor changes what was recorded; and what has ended stays so.
CREATE FUNCTION keeper.guard_conflict() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    IF to_jsonb(NEW) - ARRAY['acl', 'ended_at', 'ended_by_id', 'ended_because']
        IS DISTINCT FROM to_jsonb(OLD) - ARRAY['acl', 'ended_at', 'ended_by_id', 'ended_because'] THEN
      RAISE EXCEPTION 'what was recorded stays' USING ERRCODE = 'check_violation';
    END IF;
    IF (NEW.ended_at, NEW.ended_by_id, NEW.ended_because)
        IS DISTINCT FROM (OLD.ended_at, OLD.ended_by_id, OLD.ended_because) THEN
      IF OLD.ended_at IS NOT NULL THEN
        RAISE EXCEPTION 'a conflict that has ended stays so; record a new one' USING ERRCODE = 'check_violation';
      END IF;
      IF NEW.ended_by_id IS DISTINCT FROM public.acting_staff() OR EXISTS (
          SELECT FROM public.partnership_staff own
          JOIN public.partnership_staff ender ON ender.account_id = own.account_id
          WHERE own.id = NEW.staff_id AND ender.id = NEW.ended_by_id) THEN
        RAISE EXCEPTION 'somebody else ends a conflict' USING ERRCODE = 'insufficient_privilege';
      END IF;
    END IF;
    RETURN NEW;
  END $$;

-- As whom the program acts for hubs whose cases are sealed: asked before anybody asks for anything, so not by pt().
CREATE FUNCTION keeper.named_to_coordinate(p smallint) RETURNS int[]
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT coalesce(array_agg(DISTINCT g.holder_id::int), '{}') FROM public.sharing_file f
    JOIN public.sharing_grant g ON g.partnership_id = p AND g.file_id = f.id AND g.ended_at IS NULL
      AND g.purpose = 'coordinate'
    JOIN public.partnership_principal h ON h.id = g.holder_id AND h.kind = 'staff'
    WHERE f.partnership_id = p AND f.sealed $$;

REVOKE ALL ON FUNCTION keeper.named_to_coordinate FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.named_to_coordinate TO rjhub_app;
REVOKE ALL ON FUNCTION keeper.files_about, keeper.files_beside, keeper.barred_from, keeper.is_sealed, keeper.mark_file
  FROM PUBLIC;
RESET ROLE;

CREATE TRIGGER shut_or_opened AFTER INSERT OR UPDATE OF ended_at ON sharing_conflictofinterest
  FOR EACH ROW EXECUTE FUNCTION keeper.shut_or_opened();
CREATE TRIGGER guard_conflict BEFORE UPDATE ON sharing_conflictofinterest
  FOR EACH ROW EXECUTE FUNCTION keeper.guard_conflict();
CREATE TRIGGER shut_or_opened AFTER INSERT OR UPDATE OF ended_at ON sharing_sealing
  FOR EACH ROW EXECUTE FUNCTION keeper.shut_or_opened();
CREATE TRIGGER joined_again AFTER INSERT OR UPDATE OF account_id ON partnership_staff
  FOR EACH ROW EXECUTE FUNCTION keeper.joined_again();
"""
