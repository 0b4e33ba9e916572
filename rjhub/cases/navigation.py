"""The pages of a case, in the order in which the work goes: heading, then words and name of each address."""

SECTIONS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "",
        (
            ("Overview", "case"),
            ("Timeline", "timeline"),
            ("Place in the pathway", "pathway"),
            ("Who does what", "responsibility"),
            ("Answers and ending", "ending"),
        ),
    ),
    (
        "Getting to know the case",
        (
            ("Information from agencies", "information"),
            ("Contacts", "contacts"),
            ("Documents", "documents"),
        ),
    ),
    (
        "Assessing",
        (
            ("Consents", "consents"),
            ("Acknowledgements", "acknowledgements"),
        ),
    ),
    (
        "Bringing people together",
        (("Preparation", "preparation"), ("Meetings", "meetings"), ("Messages", "messages")),
    ),
)
