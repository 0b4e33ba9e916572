"""Faults in how the database opens cases in emergencies: conditions taken out one by one, or turned a little.

Left out, because another part holds it: that what the wall keeps stays behind it (a constraint of grants), and that
whoever opens a case is of its partnership.
"""

CHANGES: dict[str, dict[str, tuple[str, str]]] = {
    "keeper.open_in_an_emergency": {
        "emergencies open sealed cases": ("AND NOT f.sealed AND NOT f.barred", "AND NOT f.barred"),
        "emergencies open cases to those who know somebody in them": (
            "AND NOT f.barred && public.barred()",
            "",
        ),
        "emergencies open sealed people of a case": (
            "AND f.id = beside AND NOT f.sealed",
            "AND f.id = beside",
        ),
        "anybody opens cases in emergencies": (
            "r.role IN ('coordinator', 'facilitator', 'supervisor', 'lead_contact')",
            "true",
        ),
        "who held a role once opens cases in emergencies": (
            "(r.ended_at IS NULL OR r.ended_at > at)",
            "true",
        ),
        "an agency that is not bound opens cases in emergencies": (
            "AND s.principal_id = ANY (public.pr())",
            "",
        ),
        "an emergency leaves out the people of the case": (
            "keeper.files_beside(p, found.file_id) beside",
            "(SELECT found.file_id AS beside) alone",
        ),
        "an emergency shows money": ("'health', 'casework']", "'health', 'casework', 'money']"),
        "an emergency shows what people said": (
            "'health', 'casework']",
            "'health', 'casework', 'statement']",
        ),
        "an emergency opens one side": (
            "(ARRAY['harmed', 'responsible', 'neutral'],",
            "(ARRAY['responsible', 'neutral'],",
        ),
        "an emergency hides how to reach the person responsible": (
            "(ARRAY['responsible', 'neutral'], ARRAY['contact', 'safety'], true)",
            "(ARRAY['responsible', 'neutral'], ARRAY['contact', 'safety'], false)",
        ),
        "an emergency hides how to reach the person harmed": (
            "who.works_with IN ('harmed', 'both')",
            "false",
        ),
        "an emergency is over before it begins": (
            "'emergency', at, who.id, at + interval '60 minutes'",
            "'emergency', at, who.id, at",
        ),
        "an emergency lasts half as long": (
            "'emergency', at, who.id, at + interval '60 minutes'",
            "'emergency', at, who.id, at + interval '30 minutes'",
        ),
    },
}
