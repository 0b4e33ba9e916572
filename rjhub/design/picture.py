"""The picture of a pathway: its steps, where a case stands, and the branches beside each other.

Only the geometry is worked out here. `design/components/picture.html` draws it, and beside it the same as an
ordered list, which is what a screen reader reads and what a phone shows.
"""

import enum
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

BOX_WIDTH, BOX_HEIGHT = 146, 84
_GAP, _ROW_GAP, _BAND_GAP = 24, 30, 34
_MARGIN, _LANE_TITLE = 12, 18
_COLUMNS = 5
_LETTERS, _LINES = 17, 3


class State(enum.StrEnum):
    """How a step stands for the case that is shown. On a pathway's own page every step is `NEXT`."""

    DONE = "done"
    NOW = "now"
    NEXT = "next"
    OFF = "off"  # not on this case's way


@dataclass(frozen=True)
class Step:
    """One step. Neighbouring steps with a `lane` are branches: those of one lane follow each other."""

    key: str
    label: str
    state: State = State.NEXT
    clock: str = ""
    gates: tuple[str, ...] = ()  # what is said while it cannot start
    lane: str = ""
    to_end: tuple[str, ...] = ()  # what is said while it cannot end

    @property
    def lines(self) -> tuple[str, ...]:
        """The label, broken so that it fits its box."""
        lines = textwrap.wrap(self.label, _LETTERS, max_lines=_LINES, placeholder="…")
        return tuple(lines) or ("",)


@dataclass(frozen=True)
class Box:
    """A step and where its box stands."""

    step: Step
    x: int
    y: int


@dataclass(frozen=True)
class Line:
    """A way from one box to another, as the points it goes through."""

    points: tuple[tuple[int, int], ...]
    state: State
    gated: bool = False

    @property
    def path(self) -> str:
        """The way in SVG's words."""
        return "M" + "L".join(f"{x} {y}" for x, y in self.points)


@dataclass(frozen=True)
class LaneTitle:
    """The name of a branch, above its first box."""

    text: str
    x: int
    y: int


@dataclass(frozen=True)
class Picture:
    """Everything to draw, and the steps in order for the list."""

    title: str
    steps: tuple[Step, ...]
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    lanes: tuple[LaneTitle, ...]
    width: int
    height: int


@dataclass(frozen=True)
class _Block:
    lanes: tuple[tuple[Step, ...], ...]

    @property
    def columns(self) -> int:
        return max(len(lane) for lane in self.lanes)

    @property
    def height(self) -> int:
        titles = _LANE_TITLE if self.lanes[0][0].lane else 0
        return len(self.lanes) * (BOX_HEIGHT + titles) + (len(self.lanes) - 1) * _ROW_GAP


@dataclass(frozen=True)
class _Placed:
    lanes: list[list[Box]]
    top: int  # of the whole row that it stands in


def draw(title: str, steps: Iterable[Step]) -> Picture:
    """Lay out a pathway from left to right, going on below where the row is full.

    Raises ValueError for a pathway without steps.
    """
    steps = tuple(steps)
    if not steps:
        message = "A pathway without steps has no picture."
        raise ValueError(message)
    blocks = list(_blocks(steps))
    columns = max(_COLUMNS, *(block.columns for block in blocks))
    placed: list[_Placed] = []
    top = _MARGIN
    for band in _bands(blocks, columns):
        height = max(block.height for block in band)
        column = 0
        for block in band:
            lanes = _place(block, column, top + (height - block.height) // 2)
            placed.append(_Placed(lanes, top))
            column += block.columns
        top += height + _BAND_GAP
    return Picture(
        title=title,
        steps=steps,
        boxes=tuple(box for block in placed for lane in block.lanes for box in lane),
        lines=tuple(_lines(placed)),
        lanes=tuple(title for block in placed for title in _titles(block.lanes)),
        width=2 * _MARGIN + columns * (BOX_WIDTH + _GAP) - _GAP,
        height=top - _BAND_GAP + _MARGIN,
    )


def _blocks(steps: tuple[Step, ...]) -> Iterator[_Block]:
    for branching, group in groupby(steps, key=lambda step: bool(step.lane)):
        if not branching:
            yield from (_Block(((step,),)) for step in group)
            continue
        lanes: dict[str, list[Step]] = {}
        for step in group:
            lanes.setdefault(step.lane, []).append(step)
        yield _Block(tuple(tuple(lane) for lane in lanes.values()))


def _bands(blocks: list[_Block], columns: int) -> Iterator[list[_Block]]:
    band: list[_Block] = []
    used = 0
    for block in blocks:
        if band and used + block.columns > columns:
            yield band
            band, used = [], 0
        band.append(block)
        used += block.columns
    yield band


def _place(block: _Block, column: int, top: int) -> list[list[Box]]:
    titles = _LANE_TITLE if block.lanes[0][0].lane else 0
    return [
        [
            Box(
                step,
                x=_MARGIN + (column + place) * (BOX_WIDTH + _GAP),
                y=top + row * (BOX_HEIGHT + titles + _ROW_GAP) + titles,
            )
            for place, step in enumerate(lane)
        ]
        for row, lane in enumerate(block.lanes)
    ]


def _titles(placed: list[list[Box]]) -> Iterator[LaneTitle]:
    for lane in placed:
        if lane[0].step.lane:
            yield LaneTitle(lane[0].step.lane, x=lane[0].x, y=lane[0].y - _LANE_TITLE // 3)


def _lines(blocks: list[_Placed]) -> Iterator[Line]:
    for block in blocks:
        for lane in block.lanes:
            yield from (_line(one, other, block.top) for one, other in pairwise(lane))
    for block, following in pairwise(blocks):
        for lane in block.lanes:
            yield from (_line(lane[-1], first[0], following.top) for first in following.lanes)


def _line(one: Box, other: Box, top: int) -> Line:
    start = (one.x + BOX_WIDTH, one.y + BOX_HEIGHT // 2)
    end = (other.x, other.y + BOX_HEIGHT // 2)
    points: tuple[tuple[int, int], ...] = (start, end)
    if other.x > one.x and start[1] != end[1]:
        middle = end[0] - _GAP // 2
        points = (start, (middle, start[1]), (middle, end[1]), end)
    elif other.x <= one.x:  # on to the next row: out at the right, back between the rows, in from the left
        between = top - _BAND_GAP // 2
        right, left = start[0] + _MARGIN // 2, end[0] - _MARGIN // 2
        points = (start, (right, start[1]), (right, between), (left, between), (left, end[1]), end)
    return Line(points, state=_weaker(one.step.state, other.step.state), gated=bool(other.step.gates))


def _weaker(one: State, other: State) -> State:
    if State.OFF in {one, other}:
        return State.OFF
    return State.DONE if one is State.DONE and other in {State.DONE, State.NOW} else State.NEXT
