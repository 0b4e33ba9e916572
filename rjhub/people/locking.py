"""The second lock in the functions of this room that look with the keeper's rights (`rjhub.sharing.second_lock`)."""

from rjhub.people import database, seen_rules
from rjhub.sharing.rewriting import changed

_SEES = (
    "AND NOT acl && public.barred())",
    "AND NOT acl && public.barred() AND keeper.unlocked(side, category, file_id))",
)
_ANSWERS = (
    "AND NOT n.acl && public.barred()",
    "AND NOT n.acl && public.barred() AND keeper.unlocked(n.side, n.category, n.file_id)",
)
# Once for the whole search, not for each row that it comes by.
_NO_OTHERS = """    IF keeper.connected_as() = 'rjhub_responsible' AND NOT public.as_program() THEN
      fits := fits || format(' AND (h.side <> %L OR h.file_id || %L = ANY (%L))',
                             'harmed', ' identity', keeper.across());
    END IF;
"""
_FIRST = "    IF born IS NOT NULL THEN\n"
_FINDS = (_FIRST, _NO_OTHERS + _FIRST)

LOCKED = "\n".join(
    (
        "SET LOCAL ROLE rjhub_keeper;",
        changed(database.MATCHING, "keeper.sees", _SEES),
        changed(database.SEARCH, "keeper.search_people", _FINDS),
        changed(seen_rules.SEEN, "keeper.answers_for", _ANSWERS),
        "RESET ROLE;",
    )
)
