"""The pages of a case, in the order in which the work goes: heading, then words and name of each address."""

SECTIONS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "",
        (
            ("Overview", "case"),
            ("Timeline", "timeline"),
            ("Place in the pathway", "pathway"),
            ("Who does what", "responsibility"),
        ),
    ),
    ("Getting to know the case", (("Contacts", "contacts"),)),
    ("Bringing people together", (("Preparation", "preparation"),)),
)
