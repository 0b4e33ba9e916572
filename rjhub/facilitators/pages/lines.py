"""How what lapses is shown: the day, and a tag where it is near or past."""

from datetime import date

from rjhub.design.pieces import Shown, Tag, Tone
from rjhub.design.words import day
from rjhub.facilitators.lapsing import Held
from rjhub.facilitators.vocabulary import State

TONES = {State.CURRENT: Tone.DONE, State.SOON: Tone.SOON, State.LAPSED: Tone.LATE}


def tag(held: Held, today: date) -> Tag:
    """How it stands."""
    state = held.state(today)
    return Tag(state.label, TONES[state])


def short(held: Held, today: date) -> Shown:
    """One thing in a cell: its name, and a tag and the day where somebody has to do something about it."""
    state = held.state(today)
    if state == State.CURRENT:
        return held.what
    word = "lapsed on" if state == State.LAPSED else "lapses on"
    return Tag(f"{held.what} {word} {day(held.until)}", TONES[state])


def until(held: Held) -> str:
    """Its last day."""
    return day(held.until) if held.until else "Does not lapse"
