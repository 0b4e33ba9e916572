"""What the pages about people tell somebody who may not know."""

from uuid import uuid4

import pytest

from rjhub.audit.models import Consultation
from rjhub.people.actions import stopping
from rjhub.people.tests import factories, walls
from rjhub.people.tests.browsing import MARIAN, addresses, text_of, without_time
from rjhub.sharing.vocabulary import Category

pytestmark = pytest.mark.django_db


OUTSIDERS = ("Ryan Tipping", "Esther Lindqvist", "Tomasz Zielinski", "Judith Arkwright", "Imogen Farrant")


@pytest.mark.parametrize("name", OUTSIDERS)
def test_a_person_who_is_hidden_looks_exactly_like_one_who_is_not_there(rosa, name):
    client, nobody = factories.signed_in(name), uuid4()
    for hidden, missing in zip(addresses(rosa.id), addresses(nobody), strict=True):
        for ask in (client.get, client.post):
            one, other = ask(hidden), ask(missing)
            assert one.status_code == other.status_code
            assert one.status_code in {404, 405}
            assert one.content == other.content
            assert without_time(one.headers) == without_time(other.headers)


def test_somebody_on_the_responsible_side_sees_the_name_and_nothing_that_endangers(rosa):
    adaeze = factories.probation_officer()
    with factories.at_work(factories.coordinator()) as marian:
        factories.let_see(rosa, adaeze)
        stopping.record_stop(
            rosa, said_on=factories.NOW.date(), said_to=marian.agency, by=marian, at=factories.NOW
        )
    client = factories.signed_in(adaeze.name)
    page = client.get(f"/people/{rosa.id}")
    said = text_of(page)
    assert "Rosa Delacroix" in said
    assert "They asked not to be contacted" in said
    for words in ("Contact details", "Contact them safely", "Weekdays", "Otter", "Told to", "Custody"):
        assert words not in said
    for address in ("contact", "contact/mobile", "contact/address", "safe-contact"):
        hidden = client.get(f"/people/{rosa.id}/{address}")
        assert hidden.status_code == 404
        assert hidden.content == client.get(f"/people/{uuid4()}/{address}").content
        assert client.post(f"/people/{rosa.id}/{address}", {"purpose": "check"}).status_code == 404
    everything = "".join(
        ask(address).content.decode() for address in addresses(rosa.id) for ask in (client.get, client.post)
    )
    assert not list(walls.texts_of(everything))


def test_a_wrong_wall_would_be_seen_through_the_browser(rosa, behind_the_walls):
    """The test above can fail: with a grant across the wall and no second lock, the page shows what it must not."""
    adaeze = factories.probation_officer()
    with factories.at_work(factories.coordinator()):
        factories.let_see(rosa, adaeze)
    with behind_the_walls() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; " + walls.NO_WALL)
        cursor.execute(
            "UPDATE sharing_grant SET categories = categories || ARRAY['safety'] WHERE file_id = %s AND holder_id = %s",
            [rosa.file_id, adaeze.principal_id],
        )
    her = factories.signed_in(adaeze.name)
    assert "Otter" not in text_of(her.get(f"/people/{rosa.id}")), "the second lock holds without the wall"
    with behind_the_walls() as cursor:
        cursor.execute("DROP POLICY second_lock ON people_safecontact")
    assert "Otter" in text_of(her.get(f"/people/{rosa.id}"))


def test_reading_a_record_is_recorded_with_its_page(rosa, behind_the_walls):
    factories.signed_in(MARIAN).get(f"/people/{rosa.id}")
    with behind_the_walls():
        last = Consultation.objects.latest("id")
    assert (last.door, last.files) == ("people:person", [rosa.file_id])
    assert set(last.categories) >= {Category.IDENTITY, Category.SAFETY, Category.EQUALITY}


def test_nobody_reads_anything_without_signing_in(rosa, client):
    for address in ("/people", *addresses(rosa.id)):
        for ask in (client.get, client.post):
            answer = ask(address)
            assert answer.status_code in {302, 403, 404, 405}, address
            assert not list(walls.texts_of(answer.content.decode()))
            assert "Delacroix" not in answer.content.decode()
