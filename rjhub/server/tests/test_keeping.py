"""Starting again what ended by itself: soon, then less often, never given up."""

import pytest

from rjhub.server import keeping
from rjhub.server.keeping import Kept
from rjhub.server.trouble import TroubleError


class Clock:
    """A clock that goes on only when told."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now


class Ended:
    """A part that ends at once, unless told otherwise."""

    code: int | None = 3

    def ended(self) -> int | None:
        return self.code

    def stop(self) -> None:
        pass


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(keeping, "time", clock)
    return clock


def pauses(kept: Kept, clock: Clock, capsys: pytest.CaptureFixture[str], seconds: int) -> list[str]:
    """How long it waited each time while so many seconds passed."""
    for _ in range(seconds):
        kept.look()
        clock.now += 1
    words = capsys.readouterr().err.split()
    return [words[at + 1] for at, word in enumerate(words) if word == "in"]


def test_what_ends_again_and_again_is_tried_less_and_less_often(
    clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    assert pauses(Kept("worker", Ended), clock, capsys, 70) == ["1", "2", "4", "8", "16", "30", "30"]


def test_what_does_not_even_start_is_tried_again(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    parts = iter([Ended()])

    def start() -> Ended:
        for part in parts:
            return part
        raise TroubleError("The disk is full.")

    kept = Kept("database", start)
    for _ in range(6):
        kept.look()
        clock.now += 1

    assert (
        "The database does not start: The disk is full. It is started again in 2 s."
        in capsys.readouterr().err
    )


def test_what_ran_for_long_is_started_again_soon(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    part = Ended()
    kept = Kept("worker", lambda: part)
    assert pauses(kept, clock, capsys, 5) == ["1", "2"]
    part.code = None
    assert pauses(kept, clock, capsys, 100) == []
    part.code = 3
    assert pauses(kept, clock, capsys, 1) == ["1"]
