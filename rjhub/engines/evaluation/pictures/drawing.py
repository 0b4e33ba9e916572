"""Turns a description of a picture (Vega-Lite) into SVG."""

from typing import Any

from rjhub.engines.evaluation import answers

INK, BLUE, GREEN, RED, GREY = "#0b0c0c", "#1d70b8", "#00703c", "#d4351c", "#6f777b"
COLOURS = [BLUE, "#b95c00", GREEN, "#4c2c92", RED, GREY]
DASHES = [[1, 0], [7, 4], [2, 3], [10, 3, 2, 3], [4, 4], [1, 5]]

_CONFIG = {
    "font": "Arial, sans-serif", "background": "white",
    "title": {"fontSize": 16, "anchor": "start", "color": INK, "subtitleFontSize": 13, "subtitleColor": INK},
    "axis": {"labelFontSize": 13, "titleFontSize": 13, "labelColor": INK, "titleColor": INK, "gridColor": "#dee0e2",
             "titleFontWeight": "normal", "labelLimit": 280},
    "legend": {"labelFontSize": 13, "titleFontSize": 13, "labelLimit": 320, "orient": "top",
        "title": None, "symbolSize": 200,
               "symbolStrokeWidth": 2},
    "view": {"stroke": None}, "text": {"font": "Arial, sans-serif", "fontSize": 12, "color": INK},
}  # fmt: skip


def svg(spec: dict[str, Any]) -> str:
    """Draw. The description becomes the picture's own title and words for those who cannot see it."""
    import vl_convert

    words = spec.pop("words")
    whole = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json", "config": _CONFIG, "padding": 12,
            **answers.plainly(spec)
    }  # fmt: skip
    drawn: str = vl_convert.vegalite_to_svg(whole, allowed_base_urls=[])
    head, _, rest = drawn.partition(">")
    title = f"<title>{escape(spec['title']['text'])}</title><desc>{escape(words)}</desc>"
    return f'{head} role="img">{title}{rest}\n'


def title(text: str, below: str = "") -> dict[str, Any]:
    """A title, and a line below it."""
    return {"text": text, **({"subtitle": below} if below else {})}


def escape(text: str) -> str:
    """What XML needs."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def rule(field: str, value: float, *, dash: bool = True) -> dict[str, Any]:
    """A line at one value."""
    return {
        "data": {"values": [{field: value}]},
        "mark": {"type": "rule", "color": GREY, **({"strokeDash": [4, 4]} if dash else {})},
        "encoding": {field[0]: {"field": field, "type": "quantitative"}},
    }
