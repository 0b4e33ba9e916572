"""What people said to offers: coming back to them, exceptions from a no, erased records, and names of theirs."""

from collections.abc import Iterator
from datetime import timedelta

from rjhub.kernel import clock
from rjhub.matching.actions import deciding, looking
from rjhub.matching.tests.factories import like_rosa, look
from rjhub.offers.actions import erasing, noting
from rjhub.offers.models import Entry
from rjhub.offers.tests.test_noes import AGAIN, asked_for, says_no
from rjhub.offers.vocabulary import Answer, ErasedBecause, RaisedBy, Said
from rjhub.partnership.models import Staff
from rjhub.people.actions import naming
from rjhub.people.models import Person
from rjhub.people.tests import factories
from rjhub.people.vocabulary import Channel, NameKind, SamePerson
from tests.looks.scenes import Scene, at

MARIAN, SECOND = "Marian Okafor", "Tomasz Zielinski"


def to_come_back_to() -> Iterator[Scene]:
    """Somebody who wanted to be asked again, on the day that they named."""
    with factories.at_work(factories.member(MARIAN)) as marian:
        rosa = factories.rosa(marian)
        later = noting.Offer(
            said=Said.OFFERED, happened_on=clock.today() - timedelta(days=30), channel=Channel.PHONE,
            raised_by=RaisedBy.AGENCY, answer=Answer.NOT_NOW, ask_again_on=clock.today(),
        )  # fmt: skip
        noting.record_offer(rosa, later, by=marian, at=clock.now() - timedelta(days=30))
        known = naming.add_other_name(
            rosa, given_name="Rosie", family_name="Delacroix", kind=NameKind.ALIAS, by=marian
        )
        entry = Entry.objects.get(person=rosa, said=Said.NOT_NOW)
    yield at(
        MARIAN, "/offers", f"/offers/{entry.id}/taking-up", f"/people/{rosa.id}/names/{known.id}/withdrawal"
    )


def an_exception() -> Iterator[Scene]:
    """An exception from a no: asked for, to be agreed to by somebody else, and ended."""
    with factories.at_work(factories.member(MARIAN)) as marian:
        rosa = factories.rosa(marian, factories.member(SECOND))
        leave = asked_for(says_no(rosa, marian), marian)
    agreeing, ending = (f"/noes/leave/{leave.id}/{what}" for what in ("agreeing", "ending"))
    noes = f"/people/{rosa.id}/noes"
    yield at(MARIAN, noes, agreeing)
    second = at(SECOND, noes, agreeing, ending)
    yield second
    second[1].post(agreeing, {"agreed": "on"})
    yield at(MARIAN, noes, ending)


def an_erased_record() -> Iterator[Scene]:
    """Somebody is recorded who is like a person whose record was erased and who had said no."""
    with factories.at_work(factories.member(MARIAN)) as marian:
        _erased_after_a_no(marian)
        again = factories.a_person(marian, **AGAIN)
        like = factories.a_person(marian, **AGAIN | {"given_name": "Roza"})
    yield at(MARIAN, f"/people/{again.id}/noes", f"/people/{again.id}/erased/lifting")
    yield at(MARIAN, f"/people/{like.id}/noes", f"/people/{like.id}/erased/telling-apart", "/offers")


def _erased_after_a_no(by: Staff) -> Person:
    rosa = factories.rosa(by)
    says_no(rosa, by)
    erasing.minimise_person(rosa, because=ErasedBecause.ASKED, by=by, at=clock.now())
    return rosa


def records_of_one_person() -> Iterator[Scene]:
    """Records that were joined, and one that another coordinator is to confirm."""
    with factories.at_work(factories.member(MARIAN)) as marian:
        rosa, again = factories.rosa(marian), factories.rosa(marian)
        slip = like_rosa(marian, born_on=AGAIN["born_on"].replace(month=7))
        look(rosa)
        for other in (again, slip):
            looking.compare(rosa, other, by=marian, at=clock.now())
            deciding.decide(rosa, other, decision=SamePerson.SAME, why="Rang her", by=marian, at=clock.now())
    records = f"/people/{rosa.id}/duplicates"
    yield at(MARIAN, "/matching", records, f"{records}/{again.id}", f"{records}/{slip.id}")
