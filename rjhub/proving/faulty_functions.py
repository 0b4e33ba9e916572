"""Faults in the functions of the keeper: their conditions taken out one by one, or turned a little.

Left out, because nobody could see a difference: that a grant is of the same partnership as its file (a foreign key
holds it), that a holder stands in a list once, and that somebody barred is left out of the holders as well (the policy
says so itself).
"""

ACL = "keeper.acl"
HOLDING = "keeper.fill_acl_with_holder"
CHANGES: dict[str, dict[str, tuple[str, str]]] = {
    ACL: {
        "ended grants count": ("g.ended_at IS NULL", "true"),
        "grants that ran out count": ("(g.until IS NULL OR g.until > clock_timestamp())", "true"),
        "grants count an hour or three too long": (
            "g.until > clock_timestamp()",
            "g.until > clock_timestamp() - '3h'::interval",
        ),
        "grants that end some day count for nothing": (
            "(g.until IS NULL OR g.until > clock_timestamp())",
            "g.until IS NULL",
        ),
        "a grant counts for every side": ("s = ANY (g.sides)", "true"),
        "a grant counts for every kind of information": ("c = ANY (g.categories)", "true"),
        "a grant counts for every file": ("g.file_id = f", "true"),
        "no clause is needed": (
            "EXISTS ( SELECT FROM public.sharing_allowance a",
            "true OR EXISTS ( SELECT FROM public.sharing_allowance a",
        ),
        "clauses of another partnership count": ("a.partnership_id = p", "true"),
        "clauses for another purpose count": ("a.purpose = g.purpose", "true"),
        "clauses for another type of agency count": ("a.agency_kind = h.agency_kind", "true"),
        "clauses for agencies of another side count": ("a.works_with = h.works_with", "true"),
        "a clause counts for every side": ("s = ANY (a.sides)", "true"),
        "a clause counts for every kind of information": ("c = ANY (a.categories)", "true"),
        "a clause counts at every stage": ("(a.stages = '{}' OR a.stages && file.stages)", "true"),
        "a clause without stages counts at none": ("a.stages = '{}' OR", ""),
        "a clause needs every stage of the file": ("a.stages && file.stages", "a.stages @> file.stages"),
        "a clause of months counts for ever": ("a.months IS NULL OR", "true OR"),
        "a clause of months counts a day too long": (
            "make_interval(months => a.months) >",
            "make_interval(months => a.months) >=",
        ),
        "a clause of months counts a month too short": (
            "make_interval(months => a.months)",
            "make_interval(months => a.months - 1)",
        ),
        "a clause counts for ever after closing": ("a.months_after_closing IS NULL OR", "true OR"),
        "a clause counts a day too long after closing": (
            "make_interval(months => a.months_after_closing) >",
            "make_interval(months => a.months_after_closing) >=",
        ),
        "a clause ends with the case": (
            "make_interval(months => a.months_after_closing)",
            "make_interval(months => 0)",
        ),
        "an open case is like one closed": ("OR file.closed_on IS NULL", ""),
        "who is barred stands in no row": ("coalesce(file.barred, '{}') ||", ""),
        "sealed files are open to hubs": ("AND (h.kind = 'staff' OR NOT file.sealed)", ""),
        "sealed files are open to nobody": ("(h.kind = 'staff' OR NOT file.sealed)", "NOT file.sealed"),
    },
    "keeper.fill_acl": {
        "a row sees what somebody wrote into it": (
            "NEW.acl := keeper.acl(NEW.partnership_id, NEW.file_id, NEW.side, NEW.category);",
            "",
        ),
        "who sees a row is worked out only once": (
            "NEW.acl :=",
            "IF TG_OP = 'UPDATE' THEN RETURN NEW; END IF; NEW.acl :=",
        ),
        "who sees a row is worked out only later": (
            "NEW.acl :=",
            "IF TG_OP = 'INSERT' THEN RETURN NEW; END IF; NEW.acl :=",
        ),
        "a row moves to another file": (
            "RAISE EXCEPTION 'a protected row stays in its file';",
            "RETURN NEW;",
        ),
        "every row is taken as neutral": ("NEW.side, NEW.category", "'neutral', NEW.category"),
        "every row is taken as casework": ("NEW.side, NEW.category", "NEW.side, 'casework'"),
    },
    HOLDING: {
        "a holder opens what stands behind the wall": (
            "RAISE EXCEPTION 'only grants open this' USING ERRCODE = 'insufficient_privilege';",
            "",
        ),
        "a holder opens what keeps people safe": (
            "NEW.category IN ('contact', 'safety')",
            "NEW.category = 'contact'",
        ),
        "a holder opens how people are reached": (
            "NEW.category IN ('contact', 'safety')",
            "NEW.category = 'safety'",
        ),
        "the wall stands on the other side": ("NEW.side = 'harmed'", "NEW.side = 'responsible'"),
        "a holder sees nothing": (
            "NEW.acl := array(SELECT unnest(NEW.acl || NEW.holder_id::int) ORDER BY 1);",
            "",
        ),
        "only the holder sees": (
            "NEW.acl := keeper.acl(NEW.partnership_id, NEW.file_id, NEW.side, NEW.category);",
            "NEW.acl := '{}';",
        ),
        "a hub holds rows of sealed files": ("AND f.sealed AND (", "AND false AND ("),
        "nobody holds rows of sealed files": ("(h.kind <> 'staff' OR", "(true OR"),
        "a row with a holder moves to another file": (
            "RAISE EXCEPTION 'a protected row stays in its file';",
            "RETURN NEW;",
        ),
    },
    "keeper.rewrite_acl": {
        "nothing is rewritten": ("partnership_id = p AND file_id = f;", "false;"),
        "one table is not rewritten": (
            "UPDATE public.people_person SET acl = acl WHERE partnership_id = p AND file_id = f;",
            "",
        ),
        "rows that nobody saw are not rewritten": ("file_id = f;", "file_id = f AND acl <> '{}';"),
        "rows that somebody saw are not rewritten": ("file_id = f;", "file_id = f AND acl = '{}';"),
    },
    "keeper.grants_changed": {
        "changed grants change nothing": (
            "PERFORM keeper.rewrite_acl(touched.partnership_id, touched.file_id);",
            "NULL;",
        ),
        "only the first of changed grants counts": ("FROM changed LOOP", "FROM changed LIMIT 1 LOOP"),
    },
    "keeper.stages_changed": {
        "another stage changes nothing": ("PERFORM keeper.rewrite_acl(NEW.partnership_id, NEW.id);", ""),
        "only closing changes something": (
            (
                "OR EXISTS (SELECT FROM public.sharing_allowance WHERE partnership_id = NEW.partnership_id "
                "AND stages <> '{}')"
            ),
            "",
        ),
        "closing changes nothing where no clause names a stage": (
            "NEW.closed_on IS DISTINCT FROM OLD.closed_on OR",
            "",
        ),
    },
    "keeper.lapse_clauses": {
        "nothing lapses at night": ("PERFORM keeper.rewrite_acl(public.pt(), touched.file_id);", ""),
        "clauses of months do not lapse": (
            "keeper.day(g.granted_at) + make_interval(months => a.months) BETWEEN today - days AND today",
            "false",
        ),
        "clauses after closing do not lapse": (
            "file.closed_on + make_interval(months => a.months_after_closing) BETWEEN today - days AND today",
            "false",
        ),
        "what lapsed while nothing ran stays": ("today - days", "today - 1"),
        "what lapses today stays until tomorrow": (
            "BETWEEN today - days AND today",
            "BETWEEN today - days AND today - 1",
        ),
    },
    "keeper.lapse_grants": {
        "grants do not run out": ("ended_at IS NULL AND until <= clock_timestamp()", "false"),
        "grants run out a day early": (
            "until <= clock_timestamp()",
            "until <= clock_timestamp() + '1 day'::interval",
        ),
    },
    "keeper.apply_agreement": {
        "another agreement changes nothing": (
            "FROM keeper.protected_table t ORDER BY 1",
            "FROM keeper.protected_table t WHERE false",
        ),
        "another agreement changes some tables": (
            "FROM keeper.protected_table t ORDER BY 1",
            "FROM keeper.protected_table t WHERE t.name < 'p'",
        ),
        "another agreement counts for hidden rows only": (
            "partnership_id = public.pt()",
            "partnership_id = public.pt() AND acl = ''{}''",
        ),
    },
    "keeper.note_stages_of": {
        "closed cases count as open for their people": ("FILTER (WHERE c.closed_at IS NULL)", ""),
        "people of open cases count as closed": (
            "CASE WHEN now.stages IS NULL THEN now.closed_on END",
            "now.closed_on",
        ),
        "people's cases never close": ("CASE WHEN now.stages IS NULL THEN now.closed_on END", "NULL"),
        "the first closing counts for people": (
            "max(keeper.day(c.closed_at))",
            "min(keeper.day(c.closed_at))",
        ),
        "people stay at the stage of the referral": (
            "SET stages = coalesce(now.stages, ARRAY['closed']),",
            "SET",
        ),
    },
    "keeper.note_stage": {
        "a case does not know its stage": ("SET stages = ARRAY[NEW.stage], closed_on", "SET closed_on"),
        "a case never closes": (", closed_on = keeper.day(NEW.closed_at)", ""),
        "people do not follow their case": (
            "PERFORM keeper.note_stages_of(NEW.partnership_id, y.person_id) FROM",
            "PERFORM 1 FROM",
        ),
    },
    "keeper.barred_from": {
        "a conflict counts at one agency only": ("one.account_id = named.account_id", "one.id = named.id"),
        "an ended conflict counts": ("AND c.ended_at IS NULL", ""),
        "a conflict counts for that file only": (
            "keeper.files_about(p, f) about",
            "(SELECT f AS about) known",
        ),
        "no conflict counts": ("c.ended_at IS NULL", "false"),
    },
    "keeper.is_sealed": {
        "an opened seal counts": ("AND s.ended_at IS NULL", ""),
        "somebody in another case is sealed with this one": (
            "bool_and(known.sealed)",
            "bool_or(known.sealed)",
        ),
        "people are not sealed with their case": (
            "OR coalesce(bool_and(known.sealed) FILTER (WHERE known.about <> f), false)",
            "",
        ),
    },
    "keeper.mark_file": {
        "shutting a file changes no row": ("PERFORM keeper.rewrite_acl(p, f);", "NULL;"),
    },
    "keeper.files_about": {
        "a person's file does not know its cases": (
            "WHERE n.partnership_id = p AND n.file_id = f",
            "WHERE false",
        ),
    },
    "keeper.files_beside": {
        "a conflict in a case leaves its people open": (
            "WHERE y.partnership_id = p AND y.file_id = f",
            "WHERE false",
        ),
    },
    "keeper.guard_conflict": {
        "what was recorded of a conflict changes": (
            "RAISE EXCEPTION 'what was recorded stays' USING ERRCODE = 'check_violation';",
            "",
        ),
        "an ended conflict comes back": (
            "RAISE EXCEPTION 'a conflict that has ended stays so; record a new one' USING ERRCODE = 'check_violation';",
            "",
        ),
        "somebody ends their own conflict": (
            "RAISE EXCEPTION 'somebody else ends a conflict' USING ERRCODE = 'insufficient_privilege';",
            "",
        ),
    },
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
        "an emergency is passed on": ("AND g.purpose <> 'emergency'", ""),
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
    "keeper.search_people": {
        "search finds people whom nobody sees": ("h.acl && $2", "true"),
        "search finds people of every partnership": ("h.partnership_id = $1 AND", ""),
    },
}
