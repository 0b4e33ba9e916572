"""While contact stands still after a restore everybody who asks first is told to ring the hub: a no may be missing."""

from rjhub.asking import between_rules, database
from rjhub.sharing.rewriting import changed

_LIMIT = "    IF asked.own_hour >= may.own_hour"
_RING = f"""    IF keeper.frozen(p) THEN
      answer := 'ring';
    END IF;
{_LIMIT}"""
_HIT = "WHEN coalesce(bool_or(f.told), false) THEN 'ring'"
_HIT_OR_FROZEN = "WHEN coalesce(bool_or(f.told), false) OR keeper.frozen(b.other) THEN 'ring'"

FROZEN = "\n".join(
    (
        "SET LOCAL ROLE rjhub_keeper;",
        changed(database.DECIDING, "keeper.ask_before", (_LIMIT, _RING)),
        changed(between_rules.ANSWERING, "keeper.ask_between", (_HIT, _HIT_OR_FROZEN)),
        "RESET ROLE;",
    )
)
