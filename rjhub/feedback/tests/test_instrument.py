"""Questionnaires are files: what is wrong with one is named with its line, and what is shipped is whole."""

import pytest

from rjhub.cases.tests.factories import signed_in
from rjhub.feedback.instrument import shelf
from rjhub.feedback.instrument.schema import Side
from rjhub.feedback.vocabulary import Language, Variant

WRONG = """\
key: ours
version: 1
name: Ours
went: [conference]
drafts:
  - language: easy
    note: Not checked
scales:
  - key: yes_no
    options:
      - value: "yes"
        text: {en: "Yes", cy: Ydw}
      - value: "no"
        text: {en: "No"}
groups:
  - key: one
    title: {en: One, cy: Un}
    questions:
      - key: safe
        text: {en: Are you safe?, cy: A ydych yn ddiogel?}
        scale: yes_on
      - key: safe
        text: {en: Are you well?, cy: A ydych yn iach?}
        scale: yes_no
        alert: [never]
        went: indirect
"""


def test_everything_that_is_wrong_is_named_with_its_line() -> None:
    with pytest.raises(shelf.QuestionnaireErrors) as wrong:
        shelf.load(WRONG, name="ours-1.yaml")
    said = [str(one) for one in wrong.value.errors]
    assert said == [
        "line 6: the file has no words in this language",
        "line 14: this has no Welsh words ('cy:'), and other words here do",
        "line 21: there is no scale 'yes_on' here; there are 'yes_no'",
        "line 22: another question has this key; give each its own",
        "line 25: 'never' is not among the answers to this question",
        "line 26: this questionnaire is not for 'indirect'; see 'went' above",
    ]


def test_a_slip_in_a_key_or_a_word_is_named_too() -> None:
    with pytest.raises(shelf.QuestionnaireErrors) as wrong:
        shelf.load(WRONG.replace("went: [conference]", "wnet: [confrence]"), name="ours-1.yaml")
    said = "\n".join(str(one) for one in wrong.value.errors)
    assert "line 4: " in said
    assert "'went'" in said


@pytest.mark.parametrize("side", [Side.HARMED, Side.RESPONSIBLE], ids=["harmed", "responsible"])
@pytest.mark.parametrize("went", [Variant.CONFERENCE, Variant.INDIRECT, Variant.NOT_PROCEEDED], ids=str)
def test_everybody_is_asked_for_harm_and_whether_the_hub_may_read_it(side: Side, went: Variant) -> None:
    asked = [one for group in shelf.newest("participants").groups_for(side, went) for one in group.questions]
    assert any(one.alert for one in asked)
    assert asked[-1].about == "named"
    assert ("need_home" in {one.key for one in asked}) == (went is not Variant.NOT_PROCEEDED)


def test_the_same_eight_needs_are_asked_before_and_after() -> None:
    needs = [
        {one.key: one.text for one in asked.questions if one.key.startswith("need_")}
        for asked in (shelf.newest("needs"), shelf.newest("participants"))
    ]
    assert len(needs[0]) == 8
    assert needs[0] == needs[1]


@pytest.mark.django_db
def test_administrators_see_what_is_asked_and_that_nobody_has_checked_the_welsh() -> None:
    helen = signed_in("Helen Marsh")
    assert "Draft translation" in helen.get("/feedback/questionnaires").content.decode()
    page = helen.get("/feedback/questionnaires/participants/1?in=cy").content.decode()
    assert shelf.newest("participants").draft_of(Language.WELSH) in page
    assert "A supervisor reads it within a working day" in page
    assert helen.get("/feedback/questionnaires/participants/9").status_code == 404
    assert signed_in("Dean Whitlock").get("/feedback/questionnaires").status_code == 403
