"""Two charts of a run, as SVG that any browser shows: what each comparison weighs, and what each threshold costs.

The second has no truth to go by: it takes the probabilities at their word, and says so.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import numpy as np

from rjhub.engines.linkage.comparisons import COMPARISONS
from rjhub.engines.linkage.linking import Linked, probability
from rjhub.engines.linkage.weights import Weights

_INK, _FOR, _AGAINST, _OTHER = "#0b0c0c", "#00703c", "#d4351c", "#1d70b8"
_WIDTH, _ROW, _LEFT = 860, 18, 300
_MIDDLE, _SCALE = 480, 20  # where nothing is, and how wide one bit is
_HEIGHT, _PLOT = 420, 320


def draw(folder: Path, linked: Linked) -> list[Path]:
    """Draw both charts into a folder, and give their files."""
    folder.mkdir(parents=True, exist_ok=True)
    charts = {"match-weights.svg": weights_chart(linked.weights), "thresholds.svg": threshold_chart(linked)}
    for name, content in charts.items():
        (folder / name).write_text(content, encoding="utf-8")
    return [folder / name for name in charts]


def weights_chart(learnt: Weights) -> str:
    """One bar for each level of each comparison: to the right speaks for one person, to the left against."""
    rows = [
        (f"{each.told}: {level}", weight)
        for each in COMPARISONS
        for level, weight in zip(each.levels, learnt.by_level[each.name], strict=True)
    ]
    shapes = [_text(10, 24, "Match weights (bits): right speaks for one person, left against", size=16)]
    shapes += [shape for number, row in enumerate(rows) for shape in _bar(number, *row)]
    return _svg(60 + _ROW * len(rows), "What each level of each comparison weighs", shapes)


def _bar(number: int, label: str, weight: float) -> Iterator[str]:
    top = 44 + number * _ROW
    start, length = _MIDDLE + min(weight, 0) * _SCALE, abs(weight) * _SCALE
    colour = _FOR if weight > 0 else _AGAINST
    yield _text(_LEFT, top + 11, label, anchor="end")
    yield f'<rect x="{start:.1f}" y="{top}" width="{length:.1f}" height="{_ROW - 4}" fill="{colour}"/>'
    yield _text(_MIDDLE + max(weight, 0) * _SCALE + 6, top + 11, f"{weight:+.1f}")


def threshold_chart(linked: Linked) -> str:
    """Precision and recall that the probabilities themselves expect at each threshold."""
    odds = np.sort(linked.pairs.odds)[::-1]
    chance = probability(odds)
    right = np.cumsum(chance) if len(chance) else np.zeros(1)
    precision = right / np.arange(1, len(right) + 1)
    recall = right / max(float(right[-1]), 1e-9)
    limits = np.linspace(-6, 12, 73)
    at = np.clip(np.searchsorted(-odds, -limits, side="right") - 1, 0, len(right) - 1)
    shapes = [_text(10, 24, "Expected at each threshold, if the probabilities are right", size=16)]
    shapes += [_text(_across(bits), _PLOT + 70, f"{bits}", anchor="middle") for bits in range(-6, 13, 2)]
    shapes += [_text(50, _up(share) + 4, f"{share:.0%}", anchor="end") for share in (0, 0.25, 0.5, 0.75, 1)]
    shapes += [_text(_across(3), _PLOT + 92, "threshold: log2 of the odds", anchor="middle")]
    for name, values, colour in (("precision", precision, _OTHER), ("recall", recall, _FOR)):
        points = list(zip(map(_across, limits), map(_up, values[at]), strict=True))
        shapes += [_line(points, colour), _text(points[-1][0] + 6, points[-1][1] + 4, name, colour=colour)]
    return _svg(_HEIGHT, "Precision and recall by threshold", shapes)


def _across(bits: float) -> float:
    return 60 + (bits + 6) * 38


def _up(share: float) -> float:
    return 50 + (1 - share) * _PLOT


def _line(points: Sequence[tuple[float, float]], colour: str) -> str:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'


def _text(
    x: float, y: float, words: str, *, size: int = 12, anchor: str = "start", colour: str = _INK
) -> str:
    look = f'font-size="{size}" text-anchor="{anchor}" fill="{colour}"'
    return f'<text x="{x:.1f}" y="{y:.1f}" {look}>{escape(words)}</text>'


def _svg(height: int, title: str, shapes: list[str]) -> str:
    size = f'viewBox="0 0 {_WIDTH} {height}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" font-family="sans-serif">'
    return "\n".join([head, f"<title>{escape(title)}</title>", *shapes, "</svg>", ""])
