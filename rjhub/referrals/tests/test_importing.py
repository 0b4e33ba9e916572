"""Many referrals from a file: what is read, what is refused, what becomes of each row."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused
from rjhub.partnership.actions import leaving
from rjhub.referrals import jobs
from rjhub.referrals.actions import importing
from rjhub.referrals.forms import spreadsheet
from rjhub.referrals.models import ImportBatch, ImportRow, Referral, ReferralParty
from rjhub.referrals.tests import browsing as web
from rjhub.referrals.tests import factories as here
from rjhub.referrals.tests import files
from rjhub.referrals.vocabulary import RowState
from rjhub.sharing.vocabulary import Side

pytestmark = pytest.mark.django_db

DEAN = "Dean Whitlock"


def upload(client: Client, content: bytes, name: str = "october.csv") -> Any:
    return web.press(client, "/referrals/imports", {"file": SimpleUploadedFile(name, content)})


def review(client: Client, content: bytes) -> str:
    answer = upload(client, content)
    assert answer.status_code == 302, web.text_of(answer)
    return str(answer["Location"])


def confirm(client: Client, place: str) -> None:
    answer = web.press(client, place, at=f"{place}/confirmation")
    assert answer.status_code == 302
    jobs.import_referrals(place.rpartition("/")[2])


def sent() -> list[Referral]:
    with here.at_work(here.coordinator()):
        return list(Referral.objects.order_by("source_reference"))


def test_the_template_can_be_filled_in_and_uploaded_as_it_is() -> None:
    dean = web.signed_in(DEAN)
    template = dean.get("/referrals/imports/template")

    page = web.text_of(dean.get(review(dean, template.content)))

    assert template["Content-Type"].startswith("text/csv")
    assert "Send 1 referral" in page
    assert "Lines that need correcting" not in page


def test_good_rows_are_sent_on_confirmation_only_and_bad_ones_say_what_is_wrong() -> None:
    dean = web.signed_in(DEAN)
    rows = [files.GOOD, files.GOOD | {"Your reference": "RJ/2", "PNC ID": "2001/0171310X"}]
    place = review(dean, files.of(rows))
    page = web.text_of(dean.get(place))
    assert "Send 1 referral" in page
    assert "PNC ID: The letter at the end does not fit the digits" in page
    assert sent() == []

    confirm(dean, place)

    (referral,) = sent()
    assert referral.source_reference == "RJ/1"
    after = web.text_of(dean.get(place))
    assert referral.reference in after
    assert "Lines that need correcting" in after


def test_a_row_becomes_the_same_referral_as_in_the_browser() -> None:
    dean = web.signed_in(DEAN)
    confirm(dean, review(dean, files.of([files.GOOD])))

    (referral,) = sent()
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
    dean = web.signed_in(DEAN)
    story = files.GOOD | {"What happened": "First line\nSecond line\n\nLast line"}
    bad = files.GOOD | {"Your reference": "RJ/2", "Date": "31/02/2026", "Kind of crime": "Burgling"}

    page = web.text_of(dean.get(review(dean, files.of([story, bad]))))

    assert ">6</th>" in page
    assert "must be a real date: February 2026 has 28 days (you wrote “31/02/2026”)" in page
    assert "Kind of crime: Select the kind of crime or incident (you wrote “Burgling”)" in page


def test_rows_sent_before_or_twice_in_the_file_are_not_doubled() -> None:
    here.a_referral(
        by=here.member("Priya Nair"),
        circumstances=here.Circumstances(**vars(here.BY_POLICE) | {"source_reference": "RJ/1"}),
    )
    dean = web.signed_in(DEAN)
    twice = files.GOOD | {"Your reference": "RJ/2"}
    place = review(dean, files.of([files.GOOD, twice, twice]))
    page = web.text_of(dean.get(place))

    assert "Send 1 referral" in page
    assert page.count("was sent before, or stands higher up in this file") == 2
    confirm(dean, place)
    assert [one.source_reference for one in sent()] == ["RJ/1", "RJ/2"]


def test_another_agencys_reference_is_nobodys_business() -> None:
    here.a_referral(
        by=here.member("Esther Lindqvist"),
        circumstances=here.Circumstances(**vars(here.BY_POLICE) | {"source_reference": "RJ/1"}),
    )
    dean = web.signed_in(DEAN)

    assert "Send 1 referral" in web.text_of(dean.get(review(dean, files.of([files.GOOD]))))


def test_the_same_file_uploaded_again_is_recognised() -> None:
    dean = web.signed_in(DEAN)
    content = files.of([files.GOOD])
    first = review(dean, content)

    second: Any = upload(dean, content, name="renamed.csv")

    assert second["Location"] == first
    assert "You uploaded this file on" in web.text_of(dean.get(first))
    assert ImportBatch.objects.count() == 1


def test_corrections_come_back_with_reasons_and_go_in_again_as_they_are() -> None:
    dean = web.signed_in(DEAN)
    bad = files.GOOD | {
        "PNC ID": "2001/0171310X",
        "Responsible mobile": "+44 7700 900103",
        "Responsible safe ways": "Phone call",
    }
    place = review(dean, files.of([bad]))

    answer = dean.get(f"{place}/corrections")
    text = answer.content.decode("utf-8-sig")
    assert "The letter at the end does not fit the digits" in text
    again = review(dean, text.replace("2001/0171310X", "2001/0171310W").encode())

    assert "Send 1 referral" in web.text_of(dean.get(again))
    assert 'filename="october-to-correct.csv"' in answer["Content-Disposition"]


def test_nothing_that_we_give_out_runs_as_a_formula() -> None:
    dean = web.signed_in(DEAN)
    formula = '=HYPERLINK("http://evil.example","x")'
    bad = dict.fromkeys(files.GOOD, formula)
    place = review(dean, files.of([bad | {"Your reference": "@SUM(1)"}]))

    lines = dean.get(f"{place}/corrections").content.decode("utf-8-sig")

    cells = [cell for row in files.rows_of(lines) for cell in row if cell]
    assert formula in "".join(cells)
    assert [cell for cell in cells if cell[0] in "=+-@\t\r"] == []


def test_a_row_that_cannot_be_sent_after_all_is_set_apart_and_the_others_go_on() -> None:
    dean = web.signed_in(DEAN)
    place = review(dean, files.of([files.GOOD, files.GOOD | {"Your reference": "RJ/2"}]))
    web.press(dean, place, at=f"{place}/confirmation")
    here.a_referral(circumstances=here.Circumstances(**vars(here.BY_POLICE) | {"source_reference": "RJ/1"}))

    jobs.import_referrals(place.rpartition("/")[2])

    page = web.text_of(dean.get(place))
    assert "Your agency has sent a referral with the reference RJ/1 already" in page
    assert {one.source_reference for one in sent()} == {"RJ/1", "RJ/2"}
    assert len(sent()) == 2


def test_the_job_may_run_twice() -> None:
    dean = web.signed_in(DEAN)
    place = review(dean, files.of([files.GOOD]))
    confirm(dean, place)

    jobs.import_referrals(place.rpartition("/")[2])

    assert len(sent()) == 1


def test_confirming_puts_the_job_into_the_queue(behind_the_walls: Any) -> None:
    dean = web.signed_in(DEAN)
    place = review(dean, files.of([files.GOOD]))
    web.press(dean, place, at=f"{place}/confirmation")

    assert "0 of 1 are sent so far" in web.text_of(dean.get(place))
    with behind_the_walls() as cursor:
        cursor.execute(
            "SELECT args->>'batch_id' FROM procrastinate_jobs WHERE task_name = 'import_referrals'"
        )
        assert cursor.fetchall() == [(place.rpartition("/")[2],)]


def test_nothing_is_imported_for_somebody_who_has_left() -> None:
    dean = web.signed_in(DEAN)
    place = review(dean, files.of([files.GOOD]))
    web.press(dean, place, at=f"{place}/confirmation")
    leaving.leave(here.sergeant(), on=clock.today(), by=None)

    jobs.import_referrals(place.rpartition("/")[2])

    assert sent() == []


def test_what_was_imported_leaves_no_copy_in_the_file(behind_the_walls: Any) -> None:
    dean = web.signed_in(DEAN)
    place = review(dean, files.of([files.GOOD]))
    with behind_the_walls() as cursor:
        cursor.execute("SELECT sealed FROM referrals_importrow")
        assert b"Fenwick" not in bytes(cursor.fetchone()[0])
    confirm(dean, place)

    row = ImportRow.objects.get()
    assert row.state == RowState.IMPORTED
    assert bytes(row.sealed) == b""


def test_a_file_can_be_thrown_away_but_not_while_it_is_being_sent() -> None:
    dean = web.signed_in(DEAN)
    place = review(dean, files.of([files.GOOD]))
    with here.at_work(here.sergeant()) as staff:
        batch = ImportBatch.objects.get()
        importing.confirm_import(batch, by=staff, at=here.NOW)
        with pytest.raises(Refused, match="are being imported now"):
            importing.discard_import(batch, by=staff)
    jobs.import_referrals(str(batch.id))

    web.press(dean, place, at=f"{place}/discarding")

    assert not ImportBatch.objects.exists()
    assert len(sent()) == 1


def test_a_file_is_confirmed_once_by_whoever_uploaded_it() -> None:
    dean = web.signed_in(DEAN)
    confirm(dean, review(dean, files.of([files.GOOD])))
    batch = ImportBatch.objects.get()

    with here.at_work(here.sergeant()) as staff, pytest.raises(Refused, match="was confirmed already"):
        importing.confirm_import(batch, by=staff, at=here.NOW)
    with (
        here.at_work(here.member("Priya Nair")) as priya,
        pytest.raises(Refused, match="Only whoever uploaded"),
    ):
        importing.confirm_import(batch, by=priya, at=here.NOW)


def test_a_file_with_no_good_row_cannot_be_confirmed() -> None:
    dean = web.signed_in(DEAN)
    review(dean, files.of([files.GOOD | {"Kind of crime": ""}]))
    batch = ImportBatch.objects.get()

    with here.at_work(here.sergeant()) as staff, pytest.raises(Refused, match="No row of this file"):
        importing.confirm_import(batch, by=staff, at=here.NOW)


@pytest.mark.parametrize("part", ["", "/corrections"])
def test_somebody_elses_file_looks_like_one_that_is_not_there(part: str) -> None:
    place = review(web.signed_in(DEAN), files.of([files.GOOD]))
    priya = web.signed_in("Priya Nair")

    hidden = priya.get(place + part)
    missing = priya.get(f"/referrals/imports/01a201d9-ee3e-7847-a7bd-f105ea18be74{part}")

    assert hidden.status_code == missing.status_code == 404
    assert hidden.content == missing.content


@pytest.mark.parametrize("part", ["", "/template"])
def test_a_commissioner_imports_nothing(part: str) -> None:
    assert web.signed_in("Imogen Farrant").get(f"/referrals/imports{part}").status_code == 403


def test_files_that_nobody_confirms_go_after_two_weeks() -> None:
    review(web.signed_in(DEAN), files.of([files.GOOD]))

    assert importing.clear_expired_imports(at=clock.now() + timedelta(days=13)) == 0
    assert importing.clear_expired_imports(at=clock.now() + timedelta(days=15)) == 1


def test_a_forged_upload_is_refused() -> None:
    dean = web.signed_in(DEAN)

    answer = dean.post("/referrals/imports", {"file": SimpleUploadedFile("x.csv", files.of([files.GOOD]))})

    assert answer.status_code == 403
    assert not ImportBatch.objects.exists()


def test_a_probation_officers_file_cannot_carry_how_to_reach_a_person_harmed() -> None:
    marcus = web.signed_in("Marcus Bell")

    page = web.text_of(marcus.get(review(marcus, files.of([files.GOOD]))))

    assert "Harmed mobile: Your agency may not send how to reach a person harmed" in page


def test_what_we_write_we_can_read() -> None:
    row = dict.fromkeys(files.GOOD, 'a, "quoted"\nline; with = and \'+44')

    (line,) = spreadsheet.read(files.as_file(files.of([row | {"Your reference": "+1"}])))

    assert line.cells["Your reference"] == "+1"
    assert line.cells["What happened"] == row["What happened"]
