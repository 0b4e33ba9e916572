"""What kind of information each field about a person is: the category whose grant it takes to see it."""

from rjhub.sharing.vocabulary import Category

# Fields that hold a relation, a number of ours or a moment, and nothing that somebody said or that describes them.
PLUMBING = frozenset(
    {
        *("id", "partnership", "file", "side", "category", "acl", "person", "version"),
        *("added_at", "added_by", "amended_at", "amended_by", "confirmed_at", "confirmed_by"),
        *("recorded_at", "recorded_by", "decided_at", "decided_by", "undone_at", "undone_by", "withdrawn_at"),
    }
)
CLASSIFIED: dict[str, dict[str, Category]] = {
    "Person": dict.fromkeys(
        (
            *("given_name", "middle_names", "family_name", "known_as", "pronouns", "born_on", "sort_key"),
            *("found_by", "language", "needs_interpreter", "communication_needs"),
        ),
        Category.IDENTITY,
    ),
    "OtherName": dict.fromkeys(("kind", "given_name", "family_name", "until"), Category.IDENTITY),
    "Identifier": dict.fromkeys(("kind", "value"), Category.IDENTITY),
    "Amendment": dict.fromkeys(("field", "before"), Category.IDENTITY),
    "ContactPoint": dict.fromkeys(("kind", "value", "since", "until"), Category.CONTACT),
    "Custody": dict.fromkeys(("prison_code", "since", "until", "expected_release_on"), Category.CONTACT),
    "SafeContact": dict.fromkeys(
        (
            *("channels", "voicemail", "safe_times", "who_may_answer", "code_word", "safe_to_write"),
            "notes",
        ),
        Category.SAFETY,
    ),
    "Equality": dict.fromkeys(
        ("ethnicity", "sex", "gender_identity", "sexual_orientation", "religion", "disability"),
        Category.EQUALITY,
    ),
    "Stop": dict.fromkeys(
        (
            *("channel", "said_on", "said_to", "until", "lifted_at", "lifted_by", "asked_again_on"),
            "how_they_asked",
        ),
        Category.SAFETY,
    ),
    "Link": dict.fromkeys(("first", "second", "decision", "why"), Category.IDENTITY),
}
