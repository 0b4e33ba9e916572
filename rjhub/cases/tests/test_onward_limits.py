"""What agencies gave within limits is not passed on to whom it is not for."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from rjhub.cases.actions.agreements import Agreed, Report, record_agreement, report_agreement
from rjhub.cases.actions.messages import NewMessage, note_response, take_down_message
from rjhub.cases.models import Agreement, Case, InformationItem, Message
from rjhub.cases.tests import files
from rjhub.cases.tests.asked import PROBATION, VICTIM_SUPPORT, answer, ask_all, request_to
from rjhub.cases.tests.factories import at_work, member, signed_in
from rjhub.cases.tests.meeting import a_held_meeting
from rjhub.cases.tests.ready import a_ready_case, side_of
from rjhub.cases.vocabulary import Limit, Medium
from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused
from rjhub.partnership.pathway.stages import StageKind

pytestmark = pytest.mark.django_db
GIVEN = "He has missed three appointments with his officer since June."
TODAY = clock.today()


@pytest.fixture
def case() -> Case:
    with at_work(member("Marian Okafor")) as marian:
        case = a_ready_case(marian, StageKind.MESSAGES)
        a_held_meeting(case, marian)
    ask_all(case)
    return case


def given(case: Case, key: str, name: str, *limits: Limit, words: str = GIVEN) -> InformationItem:
    """An agency answers within limits."""
    request = request_to(case, key)
    typed = {"answer": words, "regime": "part_3", "limits": [one.value for one in limits]}
    assert answer(name, request, **typed).status_code == 302
    with at_work(member("Marian Okafor")):
        return InformationItem.objects.get(request=request)


def tell(case: Case, words: str, to: str) -> Message:
    """Gareth takes a message to a side down, from the other one."""
    sender = "responsible" if to == "harmed" else "harmed"
    new = NewMessage(
        from_party=side_of(case, sender), to_party=side_of(case, to), medium=Medium.LETTER, words=words
    )
    return take_down_message(case, new, by=member("Gareth Pugh"), at=clock.now())


@pytest.mark.parametrize(
    ("limit", "key", "name", "shut"),
    [
        (Limit.NOT_TO_OTHER_SIDE, "probation", PROBATION, "harmed"),
        (Limit.NOT_TO_PERSON, "probation", PROBATION, "responsible"),
        (Limit.NOT_TO_OTHER_SIDE, "victim_support", VICTIM_SUPPORT, "responsible"),
        (Limit.NOT_TO_PERSON, "victim_support", VICTIM_SUPPORT, "harmed"),
    ],
)
def test_a_message_repeats_nothing_to_whom_it_must_not_go(
    case: Case, limit: Limit, key: str, name: str, shut: str
) -> None:
    given(case, key, name, limit)
    said = f"I heard it. {GIVEN.upper()}"
    with at_work(member("Gareth Pugh")):
        with pytest.raises(Refused, match=f"{name}.*on condition that"):
            tell(case, said, shut)
        other = "harmed" if shut == "responsible" else "responsible"
        assert tell(case, said, other).words == said
        assert tell(case, "I think about what I did.", shut).pk


def test_what_both_sides_read_keeps_within_every_limit_and_nothing_typed_is_lost(case: Case) -> None:
    given(case, "probation", PROBATION, Limit.NOT_TO_PERSON)
    with at_work(member("Gareth Pugh")):
        meeting = case.meetings.get()
    typed = {
        "came_from": str(meeting.id), "outcome": "something", "words": f"{GIVEN} He will go.",
        "made_on-day": TODAY.day, "made_on-month": TODAY.month, "made_on-year": TODAY.year,
        "submission_key": "1e5f2b1e-53a7-4f65-9d05-1f5d9b0d0c98",
    }  # fmt: skip
    page = signed_in("Gareth Pugh").post(f"/cases/{case.reference}/agreements/new", typed).content.decode()
    assert "it is not shown to the person it is about" in page
    assert "Marcus Bell, Probation Sussex" in page
    assert "He will go.</textarea>" in page
    with at_work(member("Gareth Pugh")):
        assert not Agreement.objects.filter(case=case).exists()


def test_what_is_for_the_hub_alone_goes_to_nobody(case: Case) -> None:
    given(case, "probation", PROBATION, Limit.HUB_ONLY)
    with (
        at_work(member("Marian Okafor")) as marian,
        pytest.raises(Refused, match="only the hub’s coordinators"),
    ):
        record_agreement(case, Agreed(made_on=TODAY, words=GIVEN), by=marian, at=clock.now())


def test_whoever_never_saw_it_is_told_nothing_of_it(case: Case) -> None:
    given(case, "probation", PROBATION, Limit.HUB_ONLY)
    with at_work(member("Gareth Pugh")):
        assert tell(case, GIVEN, "harmed").pk


def test_neither_a_report_on_an_agreement_nor_a_response_repeats_it(case: Case) -> None:
    given(case, "probation", PROBATION, Limit.NOT_TO_OTHER_SIDE)
    with at_work(member("Gareth Pugh")) as gareth:
        agreement = record_agreement(
            case, Agreed(made_on=TODAY, words="He writes."), by=gareth, at=clock.now()
        )
        report = Report(told_on=TODAY, note=f"Told her: {GIVEN}")
        with pytest.raises(Refused, match="not told to the other side"):
            report_agreement(agreement, side_of(case, "harmed"), report, by=gareth, at=clock.now())
        message = tell(case, "How are you?", "responsible")
        with pytest.raises(Refused, match="not told to the other side"):
            note_response(message, response=GIVEN, by=gareth, at=clock.now())


def test_a_file_within_a_limit_is_not_put_into_a_message(case: Case) -> None:
    request = request_to(case, "probation")
    typed = {
        "upload": SimpleUploadedFile("report.pdf", files.PDF),
        "regime": "part_3",
        "limits": ["not_to_other"],
    }
    assert answer(PROBATION, request, **typed).status_code == 302
    with at_work(member("Gareth Pugh")):
        between = f"{side_of(case, 'responsible').id}.{side_of(case, 'harmed').id}"
    typed = {
        "between": between, "medium": "letter", "words": "Read this.",
        "upload": SimpleUploadedFile("letter.pdf", files.PDF),
        "submission_key": "9e5f2b1e-53a7-4f65-9d05-1f5d9b0d0c97",
    }  # fmt: skip
    page = signed_in("Gareth Pugh").post(f"/cases/{case.reference}/messages/new", typed).content.decode()
    assert "on condition that it is not told to the other side" in page
    assert "Read this.</textarea>" in page
    with at_work(member("Gareth Pugh")):
        assert not Message.objects.exists()
