import re

import pytest

from rjhub.design.environment import environment
from rjhub.design.picture import BOX_HEIGHT, BOX_WIDTH, Picture, State, Step, draw
from rjhub.design.tests.cast import PICTURE

BRANCHING = (
    Step("referral", "Referral", State.DONE),
    Step("harmed", "First contact", State.DONE, lane="Person harmed"),
    Step("harmed-2", "Suitability", State.NOW, lane="Person harmed"),
    Step("responsible", "First contact", State.DONE, lane="Person responsible"),
    Step("meeting", "Meeting", State.NEXT, gates=("Written consent of both",)),
)


def drawn(picture: Picture) -> str:
    source = '{% from "design/components/picture.html" import picture %}{{ picture(drawn) }}'
    return environment(autoescape=True).from_string(source).render(drawn=picture)


@pytest.mark.parametrize("picture", [PICTURE, draw("A", BRANCHING), draw("B", [Step("a", "Only step")])])
def test_boxes_never_overlap_and_stay_inside(picture: Picture) -> None:
    for number, box in enumerate(picture.boxes):
        assert 0 <= box.x <= picture.width - BOX_WIDTH
        assert 0 <= box.y <= picture.height - BOX_HEIGHT
        for other in picture.boxes[number + 1 :]:
            beside = abs(box.x - other.x) >= BOX_WIDTH
            assert beside or abs(box.y - other.y) >= BOX_HEIGHT


@pytest.mark.parametrize("picture", [PICTURE, draw("A", BRANCHING)])
def test_no_way_runs_through_a_box(picture: Picture) -> None:
    corners = [(x, y) for line in picture.lines for x, y in line.points]
    for box in picture.boxes:
        inside = [
            (x, y) for x, y in corners if box.x < x < box.x + BOX_WIDTH and box.y < y < box.y + BOX_HEIGHT
        ]
        assert inside == []
    across = [
        (left, right, y)
        for line in picture.lines
        for (left, y), (right, at) in zip(line.points, line.points[1:], strict=False)
        if y == at
    ]
    for box in picture.boxes:
        for left, right, y in across:
            crosses = min(left, right) < box.x and max(left, right) > box.x + BOX_WIDTH
            assert not (crosses and box.y < y < box.y + BOX_HEIGHT), box.step.label


def test_branches_lead_out_of_one_step_and_into_the_next() -> None:
    picture = draw("A", BRANCHING)
    assert len(picture.lines) == 5
    assert [lane.text for lane in picture.lanes] == ["Person harmed", "Person responsible"]
    assert [line.gated for line in picture.lines].count(True) == 2


def test_the_way_already_gone_is_told_from_the_way_ahead() -> None:
    picture = draw("A", BRANCHING)
    assert sorted(line.state for line in picture.lines) == ["done", "done", "done", "next", "next"]
    off = draw("A", [Step("a", "A", State.DONE), Step("b", "B", State.OFF)])
    assert off.lines[0].state is State.OFF


def test_a_long_label_is_broken_and_cut_but_whole_in_the_list() -> None:
    label = "Suitability for a community conference with supporters and interpreters"
    html = drawn(draw("A", [Step("a", label)]))
    assert f'<span class="rj-stop__label">{label}</span>' in html
    assert len(Step("a", label).lines) == 3


def test_the_list_says_the_state_the_clock_and_what_has_to_be_done_before() -> None:
    html = drawn(PICTURE)
    assert html.count("<li class=") == len(PICTURE.steps)
    assert html.count('aria-current="step"') == 1
    for words in ("10 working days", "Written consent of both", "Not on this case", "Person responsible"):
        assert words in html.partition("<ol")[2]


def test_what_is_said_of_a_step_is_what_is_still_to_come() -> None:
    gates = {"gates": ("Consent is missing.",), "to_end": ("No report is sent.",)}
    steps = [Step(str(state), str(state), state, "5 days", **gates) for state in State]
    done, now, following, off = (
        drawn(draw("A", steps)).partition("<ol")[2].split('class="rj-stop__label"')[1:]
    )
    assert "Cannot" not in done + off
    assert "Cannot start" not in now
    assert "No report is sent." in now
    assert "Consent is missing." in following
    assert "No report is sent." in following


def test_whoever_listens_hears_the_list_alone_and_its_words_apart() -> None:
    html = drawn(draw("A", [Step("a", "Referred", State.DONE, "5 days")]))
    assert '<svg class="rj-picture__map" viewBox="0 0 850 108" aria-hidden="true" focusable="false">' in html
    assert "Referred , Done , 5 days" in " ".join(re.sub(r"<[^>]+>", " ", html.partition("<ol")[2]).split())


def test_a_pathway_without_steps_has_no_picture() -> None:
    with pytest.raises(ValueError, match="without steps"):
        draw("A", ())
