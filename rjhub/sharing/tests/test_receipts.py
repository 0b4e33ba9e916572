"""Agencies get the receipts for the sealed log: on a page, in a folder, and by mail."""

import json

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from rjhub.audit import receipts, sealing
from rjhub.audit.models import Entry
from rjhub.audit.receipts import Receipt
from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused
from rjhub.partnership import installation
from rjhub.partnership.models import Agency, Principal, Staff
from rjhub.partnership.tests import factories
from rjhub.partnership.vocabulary import Role
from rjhub.sharing import receiving
from rjhub.sharing.actions import receipts as actions
from rjhub.sharing.models import ReceiptGiven

pytestmark = pytest.mark.django_db
POLICE = "sussex-police"


@pytest.fixture
def sealed() -> Receipt:
    police = factories.agency(POLICE)
    actions.seal_everything()
    found = sealing.newest(police.partnership_id, police.partnership.code)
    assert found is not None
    return found


@pytest.fixture
def iris() -> Staff:
    return factories.works_at(factories.agency(POLICE), "Iris Penhale", Role.INFORMATION_OFFICER)


def signed_in(staff: Staff) -> Client:
    client = Client()
    client.force_login(staff.account)
    return client


def test_the_program_seals_as_the_role_that_may_not_read_the_log(sealed):
    assert sealed.is_signed()
    assert sealed.public_key == receipts.key_of_this_installation().public.hex()
    assert sealed.entries > 0


def test_an_information_officer_downloads_the_newest_receipt_and_sees_that_they_did(
    sealed, iris, behind_the_walls
):
    browser = signed_in(iris)
    page = browser.get(reverse("sharing:receipts")).content.decode()
    assert "Your agency has not kept a receipt yet" in page
    assert sealed.fingerprint in page

    answer = browser.post(reverse("sharing:receipt_taking"))
    assert answer["Content-Disposition"] == f'attachment; filename="{sealed.file_name}"'
    assert receipts.read(answer.content.decode()) == sealed

    given = ReceiptGiven.objects.get(agency=iris.agency)
    assert (given.number, given.way, given.taken_by) == (sealed.number, "page", iris)
    assert "Iris Penhale" in browser.get(reverse("sharing:receipts")).content.decode()
    with behind_the_walls():
        entry = Entry.objects.get(tag="sharing:receipt:give")
    assert (entry.staff_id, entry.subject_id) == (iris.id, str(given.id))


def test_nobody_else_finds_the_page_or_gets_a_receipt(sealed):
    tom = factories.tom()
    browser = signed_in(tom)
    assert browser.get(reverse("sharing:receipts")).status_code == 404
    assert browser.post(reverse("sharing:receipt_taking")).status_code == 404
    with pytest.raises(Refused, match="Only the information officer"):
        actions.take(by=tom)
    assert not ReceiptGiven.objects.exists()


def test_before_the_first_seal_the_page_says_so_and_there_is_nothing_to_take(iris):
    browser = signed_in(iris)
    assert "Nothing is sealed yet" in browser.get(reverse("sharing:receipts")).content.decode()
    assert browser.post(reverse("sharing:receipt_taking")).status_code == 404


def test_each_agency_has_its_own_part_of_the_folder_and_nothing_is_put_there_twice(sealed, tmp_path):
    police = factories.agency(POLICE)
    first = actions.put_in_folder(tmp_path)
    file = tmp_path / "sussex" / POLICE / sealed.file_name
    assert receipts.read(file.read_text()) == sealed
    assert first == len(receiving.agencies_on(clock.today()))
    assert actions.put_in_folder(tmp_path) == 0
    assert ReceiptGiven.objects.get(agency=police).way == "folder"
    assert not list(tmp_path.rglob("*.part"))


def test_the_monthly_mail_goes_to_information_officers_and_says_nothing_of_any_case(sealed, iris):
    sent = actions.mail_everybody()
    assert sent == len(mail.outbox) > 0
    ours = next(each for each in mail.outbox if each.to == [iris.account.email])
    ((name, text, kind),) = ours.attachments
    assert (name, kind) == (sealed.file_name, "application/json")
    assert json.loads(text)["head"] == sealed.head
    assert all(len(each.to) == 1 for each in mail.outbox)
    assert sealed.fingerprint in ours.body
    assert ReceiptGiven.objects.filter(agency=iris.agency, way="mail").count() == 1


def test_where_nobody_is_information_officer_the_agency_itself_gets_the_mail(sealed):
    with installation.acts():
        agency = Agency.objects.create(
            partnership=factories.partnership(),
            code="new-charity",
            name="New Charity",
            short_name="New Charity",
            kind="voluntary",
            works_with="neither",
            since=clock.today(),
            leads=Principal.objects.create(
                partnership=factories.partnership(),
                kind="agency_leads",
                works_with="neither",
                agency_kind="voluntary",
            ),
            contact_email="office@new-charity.example",
        )
    assert receiving.keepers_of(agency) == ["office@new-charity.example"]


def test_a_mail_that_cannot_be_sent_keeps_nobody_else_waiting(sealed, iris, monkeypatch):
    keepers = receiving.keepers_of(iris.agency)

    def refuses(message: mail.EmailMessage) -> int:
        if message.to[0] in keepers:
            raise OSError
        return 1

    monkeypatch.setattr(mail.EmailMessage, "send", refuses)
    assert actions.mail_everybody() > 0
    assert not ReceiptGiven.objects.filter(agency=iris.agency).exists()
