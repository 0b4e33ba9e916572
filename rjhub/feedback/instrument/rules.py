"""What the parts of a questionnaire must be to each other. Each rule finds faults; none stops at the first."""

from collections.abc import Iterator

from rjhub.feedback.instrument.schema import Questionnaire, Wording
from rjhub.feedback.vocabulary import Language
from rjhub.partnership.written.faults import Fault, Rule, repeated, walk

NAMES = {Language.EASY: "easy read", Language.WELSH: "Welsh"}


def keys(whole: Questionnaire) -> Iterator[Fault]:
    """Every key stands once."""
    for number in repeated(scale.key for scale in whole.scales):
        yield Fault(("scales", number, "key"), "another scale has this key; give each its own")
    for number in repeated(group.key for group in whole.groups):
        yield Fault(("groups", number, "key"), "another group has this key; give each its own")
    places = [
        ("groups", number, "questions", place, "key")
        for number, group in enumerate(whole.groups)
        for place, _ in enumerate(group.questions)
    ]
    for again in repeated(question.key for question in whole.questions):
        yield Fault(places[again], "another question has this key; give each its own")
    for number, scale in enumerate(whole.scales):
        for again in repeated(scale.values):
            yield Fault(
                ("scales", number, "options", again, "value"), "this answer stands in the scale twice"
            )


def answers(whole: Questionnaire) -> Iterator[Fault]:
    """A question is answered from a scale that is there, and what alerts is one of its answers."""
    scales = {scale.key: scale for scale in whole.scales}
    for number, group in enumerate(whole.groups):
        for place, question in enumerate(group.questions):
            path = ("groups", number, "questions", place)
            scale = scales.get(question.scale or "")
            if question.scale and scale is None:
                known = ", ".join(f"'{key}'" for key in scales)
                yield Fault((*path, "scale"), f"there is no scale '{question.scale}' here; there are {known}")
            if question.about == "named" and set(scale.values if scale else ()) != {"yes", "no"}:
                yield Fault(
                    (*path, "about"), "whether the hub may read it is answered by 'yes' or 'no' alone"
                )
            for line, value in enumerate(question.alert):
                if scale is None or value not in scale.values:
                    yield Fault(
                        (*path, "alert", line), f"'{value}' is not among the answers to this question"
                    )


def languages(whole: Questionnaire) -> Iterator[Fault]:
    """A language is there for all words or for none; what is a draft is there."""
    words = [
        (("scales", *path), value) for path, value in walk(whole.scales) if isinstance(value, Wording)
    ] + [(("groups", *path), value) for path, value in walk(whole.groups) if isinstance(value, Wording)]
    for language, name in NAMES.items():
        missing = [path for path, value in words if getattr(value, language.value) is None]
        if missing and len(missing) < len(words):
            for path in missing:
                yield Fault(path, f"this has no {name} words ('{language.value}:'), and other words here do")


def drafts(whole: Questionnaire) -> Iterator[Fault]:
    """Only a language that the file has is a draft."""
    for number, draft in enumerate(whole.drafts):
        if Language(draft.language) not in whole.languages:
            yield Fault(("drafts", number, "language"), "the file has no words in this language")


def asked_of(whole: Questionnaire) -> Iterator[Fault]:
    """Nobody is asked after something that this questionnaire is not for."""
    for number, group in enumerate(whole.groups):
        for place, question in enumerate(group.questions):
            path = ("groups", number, "questions", place)
            if "went" in question.model_fields_set:
                for one in question.went:
                    if one not in whole.went:
                        yield Fault(
                            (*path, "went"), f"this questionnaire is not for '{one.value}'; see 'went' above"
                        )


RULES = (
    Rule(("scales", "groups"), keys),
    Rule(("scales", "groups"), answers),
    Rule(("scales", "groups"), languages),
    Rule(("drafts", "groups"), drafts),
    Rule(("went", "groups"), asked_of),
)


def faults(whole: Questionnaire, sound: frozenset[str]) -> Iterator[Fault]:
    """Every fault that the sections which could be read (`sound`) show."""
    for rule in RULES:
        if sound.issuperset(rule.needs):
            yield from rule.find(whole)
