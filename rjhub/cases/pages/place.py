"""A case's place in its pathway, as a picture and as a list."""

from dataclasses import dataclass

from rjhub.cases.gates import CaseState
from rjhub.cases.models import StageMove
from rjhub.cases.pages.frame import CaseFrame, frame_for
from rjhub.design import picture
from rjhub.partnership.pathway import steps as drawing
from rjhub.partnership.pathway.stages import StageKind


@dataclass(frozen=True)
class Place:
    """The picture of the pathway with the case in it."""

    frame: CaseFrame
    drawn: picture.Picture
    about: str
    pathway: str
    title: str = "Place in the pathway"


def place_of(state: CaseState, moves: list[StageMove]) -> Place:
    """The place of a case, with the stages that it has been through."""
    now = StageKind(state.case.stage)
    been = {StageKind(move.to_stage) for move in moves} - {now}
    steps = drawing.steps(state.pathway, current=now, done=been, facts=state.facts)
    return Place(
        frame=frame_for(state.case, "pathway"),
        drawn=picture.draw(f"The pathway of {state.pathway.name}", [_step(step) for step in steps]),
        about=state.pathway.about,
        pathway=f"{state.pathway.name}, version {state.case.pathway.number}",
    )


STATES = {
    drawing.StepState.DONE: picture.State.DONE,
    drawing.StepState.CURRENT: picture.State.NOW,
    drawing.StepState.AHEAD: picture.State.NEXT,
}


def _step(step: drawing.Step) -> picture.Step:
    return picture.Step(
        key=step.key,
        label=step.label,
        state=STATES[step.state],
        clock=step.clock,
        gates=step.to_start,
        to_end=step.to_finish,
    )
