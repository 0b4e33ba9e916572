"""Contact that stands still after a restore: what everybody meets meanwhile, and how people open it again."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.test import override_settings

from rjhub.cases.models import Case, Meeting, Party
from rjhub.cases.tests import test_letters as writing
from rjhub.cases.tests.factories import at_work, member
from rjhub.cases.tests.meeting import a_meeting
from rjhub.cases.tests.ready import a_ready_case
from rjhub.kernel import clock
from rjhub.offers import freeze
from rjhub.offers.actions import erasing, noticing
from rjhub.offers.tests.restoring import joined, lost, says_no, written
from rjhub.offers.vocabulary import ErasedBecause, FrozenBecause
from rjhub.partnership.models import Staff
from rjhub.people.models import Person
from rjhub.people.tests import factories
from tests.looks.scenes import Scene, at, signed_in

MARIAN, SECOND, GARETH = "Marian Okafor", "Tomasz Zielinski", "Gareth Pugh"
PAGE = "/contact"
SURE = {"why": "I asked every agency by telephone", "sure": "on"}


def with_a_whole_register() -> Iterator[Scene]:
    """A no, a joining and an erasure were lost in the restore, and the register has them: one person decides."""
    with _a_folder():
        with at_work(member(MARIAN)) as marian:
            case = a_ready_case(marian)
            writing.can_be_reached(writing.alice_of(case).person, marian)
            meeting = a_meeting(case, marian)
            pair = _lost_in_the_restore(marian)
            freeze.freeze(FrozenBecause.BY_HAND)
        yield at(MARIAN, "/", PAGE)
        yield from _at_work_meanwhile(case, meeting)
        noticing.keep(marian.partnership)
        yield at(MARIAN, PAGE)
        yield at(SECOND, PAGE)
        with at_work(marian):
            joined(*pair, marian)
        yield at(MARIAN, PAGE)


def without_a_register() -> Iterator[Scene]:
    """There is nothing to compare with: two people have to ask the agencies, one after the other."""
    with _a_folder():
        with at_work(member(MARIAN)) as marian:
            freeze.freeze(FrozenBecause.BY_HAND)
        noticing.keep(marian.partnership)
    yield at(MARIAN, PAGE)
    for name in (MARIAN, SECOND):
        signed_in(name).post(PAGE, SURE)
        yield at(MARIAN, PAGE)
        yield at(SECOND, PAGE)


def _at_work_meanwhile(case: Case, meeting: Meeting) -> Iterator[Scene]:
    """What those meet who would contact somebody now."""
    with at_work(member(MARIAN)):
        alice = Party.objects.get(case=case, side="harmed")
    here = f"/cases/{case.reference}"
    hers, its = f"{here}/people/{alice.id}", f"{here}/meetings/{meeting.id}"
    acts = (f"{hers}/contacts/new", f"{hers}/letters/new", f"{here}/messages/new", f"{here}/meetings/new",
            f"{its}/booking", f"{its}/calendar", its)  # fmt: skip
    yield at(MARIAN, here, f"/people/{alice.person_id}", f"/people/{alice.person_id}/erasing", *acts)
    yield at(GARETH, "/", here, *acts, "/before-you-approach")


def _lost_in_the_restore(by: Staff) -> tuple[Person, Person]:
    """Answers the two records that had been joined."""
    rosa, again, darren = factories.rosa(by), factories.rosa(by), factories.darren(by)
    other = factories.a_person(by, given_name="Petra", family_name="Quayle")
    with lost():
        says_no(darren, by)
        joined(rosa, again, by)
        erasing.minimise_person(other, because=ErasedBecause.ASKED, by=by, at=clock.now())
        written(by)
    return rosa, again


@contextmanager
def _a_folder() -> Iterator[None]:
    """A register of noes of one's own, empty at first."""
    with TemporaryDirectory() as folder, override_settings(REGISTER_FOLDER=Path(folder)):
        yield
