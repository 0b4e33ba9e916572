"""What the database itself holds of tokens. Nobody but the keeper reads the table, which has digests alone.

A token is made for whoever is signed, and for nobody else, so SQL slipped into the program makes no way in as a
colleague. It is looked up by its digest; who holds no token learns nothing by trying.
"""

LONGEST_DAYS = 366
MOST_EACH = 10

TOKENS = f"""
SET LOCAL ROLE rjhub_keeper;

CREATE TABLE keeper.api_token (
  partnership_id smallint NOT NULL, id uuid NOT NULL, staff_id uuid NOT NULL, digest bytea NOT NULL UNIQUE,
  name text NOT NULL, made_at timestamptz NOT NULL, expires_at timestamptz NOT NULL,
  ended_at timestamptz, ended_by uuid, used_at timestamptz,
  -- How often it asked in the minute that began then.
  minute timestamptz NOT NULL DEFAULT '-infinity', used int NOT NULL DEFAULT 0,
  PRIMARY KEY (partnership_id, id),
  CHECK (octet_length(digest) = 32), CHECK (expires_at > made_at),
  CHECK (expires_at <= made_at + interval '{LONGEST_DAYS} days'));
CREATE INDEX api_token_of_staff ON keeper.api_token (staff_id);

CREATE FUNCTION keeper.make_token(token uuid, of_digest bytea, called text, until timestamptz) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE who uuid := public.acting_staff(); p smallint := public.pt();
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('tokens ' || who, 0));
    IF NOT EXISTS (SELECT FROM public.partnership_staff s WHERE s.id = who AND s.partnership_id = p)
        OR (SELECT count(*) FROM keeper.api_token t WHERE t.staff_id = who AND t.ended_at IS NULL
              AND t.expires_at > clock_timestamp()) >= {MOST_EACH} THEN
      RAISE EXCEPTION 'not granted' USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO keeper.api_token (partnership_id, id, staff_id, digest, name, made_at, expires_at)
      VALUES (p, token, who, of_digest, called, clock_timestamp(), until);
  END $$;

-- Whether the asker may end a token: it is theirs, or that of somebody of the agency that they administer.
CREATE FUNCTION keeper.may_end_token(of_staff uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT of_staff = public.acting_staff() OR EXISTS (
      SELECT FROM public.partnership_staff me
      JOIN public.partnership_staff them ON them.id = of_staff AND them.agency_id = me.agency_id
      JOIN public.partnership_roleheld r ON r.staff_id = me.id AND r.role = 'administrator'
        AND (r.ended_at IS NULL OR r.ended_at > clock_timestamp())
      WHERE me.id = public.acting_staff() AND me.partnership_id = public.pt()) $$;

CREATE FUNCTION keeper.end_token(token uuid) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    UPDATE keeper.api_token t SET ended_at = clock_timestamp(), ended_by = public.acting_staff()
      WHERE t.partnership_id = public.pt() AND t.id = token AND t.ended_at IS NULL
        AND keeper.may_end_token(t.staff_id);
    IF NOT FOUND THEN
      RAISE EXCEPTION 'not granted' USING ERRCODE = 'insufficient_privilege';
    END IF;
  END $$;

-- The asker's own tokens, or those of everybody whose tokens they may end. Never a digest.
CREATE FUNCTION keeper.tokens(of_agency boolean)
  RETURNS TABLE (id uuid, staff_id uuid, name text, made_at timestamptz, expires_at timestamptz, used_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT t.id, t.staff_id, t.name, t.made_at, t.expires_at, t.used_at FROM keeper.api_token t
    WHERE t.partnership_id = public.pt() AND t.ended_at IS NULL AND t.expires_at > clock_timestamp()
      AND (t.staff_id = public.acting_staff() OR of_agency AND keeper.may_end_token(t.staff_id))
    ORDER BY t.made_at DESC, t.id $$;

-- Whose token it is, where it still counts, and how often it has asked in this minute. Asked before anybody is known.
CREATE FUNCTION keeper.use_token(of_digest bytea, OUT staff_id uuid, OUT times int)
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    UPDATE keeper.api_token t SET used_at = clock_timestamp(),
      minute = CASE WHEN t.minute > clock_timestamp() - interval '1 minute' THEN t.minute ELSE clock_timestamp() END,
      used = CASE WHEN t.minute > clock_timestamp() - interval '1 minute' THEN t.used + 1 ELSE 1 END
    WHERE t.digest = of_digest AND t.ended_at IS NULL AND t.expires_at > clock_timestamp()
    RETURNING t.staff_id, t.used $$;

REVOKE ALL ON FUNCTION keeper.make_token, keeper.may_end_token, keeper.end_token, keeper.tokens, keeper.use_token
  FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.make_token, keeper.end_token, keeper.tokens TO rjhub_app;
GRANT EXECUTE ON FUNCTION keeper.use_token TO rjhub_front;
RESET ROLE;
"""
