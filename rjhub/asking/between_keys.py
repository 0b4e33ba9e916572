"""What the database itself holds of keys that two partnerships agree, and of what is encoded by them.

A key is made in the vault when somebody of the other partnership agrees to it, and never leaves: the vault encodes what
it is given, and hands out the encoding to the keeper alone. Encodings are Bloom filters (Schnell, Bachteler and Reiher
2009) of 1,024 bits. Every token is put in by HMAC-SHA512 instead of by two plain hashes, and what is kept of a register
is hardened by BLIP (Schnell and Borgs 2016): one bit in 32 is turned, always the same ones for the same record.
"""

# How many bits each kind of token sets. A part of a date weighs more than two letters of a name.
LETTERS, DIGIT, PART, PLACE = 12, 10, 20, 30

VAULT = """
SET LOCAL ROLE rjhub_vault;
GRANT USAGE ON SCHEMA vault TO rjhub_keeper;
-- The two pads of an HMAC, so that they are worked out once.
CREATE TABLE vault.between_key (id uuid PRIMARY KEY, inside bytea NOT NULL, outside bytea NOT NULL);

CREATE FUNCTION vault.make_between_key(of uuid) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE
    -- Chance of eight times 122 bits, brought to the 64 bytes that HMAC wants.
    key bytea := sha512(decode(string_agg(replace(gen_random_uuid()::text, '-', ''), ''), 'hex'))
      FROM generate_series(1, 8);
    inside bytea := key;
    outside bytea := key;
  BEGIN
    FOR i IN 0..63 LOOP
      inside := set_byte(inside, i, get_byte(key, i) # 54);
      outside := set_byte(outside, i, get_byte(key, i) # 92);
    END LOOP;
    INSERT INTO vault.between_key VALUES (of, inside, outside);
  END $$;
CREATE FUNCTION vault.forget_between_key(of uuid) RETURNS void
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    DELETE FROM vault.between_key k WHERE k.id = of $$;

-- Tokens as a Bloom filter, each by as many bits as `times` says in its place (30 at most). `hardened` is for what is
-- kept.
CREATE FUNCTION vault.encoded(of uuid, tokens text[], times int[], hardened boolean) RETURNS bit varying
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE
    key record;
    filter bytea := decode(repeat('00', 128), 'hex');
    noise bit varying := '';
    part bit varying;
    hashed bytea;
  BEGIN
    SELECT k.inside, k.outside INTO STRICT key FROM vault.between_key k WHERE k.id = of;
    FOR n IN 1..cardinality(tokens) LOOP
      hashed := sha512(key.outside || sha512(key.inside || convert_to(tokens[n], 'UTF8')));
      FOR i IN 0..times[n] - 1 LOOP
        filter := set_bit(filter, ((get_byte(hashed, 2 * i) << 8) | get_byte(hashed, 2 * i + 1)) & 1023, 1);
      END LOOP;
    END LOOP;
    IF NOT hardened THEN
      RETURN ('x' || encode(filter, 'hex'))::bit(1024);
    END IF;
    FOR n IN 1..2 LOOP
      part := repeat('1', 512)::bit(512);
      FOR i IN 1..5 LOOP
        hashed := sha512(
          key.outside || sha512(key.inside || convert_to(format('turn %s %s ', n, i), 'UTF8') || filter));
        part := part & ('x' || encode(hashed, 'hex'))::bit(512);
      END LOOP;
      noise := noise || part;
    END LOOP;
    RETURN ('x' || encode(filter, 'hex'))::bit(1024) # noise::bit(1024);
  END $$;
REVOKE ALL ON FUNCTION vault.make_between_key, vault.forget_between_key, vault.encoded FROM PUBLIC;
GRANT EXECUTE ON FUNCTION vault.make_between_key, vault.forget_between_key, vault.encoded TO rjhub_keeper;
RESET ROLE;
"""

TABLES = """
SET LOCAL ROLE rjhub_keeper;
-- One key of two partnerships: proposed by somebody of one, agreed by somebody of the other, in force once both
-- registers are encoded by it. A new one takes over from the one before at that moment.
CREATE TABLE keeper.between (
  id uuid PRIMARY KEY, first_id smallint NOT NULL, second_id smallint NOT NULL CHECK (first_id < second_id),
  proposed_in smallint NOT NULL CHECK (proposed_in IN (first_id, second_id)),
  proposed_by uuid NOT NULL, proposed_at timestamptz NOT NULL,
  agreed_by uuid CHECK (agreed_by <> proposed_by), agreed_at timestamptz, in_force_at timestamptz,
  ended_by uuid, ended_at timestamptz,
  CHECK ((agreed_by IS NULL) = (agreed_at IS NULL)), CHECK (in_force_at IS NULL OR agreed_at IS NOT NULL));
CREATE UNIQUE INDEX between_asked_once ON keeper.between (first_id, second_id)
  WHERE in_force_at IS NULL AND ended_at IS NULL;
CREATE UNIQUE INDEX between_one_in_force ON keeper.between (first_id, second_id)
  WHERE in_force_at IS NOT NULL AND ended_at IS NULL;

-- How far a register is encoded: by the numbers of its keys, which are new whenever what they are made from changes.
CREATE TABLE keeper.between_upto (
  between_id uuid NOT NULL, partnership_id smallint NOT NULL, upto bigint NOT NULL, ready boolean NOT NULL,
  PRIMARY KEY (between_id, partnership_id));
-- Kind 1: names and date of birth. Kind 2: names and postcode.
CREATE TABLE keeper.between_encoding (
  between_id uuid NOT NULL, partnership_id smallint NOT NULL, person_id uuid NOT NULL, kind smallint NOT NULL,
  bits bit(1024) NOT NULL, many smallint NOT NULL);
CREATE INDEX between_encoding_all ON keeper.between_encoding (between_id, partnership_id, kind);
CREATE INDEX between_encoding_of ON keeper.between_encoding (partnership_id, person_id);

CREATE TABLE keeper.between_question (
  question_id uuid NOT NULL, between_id uuid NOT NULL, asked_in smallint NOT NULL, asked_of smallint NOT NULL,
  staff_id uuid NOT NULL, agency_id uuid NOT NULL, at timestamptz NOT NULL, given text[] NOT NULL,
  digest bytea NOT NULL, answer text NOT NULL CHECK (answer IN ('ring', 'nothing', 'limited')),
  found uuid[] NOT NULL CHECK (cardinality(found) = 8), settled_at timestamptz, settled_by uuid,
  PRIMARY KEY (question_id, between_id));
CREATE INDEX between_question_by ON keeper.between_question (asked_in, at);
CREATE INDEX between_question_to ON keeper.between_question (asked_of, at);
RESET ROLE;
"""

AGREEING = """
SET LOCAL ROLE rjhub_keeper;
-- A coordinator of the partnership that asks; nobody else agrees keys, or hears of them.
CREATE FUNCTION keeper.between_coordinator() RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM public.partnership_hub h WHERE h.partnership_id = public.pt()
                   AND h.coordinators_id = ANY (public.pr())) $$;

CREATE FUNCTION keeper.propose_between(of uuid, with_other smallint) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE p smallint := public.pt();
  BEGIN
    IF NOT keeper.between_coordinator() OR public.acting_staff() IS NULL OR with_other = p
        OR NOT EXISTS (SELECT FROM public.partnership_partnership o WHERE o.id = with_other) THEN
      RAISE EXCEPTION 'not granted' USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO keeper.between (id, first_id, second_id, proposed_in, proposed_by, proposed_at)
      VALUES (of, least(p, with_other), greatest(p, with_other), p, public.acting_staff(), clock_timestamp());
  END $$;

-- Somebody else of the other partnership, who is not the same human being at work there too.
CREATE FUNCTION keeper.agree_between(of uuid) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE p smallint := public.pt();
  BEGIN
    UPDATE keeper.between b SET agreed_by = public.acting_staff(), agreed_at = clock_timestamp()
      WHERE b.id = of AND b.agreed_at IS NULL AND b.ended_at IS NULL AND p IN (b.first_id, b.second_id)
        AND b.proposed_in <> p AND keeper.between_coordinator()
        AND (SELECT s.account_id FROM public.partnership_staff s WHERE s.id = public.acting_staff())
          <> (SELECT s.account_id FROM public.partnership_staff s WHERE s.id = b.proposed_by);
    IF NOT FOUND THEN
      RAISE EXCEPTION 'not granted' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM vault.make_between_key(of);
    INSERT INTO keeper.between_upto
      SELECT of, each, 0, false FROM keeper.between b, unnest(ARRAY[b.first_id, b.second_id]) each WHERE b.id = of;
  END $$;

-- Nothing is left of a key that ended, nor of what was encoded by it.
CREATE FUNCTION keeper.forget_between(of uuid) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    DELETE FROM keeper.between_encoding e WHERE e.between_id = of;
    DELETE FROM keeper.between_upto u WHERE u.between_id = of;
    PERFORM vault.forget_between_key(of);
  END $$;
CREATE FUNCTION keeper.end_between(of uuid) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    UPDATE keeper.between b SET ended_by = public.acting_staff(), ended_at = clock_timestamp()
      WHERE b.id = of AND b.ended_at IS NULL AND public.pt() IN (b.first_id, b.second_id)
        AND keeper.between_coordinator() AND public.acting_staff() IS NOT NULL;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'not granted' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM keeper.forget_between(of);
  END $$;

-- Every other partnership, and how a key with it stands: the one in force, and one that is on its way.
CREATE FUNCTION keeper.betweens()
  RETURNS TABLE (other smallint, name text, phone text, id uuid, ours boolean, proposed_at timestamptz,
                 agreed_at timestamptz, in_force_at timestamptz)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE p smallint := public.pt();
  BEGIN
    IF NOT keeper.between_coordinator() THEN
      RAISE EXCEPTION 'not granted' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN QUERY
      SELECT o.id, o.name::text, o.phone::text, b.id, b.proposed_in = p, b.proposed_at, b.agreed_at, b.in_force_at
      FROM public.partnership_partnership o
      LEFT JOIN keeper.between b ON b.first_id = least(p, o.id) AND b.second_id = greatest(p, o.id)
        AND b.ended_at IS NULL
      WHERE o.id <> p ORDER BY o.name, o.id, b.proposed_at, b.id;
  END $$;
REVOKE ALL ON FUNCTION keeper.between_coordinator, keeper.propose_between, keeper.agree_between,
  keeper.forget_between, keeper.end_between, keeper.betweens FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.propose_between, keeper.agree_between, keeper.end_between, keeper.betweens
  TO rjhub_app, rjhub_responsible;
RESET ROLE;
"""
