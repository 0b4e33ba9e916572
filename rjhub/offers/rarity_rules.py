"""Names that few people have speak more for one person; so whoever said no is found by them where less else agrees.

`near_rules` weighs an agreement by what it tells on average. A name that few have tells more here, and one that many
have no less: whoever is called what many are called must be found, too. How common names are comes from the model that
comes with matching, as the other weights do. What this finds and what it costs stands in docs/figures.md.
"""

from rjhub.offers.near_rules import WEIGHING
from rjhub.sharing.rewriting import changed

RAREST = 13  # bits: a name that is in no list of common ones
# What a first name that differs tells against one person: brothers and sisters share a family name, and often part of a
# birth by chance.
_OTHER_FIRST = -4.7
# A name of two letters is one slip away from a name of three.
_SHORT = (
    "      OR short > 4 AND",
    "      OR short = 2 AND public.levenshtein_less_equal(a, b, 1) <= 1\n      OR short > 4 AND",
)
_RARE_FIRST = (
    "one := keeper.near_bits(x, y, 7.7, 6.5, 4.5, -3.2);",
    f"""one := keeper.near_bits(x, y, 7.7, 6.5, 4.5, {_OTHER_FIRST});
        IF x = y AND length(x) > 2 THEN
          one := greatest(7.7, coalesce((SELECT r.first FROM keeper.name_rarity r WHERE r.name = x), {RAREST}));
        END IF;""",
)
_RARE_LAST = (
    "best := greatest(best, keeper.near_bits(x, y, 8.7, 7.5, 5.2, -3.4));",
    f"""best := greatest(best, keeper.near_bits(x, y, 8.7, 7.5, 5.2, -3.4));
        IF x = y AND length(x) > 2 THEN
          best := greatest(best, coalesce((SELECT r.last FROM keeper.name_rarity r WHERE r.name = x), {RAREST}));
        END IF;""",
)
_MOST = (
    ("needed > 16.4", f"needed > {2 * RAREST}"),
    ("    IF bits + 7.7 >= needed THEN", f"    IF bits + {RAREST} >= needed THEN"),
    ("CASE WHEN bits + 7.7 >= needed", f"CASE WHEN bits + {RAREST} >= needed"),
)
RARITY = f"""
SET LOCAL ROLE rjhub_keeper;
-- By how many bits it speaks for one person that both have this very name, as a first name and as a last one.
CREATE TABLE keeper.name_rarity (name text PRIMARY KEY, first real, last real);
{changed(WEIGHING, "keeper.near_bits", _SHORT)}
{changed(WEIGHING, "keeper.near_first", _RARE_FIRST)}
{changed(WEIGHING, "keeper.near_last", _RARE_LAST)}
{changed(WEIGHING, "keeper.near_enough", *_MOST)}

-- Two parts that agree tell as much as one wrong figure, if the year is wrong by one or ten at most. Where two parts
-- are wrong, the year is mostly right, or next to it.
CREATE OR REPLACE FUNCTION keeper.near_birth(a date, b date) RETURNS real LANGUAGE sql STABLE PARALLEL SAFE
  RETURN CASE
    WHEN a IS NULL OR b IS NULL THEN 0
    WHEN (extract(doy FROM a) = 1 OR extract(doy FROM b) = 1) THEN
      CASE abs(extract(year FROM a) - extract(year FROM b)) WHEN 0 THEN 4 WHEN 1 THEN 1 ELSE -3 END
    WHEN a = b THEN 11.8
    -- What follows takes longer, and two wrong figures leave a part as it is.
    WHEN extract(day FROM a) <> extract(day FROM b) AND extract(month FROM a) <> extract(month FROM b)
      AND extract(year FROM a) <> extract(year FROM b) AND abs(a - b) > 3
      AND (extract(month FROM a) <> extract(day FROM b) OR extract(day FROM a) <> extract(month FROM b)) THEN
      CASE WHEN abs(extract(year FROM a) - extract(year FROM b)) = 1 THEN -3.5 ELSE -6.5 END
    WHEN extract(year FROM a) = extract(year FROM b) AND extract(month FROM a) = extract(day FROM b)
        AND extract(day FROM a) = extract(month FROM b)
      OR public.levenshtein_less_equal(to_char(a, 'YYYYMMDD'), to_char(b, 'YYYYMMDD'), 1) <= 1 THEN 6.5
    WHEN (extract(year FROM a) = extract(year FROM b))::int + (extract(month FROM a) = extract(month FROM b))::int
       + (extract(day FROM a) = extract(day FROM b))::int >= 2 THEN
      CASE WHEN abs(extract(year FROM a) - extract(year FROM b)) IN (0, 1, 10) THEN 6.5 ELSE 4.5 END
    WHEN abs(a - b) <= 3
      OR extract(month FROM a) = extract(day FROM b) AND extract(day FROM a) = extract(month FROM b) THEN 4.5
    WHEN public.levenshtein_less_equal(to_char(a, 'YYYYMMDD'), to_char(b, 'YYYYMMDD'), 2) <= 2 THEN 1.5
    WHEN abs(extract(year FROM a) - extract(year FROM b)) <= 1 THEN -3.5
    ELSE -6.5 END;
RESET ROLE;
"""
