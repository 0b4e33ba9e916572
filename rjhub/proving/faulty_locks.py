"""Faults in the functions of the second lock: their conditions taken out one by one, or turned a little."""

CHANGES: dict[str, dict[str, tuple[str, str]]] = {
    "keeper.who_asks": {
        "nobody looks at the signature": (
            "IS DISTINCT FROM left(said, 64) THEN RETURN NULL;",
            "IS DISTINCT FROM left(said, 64) THEN NULL;",
        ),
        "signatures hold for ever": ("< extract(epoch FROM clock_timestamp())", "< 0"),
    },
    "keeper.may_grant": {
        "anybody grants in any file": ("file.opened_in = pg_current_xact_id()", "true"),
        "somebody barred grants": ("IF file.barred && public.barred() THEN", "IF false THEN"),
        "hubs grant in sealed files": ("IF file.sealed THEN", "IF false THEN"),
        "ended grants are passed on": ("AND g.ended_at IS NULL", ""),
        "grants of others are passed on": ("AND g.holder_id = ANY (r)", ""),
        "another side is passed on": ("s = ANY (g.sides) AND", ""),
        "other kinds of information are passed on": (
            "(c = ANY (g.categories) OR c IN ('contact', 'safety'))",
            "true",
        ),
        "a hub passes on nothing that it may not see": ("OR c IN ('contact', 'safety')", ""),
        "grants of another file are passed on": ("AND g.file_id = of_file", ""),
    },
    "keeper.file_to_reach": {
        "the vault needs no clause": ("seen_by && public.pr() AND NOT seen_by && public.barred()", "true"),
        "the vault is open to those barred": ("AND NOT seen_by && public.barred()", ""),
        "the vault is shut to everybody": ("g.works_with IN ('harmed', 'both')", "g.works_with = 'neither'"),
    },
    "vault.open_contact": {
        "the vault asks nobody": (
            "RAISE EXCEPTION 'not granted' USING ERRCODE = 'insufficient_privilege';",
            "",
        ),
    },
    "keeper.who_asks": {
        "who asks counts through any role": ("<> keeper.connected_as()", "= ''"),
    },
    "keeper.connected_as": {
        "every session is taken for one beside people harmed": (
            "coalesce(nullif(current_setting('role'), 'none'), session_user::text)",
            "'rjhub_app'::text",
        ),
    },
    "keeper.across": {
        "the second lock opens by grants of others": ("g.holder_id = ANY (public.pr())", "true"),
        "the second lock opens by ended grants": ("g.ended_at IS NULL", "true"),
        "the second lock opens by grants of another side": ("'harmed' = ANY (g.sides)", "true"),
        "the second lock needs no clause": ("EXISTS (", "true OR EXISTS ("),
        "the second lock opens by clauses for another purpose": ("a.purpose = g.purpose", "true"),
        "the second lock opens by clauses for other agencies": ("a.agency_kind = h.agency_kind", "true"),
        "the second lock opens by clauses for agencies of another side": (
            "a.works_with = h.works_with",
            "true",
        ),
        "the second lock opens by clauses about another side": ("'harmed' = ANY (a.sides)", "true"),
        "the second lock opens for every kind of information": ("c = ANY (a.categories)", "true"),
        "the second lock does not open": ("g.partnership_id = public.pt() AND", "false AND"),
    },
}
