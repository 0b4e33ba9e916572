"""Faults in the functions of the second lock: their conditions taken out one by one, or turned a little.

Left out, because another part holds it: that a grant is of the partnership of whoever asks (their principals are).
"""

CHANGES: dict[str, dict[str, tuple[str, str]]] = {
    "keeper.who_asks": {
        "who asks counts through any role": ("split_part(said, ';', 6) <> keeper.connected_as()", "false"),
    },
    "keeper.connected_as": {
        "every session is taken for one beside people harmed": (
            "coalesce(nullif(current_setting('role'), 'none'), session_user::text)",
            "'rjhub_app'::text",
        ),
    },
    "keeper.across": {
        "the second lock opens by grants of others": ("g.holder_id = ANY (r)", "true"),
        "the second lock opens by ended grants": ("g.ended_at IS NULL", "true"),
        "the second lock opens by grants that ran out": (
            "(g.until IS NULL OR g.until > clock_timestamp())",
            "true",
        ),
        "the second lock opens by grants of another side": ("'harmed' = ANY (g.sides)", "true"),
        "the second lock needs no clause": ("EXISTS (", "true OR EXISTS ("),
        "the second lock opens by clauses for another purpose": ("a.purpose = g.purpose", "true"),
        "the second lock opens by clauses for other agencies": ("a.agency_kind = h.agency_kind", "true"),
        "the second lock opens by clauses for another side's agencies": (
            "a.works_with = h.works_with",
            "true",
        ),
        "the second lock opens by clauses about another side": ("'harmed' = ANY (a.sides)", "true"),
        "the second lock opens by clauses about other kinds": ("c = ANY (a.categories)", "true"),
        "the second lock does not open": ("g.partnership_id = p AND", "false AND"),
    },
}
