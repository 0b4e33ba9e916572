"""Asking before one approaches somebody: what the hub, an agency and another area are told and have to do."""

from collections.abc import Iterator

from rjhub.asking.actions import elsewhere
from rjhub.asking.keys import Asked
from rjhub.asking.tests.factories import DARREN, NOBODY, ROSA, asks
from rjhub.people.tests.factories import at_work, darren, member, rosa
from tests.looks.scenes import Scene, at

ADDRESS = "/before-you-approach"
ELSEWHERE = f"{ADDRESS}/other-areas"
HUB, OTHER_HUB = "Marian Okafor", "Judith Arkwright"


def in_ones_own_area() -> Iterator[Scene]:
    """Both answers, an approach, and what the hub hears of it."""
    _two_are_known()
    told = [f"{ADDRESS}/{asks('Dean Whitlock', asked).id}" for asked in (DARREN, NOBODY)]
    yield at("Dean Whitlock", *told, f"{told[0]}/approach")
    yield at("Esther Lindqvist", f"{ADDRESS}/{asks('Esther Lindqvist', ROSA).id}/approach")
    asks("Adaeze Obi", ROSA)  # she is told nothing of somebody harmed, and the hub hears of it
    yield at(HUB, f"{ADDRESS}/to-the-hub")


def in_another_area() -> Iterator[Scene]:
    """A key of two areas: proposed, agreed to, and used; what is answered, and what the other hub hears."""
    _two_are_known()
    yield at(OTHER_HUB, f"{ELSEWHERE}/keys")
    with at_work(member(OTHER_HUB)) as judith:
        key = elsewhere.propose_key(member(HUB).partnership_id, by=judith)
    yield at(HUB, f"{ELSEWHERE}/keys")
    with at_work(member(HUB)) as marian:
        elsewhere.agree_key(key, by=marian)
    elsewhere.encode_everywhere()
    yield at(HUB, f"{ELSEWHERE}/keys")
    yield at(OTHER_HUB, *(_answer(OTHER_HUB, asked) for asked in (DARREN, NOBODY)))
    with at_work(member(OTHER_HUB)) as judith:
        rosa(judith)
    elsewhere.encode_everywhere()
    yield at("Adaeze Obi", _answer("Adaeze Obi", ROSA))
    yield at(OTHER_HUB, f"{ELSEWHERE}/to-the-hub")


def _two_are_known() -> None:
    with at_work(member(HUB)) as marian:
        darren(marian)
        rosa(marian, member("Esther Lindqvist"))


def _answer(name: str, asked: Asked) -> str:
    with at_work(member(name)) as staff:
        question, _ = elsewhere.ask_elsewhere(asked, by=staff)
    return f"{ELSEWHERE}/{question}"
