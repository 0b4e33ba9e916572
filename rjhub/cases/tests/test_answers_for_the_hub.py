"""What agencies answer about the other side, where it may say how the person harmed can be reached."""

import pytest
from django.db import IntegrityError, transaction

from rjhub.cases.models import Case, HeldWords, InformationItem, Task
from rjhub.cases.tests.asked import PROBATION, answer, ask_all, request_to
from rjhub.cases.tests.factories import a_case, at_work, member, signed_in
from rjhub.cases.tests.ready import facilitated, side_of
from rjhub.cases.tests.shut import GARETH, another_coordinator, recorded
from rjhub.kernel import clock
from rjhub.people.actions import reaching
from rjhub.people.vocabulary import ContactKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked_case() -> Case:
    with at_work(member("Marian Okafor")) as marian:
        case = a_case(marian)
        facilitated(case, marian)
        harmed = side_of(case, "harmed")
        reaching.keep_contact(
            harmed.person, kind=ContactKind.ADDRESS, value="Rose Cottage\nLewes", by=marian, at=clock.now()
        )
    ask_all(case)
    return case


def answered(case: Case, words: str) -> InformationItem:
    """Probation answers about the person responsible; what the hub then sees."""
    request = request_to(case, "probation")
    sent = answer(PROBATION, request, answer=words, regime="part_3")
    assert sent.status_code == 302, sent.content.decode()
    with at_work(member("Marian Okafor")):
        return InformationItem.objects.get(request=request)


@pytest.mark.parametrize("words", ["He walks past Rose Cottage.", "He rings 07700 900777.", "He is calm."])
def test_what_an_agency_answers_is_read_by_the_hub_first_and_whoever_answers_is_told_the_same(
    asked_case: Case, words: str
) -> None:
    item = answered(asked_case, words)
    reads = {name: name for name in ("Adaeze Obi", "Gareth Pugh")}
    for name in reads:
        with at_work(member(name)):
            assert InformationItem.objects.filter(id=item.id).exists() is (words == "He is calm."), name
    with at_work(member(PROBATION)):
        assert not HeldWords.objects.exists()
        assert InformationItem.objects.filter(id=item.id).exists()
    if words == "He is calm.":
        return
    with at_work(member("Marian Okafor")):
        task = Task.objects.get(kind="read_words")
    hub = signed_in("Marian Okafor")
    assert words.rsplit(maxsplit=1)[-1].rstrip(".") in hub.get(task.address).content.decode()
    assert hub.post(task.address, {"verdict": "confirm"}).status_code == 302
    for name in reads:
        with at_work(member(name)):
            assert InformationItem.objects.filter(id=item.id).exists(), name


def test_the_database_opens_no_answer_to_others_that_the_hub_has_not_read(asked_case: Case) -> None:
    item = answered(asked_case, "He rings 07700 900777.")
    with (
        at_work(member("Marian Okafor")),
        pytest.raises(IntegrityError, match="contact_details"),
        transaction.atomic(),
    ):
        InformationItem.objects.filter(id=item.id).update(limits=[])


def test_who_is_barred_from_a_case_stays_barred_from_what_is_for_the_hub_alone(asked_case: Case) -> None:
    second = another_coordinator()
    item = answered(asked_case, "He rings 07700 900777.")
    with at_work(second):
        assert InformationItem.objects.filter(id=item.id).exists()
    recorded(asked_case, GARETH)
    with at_work(second):
        assert not InformationItem.objects.filter(id=item.id).exists()
