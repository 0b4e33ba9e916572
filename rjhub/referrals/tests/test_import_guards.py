"""Importing many referrals: who may, what is kept, and what never leaves."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused
from rjhub.partnership.actions import leaving
from rjhub.referrals import jobs
from rjhub.referrals.actions import importing
from rjhub.referrals.models import ImportBatch, ImportRow
from rjhub.referrals.tests import browsing as web
from rjhub.referrals.tests import factories as here
from rjhub.referrals.tests import files, uploading
from rjhub.referrals.vocabulary import RowState

pytestmark = pytest.mark.django_db


def test_another_agencys_reference_is_nobodys_business() -> None:
    here.a_referral(
        by=here.member("Esther Lindqvist"),
        circumstances=here.Circumstances(**vars(here.BY_POLICE) | {"source_reference": "RJ/1"}),
    )
    dean = web.signed_in(uploading.DEAN)

    assert "Send 1 referral" in web.text_of(dean.get(uploading.review(dean, files.of([files.GOOD]))))


def test_nothing_that_we_give_out_runs_as_a_formula() -> None:
    dean = web.signed_in(uploading.DEAN)
    formula = '=HYPERLINK("http://evil.example","x")'
    bad = dict.fromkeys(files.GOOD, formula)
    place = uploading.review(dean, files.of([bad | {"Your reference": "@SUM(1)"}]))

    lines = dean.get(f"{place}/corrections").content.decode("utf-8-sig")

    cells = [cell for row in files.rows_of(lines) for cell in row if cell]
    assert formula in "".join(cells)
    assert [cell for cell in cells if cell[0] in "=+-@\t\r"] == []


def test_nothing_is_imported_for_somebody_who_has_left() -> None:
    dean = web.signed_in(uploading.DEAN)
    place = uploading.review(dean, files.of([files.GOOD]))
    web.press(dean, place, at=f"{place}/confirmation")
    leaving.leave(here.sergeant(), on=clock.today(), by=None)

    jobs.import_referrals(place.rpartition("/")[2])

    assert uploading.sent() == []


def test_what_was_imported_leaves_no_copy_in_the_file(behind_the_walls: Any) -> None:
    dean = web.signed_in(uploading.DEAN)
    place = uploading.review(dean, files.of([files.GOOD]))
    with behind_the_walls() as cursor:
        cursor.execute("SELECT sealed FROM referrals_importrow")
        assert b"Fenwick" not in bytes(cursor.fetchone()[0])
    uploading.confirm(dean, place)

    row = ImportRow.objects.get()
    assert row.state == RowState.IMPORTED
    assert bytes(row.sealed) == b""


def test_a_file_can_be_thrown_away_but_not_while_it_is_being_sent() -> None:
    dean = web.signed_in(uploading.DEAN)
    place = uploading.review(dean, files.of([files.GOOD]))
    with here.at_work(here.sergeant()) as staff:
        batch = ImportBatch.objects.get()
        importing.confirm_import(batch, by=staff, at=here.NOW)
        with pytest.raises(Refused, match="are being imported now"):
            importing.discard_import(batch, by=staff)
    jobs.import_referrals(str(batch.id))

    web.press(dean, place, at=f"{place}/discarding")

    assert not ImportBatch.objects.exists()
    assert len(uploading.sent()) == 1


def test_a_file_is_confirmed_once_by_whoever_uploaded_it() -> None:
    dean = web.signed_in(uploading.DEAN)
    uploading.confirm(dean, uploading.review(dean, files.of([files.GOOD])))
    batch = ImportBatch.objects.get()

    with here.at_work(here.sergeant()) as staff, pytest.raises(Refused, match="was confirmed already"):
        importing.confirm_import(batch, by=staff, at=here.NOW)
    with (
        here.at_work(here.member("Priya Nair")) as priya,
        pytest.raises(Refused, match="Only whoever uploaded"),
    ):
        importing.confirm_import(batch, by=priya, at=here.NOW)


def test_a_file_with_no_good_row_cannot_be_confirmed() -> None:
    dean = web.signed_in(uploading.DEAN)
    uploading.review(dean, files.of([files.GOOD | {"Kind of crime": ""}]))
    batch = ImportBatch.objects.get()

    with here.at_work(here.sergeant()) as staff, pytest.raises(Refused, match="No row of this file"):
        importing.confirm_import(batch, by=staff, at=here.NOW)


@pytest.mark.parametrize("part", ["", "/corrections"])
def test_somebody_elses_file_looks_like_one_that_is_not_there(part: str) -> None:
    place = uploading.review(web.signed_in(uploading.DEAN), files.of([files.GOOD]))
    priya = web.signed_in("Priya Nair")

    hidden = priya.get(place + part)
    missing = priya.get(f"/referrals/imports/01a201d9-ee3e-7847-a7bd-f105ea18be74{part}")

    assert hidden.status_code == missing.status_code == 404
    assert hidden.content == missing.content


@pytest.mark.parametrize("part", ["", "/template"])
def test_a_commissioner_imports_nothing(part: str) -> None:
    assert web.signed_in("Imogen Farrant").get(f"/referrals/imports{part}").status_code == 403


def test_files_that_nobody_confirms_go_after_two_weeks() -> None:
    uploading.review(web.signed_in(uploading.DEAN), files.of([files.GOOD]))

    assert importing.clear_expired_imports(at=clock.now() + timedelta(days=13)) == 0
    assert importing.clear_expired_imports(at=clock.now() + timedelta(days=15)) == 1


def test_a_forged_upload_is_refused() -> None:
    dean = web.signed_in(uploading.DEAN)

    answer = dean.post("/referrals/imports", {"file": SimpleUploadedFile("x.csv", files.of([files.GOOD]))})

    assert answer.status_code == 403
    assert not ImportBatch.objects.exists()


def test_a_probation_officers_file_cannot_carry_how_to_reach_a_person_harmed() -> None:
    marcus = web.signed_in("Marcus Bell")

    page = web.text_of(marcus.get(uploading.review(marcus, files.of([files.GOOD]))))

    assert "Harmed mobile: Your agency may not send how to reach a person harmed" in page
