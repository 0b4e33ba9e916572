"""Whole forms: what belongs together, what is kept, and where errors lead."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django import forms as plain
from django.core.files.uploadedfile import SimpleUploadedFile

from rjhub.design import forms
from rjhub.design.forms.drawing import draw, in_words
from rjhub.design.tests.questions import Channel, ContactAttempt, Withdrawal

ANSWERED: dict[str, Any] = {
    "version": "3",
    "submission_key": "6f1c2d34-5a6b-4c7d-8e9f-0a1b2c3d4e5f",
    "name": "Amina Yusuf",
    "born-day": "3",
    "born-month": "March",
    "born-year": "1990",
    "meeting-day": "1",
    "meeting-month": "7",
    "meeting-year": "2199",
    "meeting-time": "2pm",
    "channel": "letter",
    "supporters": ["friend"],
    "stage": "preparing",
    "prison": "LWI",
    "fare": "12.50",
    "days": "3",
    "note": "She asked for time.",
    "told": "on",
}


def answers(**changed: object) -> ContactAttempt:
    return ContactAttempt({**ANSWERED, **changed})


def cleaned(form: forms.Form) -> dict[str, Any]:
    assert form.is_valid(), form.errors
    return form.cleaned_data


def problems(form: forms.Form) -> dict[str, str]:
    return {problem.href: problem.text for problem in form.problems()}


def test_a_form_that_is_filled_in_gives_answers_of_the_right_kind() -> None:
    form = answers()
    assert form.is_valid(), form.errors
    assert form.cleaned_data["channel"] is Channel.LETTER
    assert form.cleaned_data["born"] == date(1990, 3, 3)
    assert form.cleaned_data["fare"] == 1250
    assert form.cleaned_data["supporters"] == ["friend"]
    assert form.cleaned_data["told"] is True


def test_an_empty_form_says_what_to_enter_and_where() -> None:
    told = problems(ContactAttempt({"version": "3", "submission_key": ANSWERED["submission_key"]}))
    assert told["#id_name"] == "Enter their full name"
    assert told["#id_born-day"] == "Enter their date of birth"
    assert told["#id_channel"] == "Select how you tried to reach them"
    assert told["#id_supporters"] == "Select who should come with them"
    assert told["#id_told"] == "Confirm that you told them so"
    assert "#id_email" not in told


def test_an_error_in_a_date_leads_to_the_part_that_is_wrong() -> None:
    form = answers(**{"born-month": ""})
    assert problems(form) == {"#id_born-month": "Their date of birth must include a month"}
    boxes = re.findall(r'class="([^"]*)" id="id_born-(\w+)"', str(draw(form["born"])))
    assert [name for classes, name in boxes if "govuk-input--error" in classes] == ["month"]


def test_what_was_typed_is_still_there_after_an_error() -> None:
    html = str(answers(**{"born-month": "Marhc", "note": "<b>She</b> asked"}).questions())
    assert 'value="Marhc"' in html
    assert "&lt;b&gt;She&lt;/b&gt; asked" in html


def test_a_text_inside_an_option_comes_back_as_it_was_typed() -> None:
    form = answers(channel="other", other_way="By boat.\nIn the rain.", name="")
    assert ">By boat.\nIn the rain.</textarea>" in str(form.questions())


def test_a_question_inside_an_option_counts_only_when_the_option_is_chosen() -> None:
    assert answers(other_way="By boat").is_valid()
    unanswered = answers(channel="other")
    assert problems(unanswered) == {"#id_other_way": "Enter how you tried"}
    other = answers(channel="letter", other_way="x" * 30_000)
    assert other.is_valid()
    assert other.cleaned_data["other_way"] == ""
    assert other.cleaned_data["message_left"] is None


class Meeting(forms.Form):
    safe = forms.YesNo("Is it safe to meet?", reveals={"no": ("danger",)})
    danger = forms.Line("What is the danger?")


@pytest.mark.parametrize(("said", "valid"), [("yes", True), ("no", False)])
def test_a_no_can_ask_more(said: str, *, valid: bool) -> None:
    assert Meeting({"safe": said}).is_valid() is valid


def test_none_of_these_cannot_go_with_others() -> None:
    assert cleaned(answers(supporters=["none-of-these"]))["supporters"] == []
    both = answers(supporters=["none-of-these", "friend"])
    assert problems(both) == {"#id_supporters": "Select who should come with them, or select “Nobody”"}


def test_an_option_that_was_not_offered_is_refused() -> None:
    assert problems(answers(channel="pigeon")) == {"#id_channel": "Select how you tried to reach them"}


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("letter.exe", b"MZ", "The selected file must be a PDF or DOCX file"),
        ("letter.pdf", b"", "The selected file is empty. Select another one"),
        ("letter\u202efdp.pdf", b"%PDF", "hidden character"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(name: str, content: bytes, told: str) -> None:
    form = ContactAttempt(ANSWERED, {"letter": SimpleUploadedFile(name, content)})
    assert told in form.errors["letter"][0]


def test_a_file_that_is_too_large_is_refused_with_the_limit() -> None:
    field = forms.File("Letter", accept=(".pdf",), largest=1_000_000)
    with pytest.raises(plain.ValidationError, match="must be smaller than 1MB"):
        field.clean(SimpleUploadedFile("a.pdf", b"x" * 1_000_001))


def test_the_unseen_parts_are_drawn_once_and_the_key_is_new_for_each_form() -> None:
    first, second = ContactAttempt(initial={"version": 3}), ContactAttempt(initial={"version": 3})
    assert 'name="version" id="id_version" value="3"' in str(first.unseen())
    assert first["submission_key"].value() != second["submission_key"].value()
    assert "submission_key" not in str(first.questions())


def test_a_missing_key_is_told_without_naming_what_nobody_can_see() -> None:
    form = ContactAttempt({**ANSWERED, "submission_key": ""})
    assert list(problems(form)) == ["#main-content"]


def clashing(**typed: str) -> Withdrawal:
    form = Withdrawal(
        {"version": "3", "withdrew-day": "1", "withdrew-month": "3", "withdrew-year": "2026", **typed}
    )
    saved = {"reason": "She needs time.", "withdrew": date(2026, 3, 1)}
    form.clash_with(saved, version=4, by="Joan Ellis", at=datetime(2026, 3, 3, 14, 5, tzinfo=UTC))
    return form


def test_the_second_of_two_people_sees_both_versions_and_keeps_their_own() -> None:
    form = clashing(reason="She is moving.")
    assert form.clash is not None
    assert [(each.question, each.theirs, each.yours) for each in form.clash.differences] == [
        ("Why do they want to stop?", "She needs time.", "She is moving."),
    ]
    assert ">She is moving.</textarea>" in str(form.questions())


@pytest.mark.parametrize(
    ("name", "saved", "said"),
    [
        ("born", None, "Nothing"),
        ("fare", 1250, "£12.50"),
        ("days", 3, "3 days"),
        ("channel", Channel.OTHER, "In another way"),
        ("supporters", ["friend", "worker"], "A friend, A support worker"),
        ("note", (date(2026, 11, 2), date(2026, 11, 9)), "2 November 2026, 9 November 2026"),
        ("message_left", False, "No"),
        ("told", True, "Yes"),
        ("born", {"day": "30", "month": "2", "year": "1990"}, "30 2 1990"),
        ("meeting", datetime(2026, 7, 1, 13, tzinfo=UTC), "1 July 2026 at 2pm"),
    ],
)
def test_an_answer_can_be_said_in_words(name: str, saved: object, said: str) -> None:
    assert in_words(ContactAttempt().fields[name], saved) == said


def test_saving_again_after_a_clash_is_a_choice_against_the_new_version() -> None:
    assert clashing(reason="She is moving.")["version"].value() == "4"


class Registration(plain.Form):
    login = plain.EmailField(help_text="We never show it")
    password = plain.CharField(widget=plain.PasswordInput)
    remember = plain.BooleanField(required=False)


def test_the_fields_of_other_packages_are_drawn_in_the_same_way() -> None:
    form = Registration({"login": "x"})
    html = "".join(str(draw(form[name])) for name in form.fields)
    assert "govuk-password-input" in html
    assert "govuk-checkboxes" in html
    assert html.count("govuk-error-message") == 2
    assert 'value="x"' in html


def test_optional_questions_say_so_except_in_filters() -> None:
    class Narrowing(forms.Filters):
        name = forms.Line("Name", required=False)

    assert "Email address (optional)" in str(draw(ContactAttempt()["email"]))
    assert "(optional)" not in str(Narrowing().questions())
