"""Returns stay as they were submitted, open to their cases, and say case by case what differs since."""

import csv
import io
import uuid
import zipfile
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.db import DatabaseError, transaction

from rjhub.cases.models import Case
from rjhub.cases.tests.factories import at_work, member, signed_in
from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused
from rjhub.reporting import frozen, sheets
from rjhub.reporting.actions.submitting import submit
from rjhub.reporting.models import FrozenFigure, Submission
from rjhub.reporting.rules.definitions import WrongDefinition
from rjhub.reporting.rules.returns import Return, built_in, read
from rjhub.reporting.vocabulary import YEAR, Period, over, stretch

pytestmark = pytest.mark.django_db


def last_year() -> Period:
    return over(YEAR, clock.today())[0]


def board() -> Return:
    return built_in()["board-pack"]


def the(submission: Submission, indicator: str) -> FrozenFigure:
    return next(one for one in frozen.figures_of(submission) if one.indicator == indicator and not one.split)


def submitted(of: Return) -> Submission:
    with at_work(member("Leila Haddad")) as leila:
        return submit(of, last_year(), by=leila, submission_key=uuid.uuid4())


def test_a_return_is_submitted_from_its_page_once_and_opens_to_its_cases(demonstration: None) -> None:
    browser = signed_in("Leila Haddad")
    assert "Board pack" in browser.get("/figures/returns").content.decode()
    page = browser.get("/figures/returns/commissioner/submission").content.decode()
    assert "Valid referrals, by kind of offence" in page
    sent = {"period": stretch(6, clock.today(), 1).key, "submission_key": str(uuid.uuid4())}
    answers = [browser.post("/figures/returns/commissioner/submission", sent) for _ in range(2)]
    assert answers[0].status_code == 302
    assert answers[0].url == answers[1].url
    page = browser.get(answers[0].url).content.decode()
    assert "Referrals received" in page
    assert "RJ Hub holds no money" in page
    with at_work(member("Leila Haddad")):
        found = Submission.objects.get()
        received = the(found, "referrals-received")
        seen = set(Case.objects.values_list("reference", flat=True))
    assert received.many > 0
    assert received.digest
    page = browser.get(f"{answers[0].url}/cases/{received.place}").content.decode()
    assert any(reference in page for reference in seen)
    assert browser.get(f"{answers[0].url}/cases/9999").status_code == 404


def test_what_is_not_over_is_not_submitted_and_who_coordinates_no_hub_sees_none(demonstration: None) -> None:
    with at_work(member("Leila Haddad")) as leila, pytest.raises(Refused, match="not over yet"):
        submit(board(), stretch(3, clock.today()), by=leila, submission_key=uuid.uuid4())
    made = submitted(board())
    for name in ("Imogen Farrant", "Gareth Pugh"):
        with at_work(member(name)) as other:
            assert not Submission.objects.exists()
            assert not FrozenFigure.objects.exists()
            assert frozen.behind(made, FrozenFigure(indicator="cases-accepted", version=1), 0) == ([], 0, 0)
            with pytest.raises(Refused):
                submit(board(), last_year(), by=other, submission_key=uuid.uuid4())
        assert signed_in(name).get(f"/figures/submissions/{made.id}").status_code == 403
    assert signed_in("Judith Arkwright").get(f"/figures/submissions/{made.id}").status_code == 404


def test_what_was_submitted_stays_and_nobody_else_adds_to_it(demonstration: None) -> None:
    made = submitted(board())
    with at_work(member("Leila Haddad")):
        assert Submission.objects.update(title="Another") == 0
        assert FrozenFigure.objects.update(many=1_000) == 0
        assert FrozenFigure.objects.all()._raw_delete("default") == 0
    figure = FrozenFigure(
        partnership_id=made.partnership_id, submission=made, place=900, indicator="offers", version=1, many=5
    )
    with at_work(member("Marian Okafor")), pytest.raises(DatabaseError), transaction.atomic():
        figure.save(force_insert=True)


def test_differences_are_explained_case_by_case_and_what_was_erased_stays_a_count(
    demonstration: None, behind_the_walls: Any
) -> None:
    first = submitted(board())
    period = last_year()
    with at_work(member("Leila Haddad")):
        every = Case.objects.order_by("id")
        mine = [one for one in every if period.since <= clock.day_of(one.opened_at) < period.before]
    moved, elsewhere, gone = mine[:3]
    with behind_the_walls() as cursor:
        cursor.execute("UPDATE cases_case SET opened_at = now() WHERE id = %s", [moved.id])
        other = "homicide" if elsewhere.offence_group != "homicide" else "fraud"
        cursor.execute("UPDATE cases_case SET offence_group = %s WHERE id = %s", [other, elsewhere.id])
        cursor.execute("UPDATE sharing_file SET sealed = true WHERE id = %s", [gone.file_id])
        cursor.execute(
            "UPDATE keeper.frozen SET file = 'erased' WHERE figure LIKE 'figure_cases_accepted%%' AND file = "
            "(SELECT keeper.figure_reference(k, %s) FROM keeper.figure_key k)", [str(gone.file_id)]
        )  # fmt: skip
    second = submitted(board())
    assert second.number == 2
    with at_work(member("Leila Haddad")):
        figure = the(first, "cases-accepted")
        found = frozen.changes(first, second, figure, ["hub", "offence_group"])
        assert the(second, "cases-accepted").many == figure.many - 2
        told = {(one.what, getattr(one.thing, "reference", ""), one.parts, one.is_there) for one in found}
        _, _, erased = frozen.behind(first, figure, 0)
    assert told == {
        ("taken out", moved.reference, (), True),
        ("taken out", "", (), False),
        ("changed", elsewhere.reference, ("offence_group",), True),
    }
    assert erased == 1
    browser = signed_in("Leila Haddad")
    page = browser.get(f"/figures/submissions/{second.id}/changes").content.decode()
    assert "Counted on another day since" in page
    assert "Changed since: kind of offence" in page
    assert "1 of these were erased since" in page
    assert "Nothing differs" in browser.get(f"/figures/submissions/{second.id}/changes?now").content.decode()
    assert browser.get(f"/figures/submissions/{first.id}/changes").status_code == 404


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods", "pdf"])
def test_a_return_leaves_as_a_file_on_record(demonstration: None, behind_the_walls: Any, kind: str) -> None:
    made = submitted(board())
    answer = signed_in("Leila Haddad").get(f"/figures/submissions/{made.id}/file.{kind}")
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    if kind == "csv":
        lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
        assert lines[0][0] == "What is counted"
        assert any(line[0] == "Referrals received" and line[1] == "Hub" for line in lines)
    elif kind == "pdf":
        assert answer.content.startswith(b"%PDF")
    else:
        with zipfile.ZipFile(io.BytesIO(answer.content)) as file:
            for name in file.namelist():
                assert name == "mimetype" or ET.fromstring(file.read(name)) is not None  # noqa: S314 our own
    with behind_the_walls() as cursor:
        cursor.execute("SELECT changed FROM audit_entry WHERE tag = 'reporting:submission:take-out'")
        assert cursor.fetchall() == [([kind],)]
    assert signed_in("Leila Haddad").get(f"/figures/submissions/{made.id}/file.exe").status_code == 404


def test_no_cell_of_a_file_is_a_formula() -> None:
    rows = [("Part", "Figure"), ("=1+1", 3), ("@sum", None), ("a < b & \x01c", 2.5)]
    assert b"'=1+1,3" in sheets.as_file("csv", "x", rows)
    for kind in ("xlsx", "ods"):
        with zipfile.ZipFile(io.BytesIO(sheets.as_file(kind, "A/B: [x]", rows))) as file:
            text = b"".join(file.read(name) for name in file.namelist()).decode()
        assert "'=1+1" in text
        assert "<f>" not in text
        assert "formula" not in text
        assert "a &lt; b &amp; c" in text


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ('lines = [{indicator = "nothing"}]\nmonths = 3', "which is not counted"),
        ('lines = [{indicator = "offers", by = ["closing_reason"]}]\nmonths = 3', "its rule does not have"),
        ("lines = []\nmonths = 3", "names no indicator"),
        ('lines = [{indicator = "offers"}]\nmonths = 5', "for 5 months"),
        ('lines = [{indicator = "offers"}]\nmonths = 3\nsql = "x"', "cannot be read"),
    ],
    ids=["unknown", "breakdown", "empty", "months", "more"],
)
def test_a_wrong_file_of_a_return_is_refused(said: str, why: str) -> None:
    text = f'key = "a"\ntitle = "A"\nfor_whom = "B"\nwords = "C"\n{said}'
    with pytest.raises(WrongDefinition, match=why):
        read([text])
