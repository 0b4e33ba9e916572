"""Three charts of a run, as SVG that any browser shows and a screen reader reads.

What each comparison weighs; what each threshold is expected to cost; and, for the pair that is hardest to decide,
how its weight comes about. The second has no truth to go by: it takes the probabilities at their word, and says so.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from rjhub.engines.linkage.comparisons import COMPARISONS
from rjhub.engines.linkage.linking import Linked, probability
from rjhub.engines.linkage.weights import Weights

_FOR, _AGAINST, _TOTAL = "#00703c", "#d4351c", "#1d70b8"
_INK = "#0b0c0c"
_LOOK = {
    "font": "Arial, Helvetica, sans-serif",
    "background": "white",
    "view": {"stroke": None},
    "title": {"anchor": "start", "fontSize": 18, "subtitleFontSize": 13, "color": _INK, "subtitleColor": "#505a5f"},
    "axis": {
        "labelFontSize": 12, "titleFontSize": 13, "titleFontWeight": "normal", "titlePadding": 10,
        "labelColor": _INK, "titleColor": _INK, "gridColor": "#e4e6e7", "domainColor": "#b1b4b6",
        "tickColor": "#b1b4b6",
        "labelLimit": 320,
    },
    "legend": {"labelFontSize": 12, "titleFontSize": 12, "orient": "top", "title": None, "symbolSize": 180},
}  # fmt: skip
_MEANING = {
    "domain": ["speaks for one person", "speaks against", "together"],
    "range": [_FOR, _AGAINST, _TOTAL],
}


def draw(folder: Path, linked: Linked, ids: Sequence[str]) -> list[Path]:
    """Draw the charts into a folder, and give their files."""
    folder.mkdir(parents=True, exist_ok=True)
    charts = {"match-weights.svg": weights_chart(linked.weights), "thresholds.svg": threshold_chart(linked)}
    if linked.hardest:
        hardest = linked.hardest
        title = f"Why {ids[hardest.one]} and {ids[hardest.other]} are hard to decide"
        charts["hardest-pair.svg"] = waterfall_chart(hardest.bits, hardest.prior, hardest.odds, title)
    for name, chart in charts.items():
        (folder / name).write_text(svg(chart), encoding="utf-8")
    return [folder / name for name in charts]


def svg(chart: dict[str, Any]) -> str:
    """A chart as a picture, with its title for whoever cannot see it."""
    import vl_convert

    title = chart["title"]
    described = {"description": f"{title['text']}. {title['subtitle']}"}
    whole = (
        {"$schema": "https://vega.github.io/schema/vega-lite/v5.json", "config": _LOOK} | described | chart
    )
    return str(vl_convert.vegalite_to_svg(whole))


def weights_chart(learnt: Weights) -> dict[str, Any]:
    """One bar for each level of each comparison: to the right speaks for one person, to the left against."""
    rows: list[dict[str, Any]] = [
        {"comparison": each.told, "level": level, "bits": weight, "says": _says(weight)}
        for each in COMPARISONS
        for level, weight in zip(each.levels, learnt.by_level[each.name], strict=True)
    ]
    return {
        "title": {
            "text": "What each comparison weighs",
            "subtitle": "Learnt from this file. A rare value that agrees weighs more than is shown, a common one less.",
        },
        "data": {"values": rows},
        "facet": {
            "row": {
                "field": "comparison", "type": "nominal", "title": None, "sort": [each.told for each in COMPARISONS],
                "header": {"labelAngle": 0, "labelAlign": "left", "labelFontSize": 13, "labelPadding": 4},
            }
        },
        "spec": {"width": 480, "height": {"step": 17}, "layer": _bars(rows)},
        "resolve": {"scale": {"y": "independent"}},
        "spacing": 8,
    }  # fmt: skip


def _bars(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The bars with their numbers at their ends."""
    ends = [min(row["bits"] for row in rows) - 1, max(row["bits"] for row in rows) + 1]
    across = {
        "field": "bits", "type": "quantitative", "title": "match weight in bits (log2 of the odds)",
        "scale": {"domain": ends, "nice": False},
    }  # fmt: skip
    down = {
        "field": "level", "type": "nominal", "title": None,
        "sort": ["same", "nearly the same", "alike", "different"],
    }  # fmt: skip
    colour = {"field": "says", "type": "nominal", "scale": _scale(2)}
    number = {"field": "bits", "type": "quantitative", "format": "+.1f"}
    bar = {"mark": {"type": "bar", "height": 13}, "encoding": {"x": across, "y": down, "color": colour}}
    labels = [
        {
            "transform": [{"filter": f"datum.bits {'>' if right else '<='} 0"}],
            "mark": {
                "type": "text",
                "align": "left" if right else "right",
                "dx": 4 if right else -4,
                "fontSize": 11,
            },
            "encoding": {"x": across, "y": down, "text": number},
        }
        for right in (True, False)
    ]
    return [bar, *labels]


def threshold_chart(linked: Linked) -> dict[str, Any]:
    """Precision, recall and F1 that the probabilities themselves expect at each threshold."""
    odds = np.sort(linked.pairs.odds)[::-1]
    chance = probability(odds).astype(np.float64)
    right = np.cumsum(chance) if len(chance) else np.zeros(1)
    believed = np.arange(1, len(right) + 1)
    limits = np.arange(-6, 12.01, 0.25)
    at = np.searchsorted(-odds, -limits, side="right") - 1
    rows = []
    for limit, place in zip(limits.tolist(), at.tolist(), strict=True):
        if place < 0:
            continue
        shares = {
            "precision": right[place] / believed[place],
            "recall": right[place] / right[-1],
            "F1": 2 * right[place] / (believed[place] + right[-1]),
        }
        rows += [{"at": limit, "share": float(share), "measure": name} for name, share in shares.items()]
    return {
        "title": {
            "text": "What to expect of each threshold",
            "subtitle": "If the probabilities are right. To know, compare with the truth: rjhub evaluate-links.",
        },
        "data": {"values": rows},
        "width": 640, "height": 320,
        "mark": {"type": "line", "strokeWidth": 2.5},
        "encoding": {
            "x": {"field": "at", "type": "quantitative",
                  "title": "threshold: match weight from which pairs are believed (bits)",
                  "scale": {"domain": [-6, 12]}},
            "y": {"field": "share", "type": "quantitative", "title": "share of pairs", "axis": {"format": ".0%"},
                  "scale": {"zero": False, "nice": True}},
            "color": {"field": "measure", "type": "nominal",
                      "scale": {"domain": ["precision", "recall", "F1"], "range": [_TOTAL, _FOR, "#f47738"]}},
            "strokeDash": {"field": "measure", "type": "nominal",
                           "scale": {"domain": ["precision", "recall", "F1"], "range": [[1, 0], [7, 3], [2, 2]]}},
        },
    }  # fmt: skip


def waterfall_chart(bits: dict[str, float], prior: float, odds: float, title: str) -> dict[str, Any]:
    """How one pair's weight comes about, from what is so beforehand to the odds. `bits` is by comparison."""
    rows = _steps(bits, prior, odds)
    order = [row["step"] for row in rows]
    across = {"field": "step", "type": "nominal", "sort": order, "title": None, "axis": {"labelAngle": -35}}
    labels = [{"up": max(row["from"], row["to"]), **row} for row in rows]
    return {
        "title": {
            "text": title,
            "subtitle": "Bits for and against, one after the other. The trees correct for what is not independent.",
        },
        "width": {"step": 62}, "height": 320,
        "layer": [
            {"data": {"values": rows}, "mark": {"type": "bar", "width": 40},
             "encoding": {"x": across, "y2": {"field": "to"},
                          "y": {"field": "from", "type": "quantitative",
                                "title": "match weight in bits (log2 of the odds)"},
                          "color": {"field": "says", "type": "nominal", "scale": _scale(3)}}},
            {"data": {"values": labels}, "mark": {"type": "text", "dy": -8, "fontSize": 12},
             "encoding": {"x": across, "y": {"field": "up", "type": "quantitative"},
                          "text": {"field": "bits", "type": "quantitative", "format": "+.1f"}}},
            {"data": {"values": [{"zero": 0}]}, "mark": {"type": "rule", "color": _INK},
             "encoding": {"y": {"field": "zero", "type": "quantitative"}}},
        ],
    }  # fmt: skip


def _steps(bits: dict[str, float], prior: float, odds: float) -> list[dict[str, Any]]:
    """What follows on what, with the height at which each begins and ends."""
    rows: list[dict[str, Any]] = []
    total = prior
    rows.append({"step": "beforehand", "from": 0.0, "to": prior, "bits": prior, "says": _says(prior)})
    for each in COMPARISONS:
        weight = bits.get(each.name, 0.0)
        if weight:
            rows.append(
                {
                    "step": each.told,
                    "from": total,
                    "to": total + weight,
                    "bits": weight,
                    "says": _says(weight),
                }
            )
        total += weight
    trees = odds - total
    rows.append({"step": "trees", "from": total, "to": odds, "bits": trees, "says": _says(trees)})
    rows.append({"step": "match weight", "from": 0.0, "to": odds, "bits": odds, "says": "together"})
    return rows


def _says(weight: float) -> str:
    return "speaks for one person" if weight > 0 else "speaks against"


def _scale(count: int) -> dict[str, list[str]]:
    return {name: values[:count] for name, values in _MEANING.items()}
