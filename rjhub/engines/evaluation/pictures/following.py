"""Curves of those without the event, with how many are still seen below."""

from typing import Any

import numpy as np

from rjhub.engines.evaluation.pictures import drawing

_STEPS, _MOST = 6, 400


def curves(found: dict[str, Any]) -> dict[str, Any]:
    """Kaplan and Meier's curves with intervals, and the numbers at risk beneath."""
    shown = {name: curve for name, curve in found.items() if name != "all"} or found
    last = max(float(curve["time"][-1]) for curve in shown.values())
    ticks = [float(tick) for tick in np.linspace(0, last, _STEPS)]
    names = list(shown)
    points = [point for name, curve in shown.items() for point in _points(name, curve)]
    below = [each for name, curve in shown.items() for each in _at_risk(name, curve, ticks)]
    axis = {"values": ticks, "format": "~r" if last < 100 else ".0f"}  # noqa: PLR2004 short numbers in full
    scale = {"domain": [0, last]}
    return {
        "title": drawing.title("Without the event, by time", "Shaded: 95 % interval"),
        "words": f"Curves of {', '.join(names)}: {_ends(shown)}.",
        "vconcat": [_upper(points, names, axis, scale), _lower(below, names, ticks, scale)],
        "spacing": 8,
    }  # fmt: skip


def _upper(
    points: list[dict[str, Any]], names: list[str], axis: dict[str, Any], scale: dict[str, Any]
) -> dict[str, Any]:
    colour = {
        "field": "group",
        "type": "nominal",
        "scale": {"domain": names, "range": drawing.COLOURS},
        "sort": names,
        "legend": {"symbolOpacity": 1},
    }
    dash = {
        "field": "group",
        "type": "nominal",
        "scale": {"domain": names, "range": drawing.DASHES},
        "sort": names,
    }
    across = {"field": "time", "type": "quantitative", "axis": {**axis, "title": None}, "scale": scale}
    up = {
        "type": "quantitative", "scale": {"domain": [0, 1]}, "axis": {"format": ".0%", "title": "without the event"}
    }  # fmt: skip
    return {
        "width": 600, "height": 320, "data": {"values": points},
        "layer": [
            {
                "mark": {"type": "area", "interpolate": "step-after", "opacity": 0.15},
                "encoding": {"x": across, "y": {**up, "field": "low"}, "y2": {"field": "high"}, "color": colour},
            },
            {
                "mark": {"type": "line", "interpolate": "step-after", "strokeWidth": 2},
                "encoding": {"x": across, "y": {**up, "field": "share"}, "color": colour, "strokeDash": dash},
            },
        ],
    }  # fmt: skip


def _lower(
    below: list[dict[str, Any]], names: list[str], ticks: list[float], scale: dict[str, Any]
) -> dict[str, Any]:
    return {
        "width": 600, "height": 24 * len(names), "data": {"values": below},
        "mark": {"type": "text"},
        "encoding": {
            "x": {"field": "time", "type": "quantitative", "scale": scale,
                  "axis": {"title": "time (below the curves: how many are still seen)", "values": ticks, "format": "~r" if ticks[-1] < 100 else ".0f"}},  # noqa: PLR2004, E501 as above
            "y": {"field": "group", "type": "nominal", "sort": names,
                  "axis": {"title": None, "grid": False, "labelPadding": 24, "domain": False, "ticks": False}},
            "text": {"field": "number", "type": "quantitative", "format": ","},
        },
    }  # fmt: skip


def _points(name: str, curve: dict[str, Any]) -> list[dict[str, Any]]:
    time = np.concatenate([[0.0], curve["time"]])
    share = np.concatenate([[1.0], curve["survival"]])
    low = np.concatenate([[1.0], np.nan_to_num(np.asarray(curve["low"], float), nan=0.0)])
    high = np.concatenate([[1.0], np.nan_to_num(np.asarray(curve["high"], float), nan=0.0)])
    chosen = np.unique(np.linspace(0, len(time) - 1, min(len(time), _MOST)).round().astype(int))
    return [
        {
            "group": name,
            "time": float(time[at]),
            "share": float(share[at]),
            "low": float(low[at]),
            "high": float(high[at]),
        }
        for at in chosen
    ]


def _at_risk(name: str, curve: dict[str, Any], ticks: list[float]) -> list[dict[str, Any]]:
    places = np.searchsorted(np.asarray(curve["time"], float), ticks, side="left")
    numbers = np.append(np.asarray(curve["at_risk"], float), 0.0)
    return [
        {"group": name, "time": tick, "number": float(numbers[place])}
        for tick, place in zip(ticks, places, strict=True)
    ]


def _ends(shown: dict[str, Any]) -> str:
    return "; ".join(f"{name} ends at {float(curve['survival'][-1]):.0%}" for name, curve in shown.items())
