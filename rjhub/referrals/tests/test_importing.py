"""Many referrals from a file: what is read, what is refused, what becomes of each row."""

from typing import Any

import pytest

from rjhub.referrals import jobs
from rjhub.referrals.forms import spreadsheet
from rjhub.referrals.models import ImportBatch, ReferralParty
from rjhub.referrals.tests import browsing as web
from rjhub.referrals.tests import factories as here
from rjhub.referrals.tests import files, uploading
from rjhub.sharing.vocabulary import Side

pytestmark = pytest.mark.django_db


def test_the_example_of_the_template_never_becomes_a_referral() -> None:
    dean = web.signed_in(uploading.DEAN)
    template = dean.get("/referrals/imports/template")
    place = uploading.review(dean, template.content)

    page = web.text_of(dean.get(place))
    answer = web.press(dean, place, at=f"{place}/confirmation")

    assert template["Content-Type"].startswith("text/csv")
    assert answer.status_code == 403
    assert "Take the line out, or write your own reference in place of EXAMPLE" in page
    assert "Send 1 referral" not in page
    assert uploading.sent() == []


def test_the_template_can_be_filled_in_and_uploaded_as_it_is() -> None:
    dean = web.signed_in(uploading.DEAN)
    template = dean.get("/referrals/imports/template").content.replace(b"EXAMPLE", b"RJ/26/114")

    page = web.text_of(dean.get(uploading.review(dean, template)))

    assert "Send 1 referral" in page
    assert "Lines that need correcting" not in page


def test_good_rows_are_sent_on_confirmation_only_and_bad_ones_say_what_is_wrong() -> None:
    dean = web.signed_in(uploading.DEAN)
    rows = [files.GOOD, files.GOOD | {"Your reference": "RJ/2", "PNC ID": "2001/0171310X"}]
    place = uploading.review(dean, files.of(rows))
    page = web.text_of(dean.get(place))
    assert "Send 1 referral" in page
    assert "PNC ID: The letter at the end does not fit the digits" in page
    assert uploading.sent() == []

    uploading.confirm(dean, place)

    (referral,) = uploading.sent()
    assert referral.source_reference == "RJ/1"
    after = web.text_of(dean.get(place))
    assert referral.reference in after
    assert "Lines that need correcting" in after


def test_a_row_becomes_the_same_referral_as_in_the_browser() -> None:
    dean = web.signed_in(uploading.DEAN)
    uploading.confirm(dean, uploading.review(dean, files.of([files.GOOD])))

    (referral,) = uploading.sent()
    with here.at_work(here.coordinator()):
        alice, kyle = (
            ReferralParty.objects.select_related("person").get(side=side)
            for side in (Side.HARMED, Side.RESPONSIBLE)
        )
        offence = referral.offences.get()
        risk = referral.risks.get()
    assert alice.person.born_on.isoformat() == "1984-02-11"
    assert alice.agrees_to_contact == "yes"
    assert kyle.responsibility == "accepts"
    assert offence.happened_on.isoformat() == "2026-08-14"
    assert (risk.side, risk.description) == (Side.RESPONSIBLE, "Drinks heavily")
    assert referral.hub_id == here.coordinator().current_roles()[0].hub_id


def test_problems_stand_beside_the_line_of_the_file_on_which_the_row_starts() -> None:
    dean = web.signed_in(uploading.DEAN)
    story = files.GOOD | {"What happened": "First line\nSecond line\n\nLast line"}
    bad = files.GOOD | {"Your reference": "RJ/2", "Date": "31/02/2026", "Kind of crime": "Burgling"}

    page = web.text_of(dean.get(uploading.review(dean, files.of([story, bad]))))

    assert ">6</th>" in page
    assert "must be a real date: February 2026 has 28 days (you wrote “31/02/2026”)" in page
    assert "Kind of crime: Select the kind of crime or incident (you wrote “Burgling”)" in page


def test_rows_sent_before_or_twice_in_the_file_are_not_doubled() -> None:
    here.a_referral(
        by=here.member("Priya Nair"),
        circumstances=here.Circumstances(**vars(here.BY_POLICE) | {"source_reference": "RJ/1"}),
    )
    dean = web.signed_in(uploading.DEAN)
    twice = files.GOOD | {"Your reference": "RJ/2"}
    place = uploading.review(dean, files.of([files.GOOD, twice, twice]))
    page = web.text_of(dean.get(place))

    assert "Send 1 referral" in page
    assert page.count("was sent before, or stands higher up in this file") == 2
    uploading.confirm(dean, place)
    assert [one.source_reference for one in uploading.sent()] == ["RJ/1", "RJ/2"]


def test_the_same_file_uploaded_again_is_recognised() -> None:
    dean = web.signed_in(uploading.DEAN)
    content = files.of([files.GOOD])
    first = uploading.review(dean, content)

    second: Any = uploading.upload(dean, content, name="renamed.csv")

    assert second["Location"] == first
    assert "You uploaded this file on" in web.text_of(dean.get(first))
    assert ImportBatch.objects.count() == 1


def test_corrections_come_back_with_reasons_and_go_in_again_as_they_are() -> None:
    dean = web.signed_in(uploading.DEAN)
    bad = files.GOOD | {
        "PNC ID": "2001/0171310X",
        "Responsible mobile": "+44 7700 900103",
        "Responsible safe ways": "Phone call",
    }
    place = uploading.review(dean, files.of([bad]))

    answer = dean.get(f"{place}/corrections")
    text = answer.content.decode("utf-8-sig")
    assert "The letter at the end does not fit the digits" in text
    again = uploading.review(dean, text.replace("2001/0171310X", "2001/0171310W").encode())

    assert "Send 1 referral" in web.text_of(dean.get(again))
    assert 'filename="october-to-correct.csv"' in answer["Content-Disposition"]


def test_a_row_that_cannot_be_sent_after_all_is_set_apart_and_the_others_go_on() -> None:
    dean = web.signed_in(uploading.DEAN)
    place = uploading.review(dean, files.of([files.GOOD, files.GOOD | {"Your reference": "RJ/2"}]))
    web.press(dean, place, at=f"{place}/confirmation")
    here.a_referral(circumstances=here.Circumstances(**vars(here.BY_POLICE) | {"source_reference": "RJ/1"}))

    jobs.import_referrals(place.rpartition("/")[2])

    page = web.text_of(dean.get(place))
    assert "Your agency has sent a referral with the reference RJ/1 already" in page
    assert {one.source_reference for one in uploading.sent()} == {"RJ/1", "RJ/2"}
    assert len(uploading.sent()) == 2


def test_the_job_may_run_twice() -> None:
    dean = web.signed_in(uploading.DEAN)
    place = uploading.review(dean, files.of([files.GOOD]))
    uploading.confirm(dean, place)

    jobs.import_referrals(place.rpartition("/")[2])

    assert len(uploading.sent()) == 1


def test_confirming_puts_the_job_into_the_queue(behind_the_walls: Any) -> None:
    dean = web.signed_in(uploading.DEAN)
    place = uploading.review(dean, files.of([files.GOOD]))
    web.press(dean, place, at=f"{place}/confirmation")

    assert "0 of 1 are sent so far" in web.text_of(dean.get(place))
    with behind_the_walls() as cursor:
        cursor.execute(
            "SELECT args->>'batch_id' FROM procrastinate_jobs WHERE task_name = 'import_referrals'"
        )
        assert cursor.fetchall() == [(place.rpartition("/")[2],)]


def test_what_we_write_we_can_read() -> None:
    row = dict.fromkeys(files.GOOD, 'a, "quoted"\nline; with = and \'+44')

    (line,) = spreadsheet.read(files.as_file(files.of([row | {"Your reference": "+1"}])))

    assert line.cells["Your reference"] == "+1"
    assert line.cells["What happened"] == row["What happened"]
