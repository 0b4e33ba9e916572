"""What the database keeps of figures between two countings: a row for everything that each rule counts.

The views count from the rows each time, which takes seconds where there are many cases. So a job writes down what they
say: it asks each view anew for a whole partnership, takes away what the view does not say any more and adds what it
says now. Between two runs figures are read from there. Without a run in the last day they are counted from the rows.

The tables are not logged: they are in no backup, and after a crash they are empty until the next run.
"""

from rjhub.reporting.rules.definitions import BREAKDOWNS

_COUNTED = ("file_id", "counted", "on_day", "until_day", "amount", *BREAKDOWNS)
_PARTS = "\n".join(f"  {name} text NOT NULL," for name in BREAKDOWNS)

TALLYING = f"""
SET LOCAL ROLE rjhub_keeper;

CREATE UNLOGGED TABLE keeper.tally (
  partnership_id smallint NOT NULL,
  figure text NOT NULL,
  mark uuid NOT NULL,
  file_id uuid,
  counted uuid NOT NULL,
  on_day date,
  until_day date,
  amount int,
{_PARTS}
  PRIMARY KEY (partnership_id, figure, mark)
);
CREATE INDEX tally_days ON keeper.tally (partnership_id, figure, on_day);
CREATE UNLOGGED TABLE keeper.tallied (
  partnership_id smallint NOT NULL,
  figure text NOT NULL,
  taken_up_at timestamptz NOT NULL,
  PRIMARY KEY (partnership_id, figure)
);

CREATE FUNCTION keeper.is_figure(which text) RETURNS void
  LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    IF which NOT LIKE 'figure\\_%' OR to_regclass('keeper.' || quote_ident(which)) IS NULL THEN
      RAISE EXCEPTION 'there is no such figure' USING ERRCODE = 'invalid_parameter_value';
    END IF;
  END $$;

-- From where a figure is counted, in a statement whose first parameter is the partnership. What was sealed since leaves
-- at once.
CREATE FUNCTION keeper.figure_source(which text) RETURNS text
  LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    PERFORM keeper.is_figure(which);
    IF NOT EXISTS (SELECT FROM keeper.tallied t WHERE t.partnership_id = public.pt() AND t.figure = which
                   AND t.taken_up_at > clock_timestamp() - interval '1 day') THEN
      RETURN format('keeper.%I', which);
    END IF;
    RETURN format(
      '(SELECT t.* FROM keeper.tally t WHERE t.partnership_id = $1 AND t.figure = %L AND NOT EXISTS ('
      'SELECT FROM public.sharing_file f WHERE f.partnership_id = $1 AND f.id = t.file_id AND f.sealed))', which);
  END $$;

CREATE OR REPLACE FUNCTION keeper.figure_rows(which text, stock boolean) RETURNS text
  LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    RETURN format(
      '%s v WHERE v.partnership_id = $1 AND v.on_day < $3 AND %s AND ($4 = '''' OR v.hub = $4) '
      'AND ($5 = '''' OR v.cj_stage = $5) AND ($6 = '''' OR v.offence_group = $6)',
      keeper.figure_source(which),
      CASE WHEN stock THEN '(v.until_day IS NULL OR v.until_day >= $3)' ELSE 'v.on_day >= $2' END);
  END $$;

CREATE OR REPLACE FUNCTION keeper.figures_now(which text, stock boolean, since date, before date, splits text[])
  RETURNS TABLE (reference bytea, file bytea, marks bytea[], file_id uuid, on_day date)
  LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE parts text;
  BEGIN
    SELECT coalesce(string_agg(format(', keeper.figure_reference(k, c.said || %L || c.%I)', ' ' || one || ' ', one), ''
                               ORDER BY place), '')
      INTO parts FROM unnest(splits) WITH ORDINALITY AS each (one, place);
    RETURN QUERY EXECUTE format(
      'SELECT c.reference, keeper.figure_reference(k, c.file_id::text), '
      'ARRAY[keeper.figure_reference(k, c.said || '' day '' || c.on_day)%s], c.file_id, c.on_day '
      'FROM keeper.figure_key k, LATERAL (SELECT u.*, encode(u.reference, ''hex'') AS said FROM ('
      'SELECT DISTINCT ON (v.counted) v.*, keeper.figure_reference(k, v.counted::text) AS reference FROM %s v '
      'WHERE v.partnership_id = $1 AND %s ORDER BY v.counted, v.on_day) u) c',
      parts, keeper.figure_source(which),
      CASE WHEN before IS NULL THEN 'true'
        WHEN stock THEN 'v.on_day < $3 AND (v.until_day IS NULL OR v.until_day >= $3)'
        ELSE 'v.on_day >= $2 AND v.on_day < $3' END)
      USING public.pt(), since, before;
  END $$;

-- Count one figure of the partnership from the rows, and keep what differs from what is kept. Answers how much did.
CREATE FUNCTION keeper.take_up_figure(which text) RETURNS bigint
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE p smallint := public.pt(); began timestamptz; differed bigint;
  BEGIN
    IF NOT keeper.coordinates() THEN
      RAISE EXCEPTION 'figures are of those who coordinate' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM keeper.is_figure(which);
    PERFORM pg_advisory_xact_lock(hashtextextended('tally of ' || p, 0));
    began := clock_timestamp();
    EXECUTE format(
      'WITH fresh AS MATERIALIZED (SELECT DISTINCT ON (one.mark) one.* FROM '
      '(SELECT v.*, md5(v::text)::uuid AS mark FROM keeper.%I v WHERE v.partnership_id = $1) one), '
      'gone AS (DELETE FROM keeper.tally t WHERE t.partnership_id = $1 AND t.figure = $2 '
      'AND NOT EXISTS (SELECT FROM fresh n WHERE n.mark = t.mark) RETURNING 1), '
      'come AS (INSERT INTO keeper.tally (partnership_id, figure, mark, {", ".join(_COUNTED)}) '
      'SELECT $1, $2, n.mark, {", ".join(f"n.{name}" for name in _COUNTED)} FROM fresh n ORDER BY n.on_day '
      'ON CONFLICT DO NOTHING RETURNING 1) '
      'SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM come)', which)
      INTO differed USING p, which;
    INSERT INTO keeper.tallied VALUES (p, which, began)
      ON CONFLICT (partnership_id, figure) DO UPDATE SET taken_up_at = excluded.taken_up_at;
    RETURN differed;
  END $$;

-- Until when what is kept of figures holds everything; null where they are counted from the rows.
CREATE FUNCTION keeper.figures_taken_up() RETURNS timestamptz
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT min(t.taken_up_at) FROM keeper.tallied t
    WHERE t.partnership_id = public.pt() AND keeper.coordinates()
      AND t.taken_up_at > clock_timestamp() - interval '1 day' $$;

REVOKE ALL ON FUNCTION keeper.is_figure, keeper.figure_source, keeper.take_up_figure, keeper.figures_taken_up
  FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.take_up_figure, keeper.figures_taken_up TO rjhub_app;
RESET ROLE;
"""
