"""What agencies gave within limits, and texts that would carry it further.

A text is held against what whoever writes it can see: what they never saw they cannot pass on, and what they may not
know is not told them by a refusal. Only words that are repeated are found; what is told in other words, a person sees.
"""

from collections.abc import Iterable

from rjhub.cases.models import InformationItem, Party, PoliceCheck
from rjhub.cases.vocabulary import Limit
from rjhub.kernel import quoting
from rjhub.kernel.decisions import Decision, all_of, allow_if

_CONDITION = {
    Limit.HUB_ONLY: "only the hub’s coordinators see it",
    Limit.NOT_TO_PERSON: "it is not shown to the person it is about",
    Limit.NOT_TO_OTHER_SIDE: "it is not told to the other side",
}


def within_limits(
    text: str,
    *,
    items: Iterable[InformationItem],
    checks: Iterable[PoliceCheck],
    to: Iterable[Party],
) -> Decision:
    """Whether a text may go to these people: it repeats nothing that an agency gave for others than them.

    The answer names the limit and who gave it.
    """
    people = list(to)
    return all_of(
        *(_goes_no_further(text, item.answer, _broken(item, people), item.source) for item in items),
        *(
            _goes_no_further(text, words, Limit.HUB_ONLY, f"{check.checked_by}, {check.request.asked_name}")
            for check in checks
            for words in (check.open_matters, check.orders, check.bears_on_risk)
        ),
    )


def _broken(item: InformationItem, people: Iterable[Party]) -> Limit | None:
    """The limit that would be broken if these people were told."""
    about = item.request
    if Limit.HUB_ONLY in item.limits:
        return Limit.HUB_ONLY
    for one in people:
        if Limit.NOT_TO_PERSON in item.limits and one.id == about.party_id:
            return Limit.NOT_TO_PERSON
        if Limit.NOT_TO_OTHER_SIDE in item.limits and one.side != about.party.side:
            return Limit.NOT_TO_OTHER_SIDE
    return None


def _goes_no_further(text: str, given: str, limit: Limit | None, source: str) -> Decision:
    run = quoting.quoted(text, given) if limit else ""
    condition = _CONDITION[limit] if limit else "nobody is told"
    return allow_if(
        not run,
        f"This repeats what {source}, gave on condition that {condition} (“{run}”). Take it out, or ask them first.",
    )


def file_within_limits(limits: Iterable[str], from_agency: str) -> Decision:
    """Whether a file may go to the other side. The same file may have been given within a limit."""
    broken = next((one for one in (*_CONDITION,) if one in set(limits)), None)
    return allow_if(
        broken is None,
        f"This file is in the case already ({from_agency}), on condition that {_CONDITION[broken] if broken else ''}. "
        "Leave it out, or ask them first.",
    )
