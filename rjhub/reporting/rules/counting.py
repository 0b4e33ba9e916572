"""What the database holds of figures: a view for each version of an indicator, and the functions that count.

The views belong to the keeper, so a figure is the same whoever asks, and only functions that say how many come near
them. Cases that are sealed are in none: nobody learns from a number that there is one.
"""

from rjhub.reporting.rules.definitions import BREAKDOWNS, GIVES, Indicator, Version, shipped

_NOTHING = {"person_id": "NULL::uuid", "side": "NULL::text", "amount": "NULL::int", "until_day": "NULL::date"}
_ANSWER = (
    "(SELECT e.{column} FROM people_equality e WHERE e.partnership_id = q.partnership_id "
    "AND e.person_id = q.person_id ORDER BY e.recorded_at DESC, e.id DESC LIMIT 1)"
)
_YEARS = (
    "date_part('year', age(q.on_day, (SELECT n.born_on FROM people_person n "
    "WHERE n.partnership_id = q.partnership_id AND n.id = q.person_id)))"
)
_BANDS = (10, 14, 18, 25, 35, 45, 55, 65, 75)
_BY = {
    "hub": "coalesce(c.hub_id, r.hub_id)::text",
    "offence_group": "CASE WHEN c.id IS NOT NULL THEN c.offence_group ELSE (SELECT o.crime_group "
    "FROM referrals_offence o WHERE o.partnership_id = r.partnership_id AND o.referral_id = r.id "
    "ORDER BY o.id LIMIT 1) END",
    "cj_stage": "CASE WHEN c.id IS NOT NULL THEN c.cj_stage ELSE r.cj_stage END",
    "source": "r.source",
    "initiator": "coalesce(c.initiated_by, r.initiator)",
    "closing_reason": "c.closing_reason",
    "side": "q.side",
    "age_band": f"width_bucket({_YEARS}, ARRAY{list(_BANDS)}::float8[])::text",
    **{
        name: _ANSWER.format(column=name)
        for name in ("sex", "gender_identity", "ethnicity", "disability", "sexual_orientation", "religion")
    },
}


def rows_of(version: Version) -> str:
    """Select what a version counts, with everything by which it can be broken down; empty where nothing is known."""
    given = ", ".join(
        f"{f'given.{name}' if name in version.gives else _NOTHING[name]} AS {name}" for name in GIVES
    )
    by = ", ".join(f"coalesce({_BY[name]}, '')::text AS {name}" for name in BREAKDOWNS)
    return f"""
SELECT q.partnership_id, q.file_id, q.counted, q.on_day, q.until_day, q.amount, {by}
FROM (
  SELECT given.partnership_id, given.file_id, given.counted, given.on_day, {given}
  FROM ({version.query}) given
) q
LEFT JOIN sharing_file f ON f.partnership_id = q.partnership_id AND f.id = q.file_id
LEFT JOIN cases_case c ON c.partnership_id = q.partnership_id AND c.file_id = q.file_id
LEFT JOIN referrals_referral r ON r.partnership_id = q.partnership_id AND r.file_id = q.file_id
WHERE f.sealed IS NOT TRUE
"""


def views() -> str:
    """Make a view for each version of each indicator that is shipped."""
    made = "\n".join(
        f"CREATE OR REPLACE VIEW keeper.{one.view(version)} AS {rows_of(version)};"
        for one, version in everything()
    )
    return f"SET LOCAL ROLE rjhub_keeper;\n{made}\nRESET ROLE;"


def everything() -> list[tuple[Indicator, Version]]:
    """Each version of each indicator."""
    return [(one, version) for one in shipped().indicators.values() for version in one.versions]


# `split` is by what the figure is broken down, or empty. Of a stock what is there at the end of the last day counts.
COUNTING = """
SET LOCAL ROLE rjhub_keeper;

CREATE FUNCTION keeper.figure_rows(which text, stock boolean) RETURNS text
  LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    IF which NOT LIKE 'figure\\_%' OR to_regclass('keeper.' || quote_ident(which)) IS NULL THEN
      RAISE EXCEPTION 'there is no such figure' USING ERRCODE = 'invalid_parameter_value';
    END IF;
    RETURN format(
      'keeper.%I v WHERE v.partnership_id = $1 AND v.on_day < $3 AND %s AND ($4 = '''' OR v.hub = $4) '
      'AND ($5 = '''' OR v.cj_stage = $5) AND ($6 = '''' OR v.offence_group = $6)',
      which, CASE WHEN stock THEN '(v.until_day IS NULL OR v.until_day >= $3)' ELSE 'v.on_day >= $2' END);
  END $$;

CREATE FUNCTION keeper.counted(which text, stock boolean, since date, before date, split text,
    of_hub text, of_stage text, of_offence text)
  RETURNS TABLE (label text, many bigint, middle double precision)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    IF NOT keeper.coordinates() THEN
      RETURN;
    END IF;
    RETURN QUERY EXECUTE format(
      'SELECT %s AS label, count(DISTINCT v.counted), percentile_cont(0.5) WITHIN GROUP (ORDER BY v.amount) '
      'FROM %s GROUP BY 1 ORDER BY 1',
      CASE split WHEN '' THEN quote_literal('') || '::text' ELSE 'v.' || quote_ident(split) END,
      keeper.figure_rows(which, stock))
      USING public.pt(), since, before, of_hub, of_stage, of_offence;
  END $$;

-- The files behind a number, newest first. Which of their cases somebody sees, row security decides afterwards.
CREATE FUNCTION keeper.counted_files(which text, stock boolean, since date, before date, split text, part text,
    of_hub text, of_stage text, of_offence text, beyond int, most int)
  RETURNS TABLE (file_id uuid, on_day date, amount int)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    IF NOT keeper.coordinates() THEN
      RETURN;
    END IF;
    RETURN QUERY EXECUTE format(
      'SELECT v.file_id, v.on_day, v.amount FROM %s %s ORDER BY v.on_day DESC, v.counted OFFSET $8 LIMIT $9',
      keeper.figure_rows(which, stock), CASE split WHEN '' THEN '' ELSE format('AND v.%I = $7', split) END)
      USING public.pt(), since, before, of_hub, of_stage, of_offence, part, beyond, most;
  END $$;

REVOKE ALL ON FUNCTION keeper.figure_rows, keeper.counted, keeper.counted_files FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.counted, keeper.counted_files TO rjhub_app;
RESET ROLE;
"""
