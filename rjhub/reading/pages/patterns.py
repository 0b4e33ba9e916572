"""Why something was pointed out, in plain words, and what that does not mean."""

from dataclasses import dataclass
from typing import Any

from rjhub.design.words import plural
from rjhub.reading.models import Finding
from rjhub.reading.vocabulary import Pattern


@dataclass(frozen=True)
class Words:
    """What stood out, and what it does not mean."""

    why: str
    not_meant: str


def words_of(finding: Finding, name: str) -> Words:
    """The words for a finding about somebody."""
    said = finding.figures
    return _WORDS[Pattern(finding.pattern)](name, said)


def _surname(name: str, said: dict[str, Any]) -> Words:
    bearers, everybody = said["bearers"], said["of"]
    common = f"{bearers:,} of the {everybody:,} people in this partnership have it."
    people = "a person who has" if said["people"] == 1 else f"{said['people']} people who have"
    task = " Nothing shows that they had a task there." if said["without_task"] else ""
    return Words(
        f"{name} opened the record or case of {people} the same surname as they do. {common}{task}",
        "Most people with the same surname are not related. Somebody may also have the same surname as "
        "a person they were asked to work with. Ask whether they know them.",
    )


def _street(name: str, said: dict[str, Any]) -> Words:
    people = "a person" if said["people"] == 1 else f"{said['people']} people"
    return Words(
        f"{name} opened the record or case of {people} with the postcode that {name} gave as that of their home.",
        "A postcode holds about 15 homes; neighbours need not know each other. RJ Hub knows only where those staff "
        "live who gave it, and keeps no address of theirs.",
    )


def _conflict(name: str, said: dict[str, Any]) -> Words:
    if said["later"]:
        return Words(
            f"{name} opened something after they had said that they know somebody in it.",
            "If the conflict of interest had been ended by somebody else, they were let in again. If it still counted, "
            "RJ Hub failed to keep them out: tell whoever runs it.",
        )
    return Words(
        f"{name} said that they know somebody in a case, after opening it {plural(said['times_before'], 'time')} on "
        f"{plural(said['days_before'], 'day')}.",
        "They may have noticed only then, for example when a name came up.",
    )


def _no_task(name: str, said: dict[str, Any]) -> Words:
    seen = "They saw it by their role, not because it was given to them by name."
    if "returning" in said:
        again = f"on {plural(said['returning'], 'day')} within three weeks"
        return Words(
            f"{name} came back {again} to {plural(said['number'], 'file')} on which they had no task, and did nothing "
            f"there. {seen}",
            "They may be covering for a colleague, or waiting for something. Ask who asked them to look.",
        )
    return Words(
        f"{name} opened {plural(said['number'], 'file')} on which they had no task, no allocation and no grant by "
        f"name, and did nothing there. {seen} {_usual(said)}",
        "Looking in for a colleague, at a meeting or on the telephone leaves nothing else behind.",
    )


def _bulk(name: str, said: dict[str, Any]) -> Words:
    return Words(
        f"{name} opened {plural(said['number'], 'different file')}, cases and people, on one day. {_usual(said)}",
        "Preparing figures, a hand-over or coming back from leave look like this too.",
    )


def _hours(name: str, said: dict[str, Any]) -> Words:
    usual = (
        f"They did so on {said['own_other_days']} of the {plural(said['own_days'], 'other day')} on which they worked."
        if said["own_days"]
        else "Nothing is known yet of when they usually work."
    )
    what = (
        "on which RJ Hub knows of no task of theirs now or in the last months, "
        if "without_task" in said
        else ""
    )
    return Words(
        f"{name} opened {plural(said['number'], 'file')} {what}outside your agency’s working hours or days. {usual}",
        "People work late before a meeting, and volunteers in the evening.",
    )


def _missed(name: str, said: dict[str, Any]) -> Words:
    return Words(
        f"{name} searched for people {plural(said['number'], 'time')} on one day and found nobody. {_usual(said)}",
        "New referrals are mostly about people whom nobody knows yet, so that a search finds nobody.",
    )


def _tries(name: str, said: dict[str, Any]) -> Words:
    where = f"{plural(said['number'], 'time')} on one day, in {plural(said['records'], 'record')}"
    return Words(
        f"{name} added a record, or changed a name or date of birth in one, {where}, where somebody who said no may be "
        f"meant. In all they did so {plural(said['of'], 'time')} that day.",
        "Somebody who tries out names until RJ Hub says that a hub must look first learns who has said no. A list of "
        "people who were referred before looks like this too, and so does putting spellings right. Ask where the "
        "names came from.",
    )


def _usual(said: dict[str, Any]) -> str:
    own = (
        f"On their other days it is {said['own_usual']} in the middle" if said["own_days"] else "They are new"
    )
    return f"{own}; for people with the same kind of role it is {said['peer_usual']}."


_WORDS = {
    Pattern.SURNAME: _surname,
    Pattern.STREET: _street,
    Pattern.CONFLICT: _conflict,
    Pattern.NO_TASK: _no_task,
    Pattern.BULK: _bulk,
    Pattern.OUT_OF_HOURS: _hours,
    Pattern.MISSED: _missed,
    Pattern.TRIES: _tries,
}
