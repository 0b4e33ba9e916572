"""Balance (the love plot), overlap of chances, ratios with intervals, and what moves a cost-benefit ratio most."""

from typing import Any

from rjhub.engines.evaluation import balance
from rjhub.engines.evaluation.pictures import drawing


def love(found: dict[str, Any]) -> dict[str, Any]:
    """Standardised differences before and after: after should lie inside the lines."""
    rows = found["covariates"]
    names = [row["name"] for row in sorted(rows, key=lambda row: -abs(row["standardised_difference_before"]))]
    values = [
        {"name": row["name"], "when": when, "off": row[f"standardised_difference_{when}"]}
        for row in rows
        for when in ("before", "after")
    ]
    shape = {"domain": ["before", "after"], "range": ["circle", "diamond"]}
    return {
        "title": drawing.title("How alike the groups are",
            f"Standardised difference; the aim is within ± {balance.LIMIT}"),
        "words": f"Largest difference after adjustment: {found['largest_after']:.3f} standard deviations.",
        "width": 520, "height": {"step": 24},
        "layer": [
            *(drawing.rule("x", at) for at in (-balance.LIMIT, balance.LIMIT)), drawing.rule("x", 0, dash=False),
            {
                "data": {"values": values}, "mark": {"type": "point", "filled": True, "size": 90, "opacity": 1},
                "encoding": {
                    "x": {"field": "off", "type": "quantitative", "axis": {"title": "standardised difference"}},
                    "y": {"field": "name", "type": "nominal", "sort": names, "axis": {"title": None, "grid": True}},
                    "color": {"field": "when", "type": "nominal", "sort": ["before", "after"],
                              "scale": {"domain": ["before", "after"], "range": ["#b95c00", drawing.BLUE]}},
                    "shape": {"field": "when", "type": "nominal", "scale": shape, "sort": ["before", "after"]},
                },
            },
        ],
    }  # fmt: skip


def overlap(found: dict[str, Any]) -> dict[str, Any]:
    """The chances of treatment of both groups: where only one has people, nobody can be compared."""
    edges = [float(edge) for edge in found["histogram_edges"]]
    groups = {"treated": 1, "untreated": -1}
    values = [
        {"group": group, "from": edges[at], "to": edges[at + 1], "share": sign * float(count) / max(1.0,
            float(sum(found[f"{group}_histogram"])))}
        for group, sign in groups.items()
        for at, count in enumerate(found[f"{group}_histogram"])
    ]  # fmt: skip
    return {
        "title": drawing.title("Chance of treatment, in both groups", "Above: those treated; below: those untreated"),
        "words": f"{found['treated_beyond_all_untreated']} of those treated have a chance beyond all untreated.",
        "width": 560, "height": 280,
        "layer": [
            {
                "data": {"values": values}, "mark": {"type": "bar", "stroke": "white"},
                "encoding": {
                    "x": {"field": "from", "type": "quantitative", "bin": {"binned": True},
                          "axis": {"title": "chance of treatment", "format": ".0%"}, "scale": {"domain": [0, 1]}},
                    "x2": {"field": "to"},
                    "y": {"field": "share", "type": "quantitative", "stack": None,
                          "axis": {"title": "share of the group", "labelExpr": "format(abs(datum.value), '.0%')"}},
                    "color": {"field": "group", "type": "nominal",
                              "scale": {"domain": list(groups), "range": [drawing.BLUE, "#b95c00"]}},
                },
            },
            drawing.rule("y", 0, dash=False),
        ],
    }  # fmt: skip


def ratios(rows: list[dict[str, Any]], name: str) -> dict[str, Any]:
    """Ratios with their intervals, on a logarithmic scale."""
    key = "hazard_ratio" if "hazard_ratio" in rows[0] else "rate_ratio"
    kept = [row for row in rows if row["name"] != "constant" and row["low"] > 0 and row["high"] < 1e6]  # noqa: PLR2004
    values = [
        {"name": row["name"], "ratio": row[key], "low": row["low"], "high": row["high"]} for row in kept
    ]
    scale = {"type": "log", "nice": False}
    y = {"field": "name", "type": "nominal", "sort": None, "axis": {"title": None}}
    return {
        "title": drawing.title(f"{name} of each covariate", "Lines: 95 % interval; at 1 there is no difference"),
        "words": "; ".join(f"{row['name']} {row[key]:.2f} ({row['low']:.2f} to {row['high']:.2f})" for row in kept),
        "width": 520, "height": {"step": 26},
        "layer": [
            drawing.rule("x", 1),
            {
                "data": {"values": values}, "mark": {"type": "rule", "strokeWidth": 2, "color": drawing.BLUE},
                "encoding": {"x": {"field": "low", "type": "quantitative", "scale": scale,
                    "axis": {"title": name.lower()}},
                             "x2": {"field": "high"}, "y": y},
            },
            {
                "data": {"values": values}, "mark": {"type": "point", "filled": True, "size": 80,
                    "color": drawing.BLUE, "opacity": 1},
                "encoding": {"x": {"field": "ratio", "type": "quantitative"}, "y": y},
            },
        ],
    }  # fmt: skip


def tornado(rows: list[dict[str, Any]], middle: float) -> dict[str, Any]:
    """How far each input moves the answer between its own 2.5th and 97.5th percentile."""
    names = [row["input"] for row in rows]
    values = [
        {"input": row["input"], "end": row[end], "middle": middle, "when": words}
        for row in rows
        for end, words in (("at_low", "input at its lowest"), ("at_high", "input at its highest"))
    ]
    return {
        "title": drawing.title("What moves the benefit per £1 most",
            "Each input alone, from its 2.5th to its 97.5th percentile"),
        "words": f"{names[0]} moves it most: from £{rows[0]['at_low']:.2f} to £{rows[0]['at_high']:.2f}.",
        "width": 520, "height": {"step": 30},
        "layer": [
            {
                "data": {"values": values}, "mark": {"type": "bar", "height": 18},
                "encoding": {
                    "x": {"field": "middle", "type": "quantitative",
                        "axis": {"title": "benefit per £1 (£)"}, "scale": {"zero": False}},
                    "x2": {"field": "end"},
                    "y": {"field": "input", "type": "nominal", "sort": names, "axis": {"title": None}},
                    "color": {"field": "when", "type": "nominal", "scale": {"range": [drawing.BLUE, "#b95c00"]}},
                },
            },
            drawing.rule("x", middle, dash=False),
        ],
    }  # fmt: skip


def draws(found: dict[str, Any]) -> dict[str, Any]:
    """How often each answer came up."""
    values = [
        {"from": float(low), "to": float(high), "count": int(count)}
        for low, high, count in zip(found["edges"][:-1], found["edges"][1:], found["counts"], strict=True)
    ]
    return {
        "title": drawing.title("Benefit per £1 in all draws", "Left of the dashed line it costs more than it saves"),
        "words": f"{found['share_above_1']:.0%} of the draws are above £1.",
        "width": 520, "height": 260,
        "layer": [
            {
                "data": {"values": values}, "mark": {"type": "bar", "color": drawing.BLUE, "stroke": "white"},
                "encoding": {
                    "x": {"field": "from", "type": "quantitative", "bin": {"binned": True},
                        "axis": {"title": "benefit per £1 (£)"}},
                    "x2": {"field": "to"},
                    "y": {"field": "count", "type": "quantitative", "axis": {"title": "draws"}},
                },
            },
            drawing.rule("x", 1),
        ],
    }  # fmt: skip
