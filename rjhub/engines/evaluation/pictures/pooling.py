"""The forest and the funnel of a meta-analysis."""

from typing import Any

import numpy as np

from rjhub.engines.evaluation.answers import Answer, Z
from rjhub.engines.evaluation.pictures import drawing


def forest(answer: Answer) -> dict[str, Any]:
    """Each study with its interval, and all together beneath."""
    ratio = answer.method["scale"] != "as given"
    values = _rows(answer, ratio=ratio)
    y = {"field": "study", "type": "nominal", "sort": None, "axis": {"title": None, "grid": False}}
    words = {"y": {**y, "axis": None}, "text": {"field": "words"}}
    mark = {"type": "text", "align": "left", "x": 4}
    return {
        "title": drawing.title("Each study, and all together", answer.method["name"]),
        "words": "; ".join(f"{each['study']} {each['words']}" for each in values),
        "hconcat": [
            {"width": 420, "height": {"step": 24}, "layer": _layers(values, y, answer.method["measure"], ratio=ratio)},
            {"width": 150, "height": {"step": 24}, "data": {"values": values}, "mark": mark, "encoding": words},
        ],
        "spacing": 4,
    }  # fmt: skip


def _rows(answer: Answer, *, ratio: bool) -> list[dict[str, Any]]:
    show = np.exp if ratio else float
    main = answer.estimates[0]
    together = {
        "study": "All together", "estimate": main.value, "low": main.low, "high": main.high, "weight_percent": 100.0
    }  # fmt: skip
    return [
        {
            "study": row["study"], "value": float(show(row["estimate"])), "low": float(show(row["low"])),
            "high": float(show(row["high"])), "weight": row["weight_percent"], "all": row is together,
            "words": f"{show(row['estimate']):.2f} ({show(row['low']):.2f} to {show(row['high']):.2f})",
        }
        for row in [*answer.tables["studies"], together]
    ]  # fmt: skip


def _layers(
    values: list[dict[str, Any]], y: dict[str, Any], measure: str, *, ratio: bool
) -> list[dict[str, Any]]:
    scale = {"type": "log", "nice": False} if ratio else {"zero": False}
    x = {"field": "value", "type": "quantitative", "scale": scale, "axis": {"title": measure}}
    colour = {"condition": {"test": "datum.all", "value": drawing.GREEN}, "value": drawing.BLUE}
    size = {"field": "weight", "type": "quantitative", "legend": None, "scale": {"range": [20, 200]}}
    data = {"values": values}
    lines = {"x": {**x, "field": "low"}, "x2": {"field": "high"}, "y": y, "color": colour}
    return [
        drawing.rule("x", 1 if ratio else 0),
        {"data": data, "mark": {"type": "rule", "strokeWidth": 2}, "encoding": lines},
        {
            "data": data, "mark": {"type": "square", "filled": True, "opacity": 1},
            "encoding": {"x": x, "y": y, "color": colour, "size": size},
        },
    ]  # fmt: skip


def funnel(answer: Answer) -> dict[str, Any]:
    """Small studies stand low: if they stand to one side only, some may be missing."""
    middle = answer.estimates[0].value
    values = [
        {"study": row["study"], "x": row["estimate"], "error": row["standard_error"]}
        for row in answer.tables["studies"]
    ]
    top = 1.1 * max(each["error"] for each in values)
    lines = [
        {"side": side, "x": middle + way * Z * error, "error": error}
        for side, way in (("left", -1), ("right", 1))
        for error in (0.0, top)
    ]
    y = {
        "field": "error",
        "type": "quantitative",
        "scale": {"reverse": True, "domain": [0, top]},
        "axis": {"title": "standard error"},
    }
    logarithm = "" if answer.method["scale"] == "as given" else "logarithm of the "
    return {
        "title": drawing.title("Estimates by their error", "Within the lines: what chance alone would do"),
        "words": f"{len(values)} studies around {middle:.3f}.",
        "width": 480, "height": 320,
        "layer": [
            {"data": {"values": lines}, "mark": {"type": "line", "color": drawing.GREY, "strokeDash": [4, 4]},
             "encoding": {"x": {"field": "x", "type": "quantitative"}, "y": y, "detail": {"field": "side"}}},
            drawing.rule("x", middle, dash=False),
            {"data": {"values": values}, "mark": {"type": "point", "filled": True, "size": 80,
                "color": drawing.BLUE, "opacity": 1},
             "encoding": {"x": {"field": "x", "type": "quantitative", "scale": {"zero": False},
                                "axis": {"title": f"{logarithm}{answer.method['measure']}", "tickCount": 8}}, "y": y}},
        ],
    }  # fmt: skip
