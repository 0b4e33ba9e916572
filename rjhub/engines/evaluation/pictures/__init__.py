"""Pictures of answers, as SVG with a title and a description, drawn without a browser or a network."""

from typing import Any

from rjhub.engines.evaluation.answers import Answer
from rjhub.engines.evaluation.pictures import comparing, drawing, following, pooling


def of(answer: Answer) -> dict[str, str]:
    """Every picture that an answer has: the name of its file, and the SVG."""
    tables, checks = answer.tables, answer.diagnostics
    specs: dict[str, dict[str, Any]] = {}
    if tables.get("curves"):
        specs["survival.svg"] = following.curves(tables["curves"])
    if tables.get("coefficients"):
        name = "Hazard ratio" if answer.command == "survival" else "Rate ratio"
        specs["ratios.svg"] = comparing.ratios(tables["coefficients"], name)
    if "balance" in checks and checks["balance"]["covariates"]:
        specs["balance.svg"] = comparing.love(checks["balance"])
    if "overlap" in checks:
        specs["overlap.svg"] = comparing.overlap(checks["overlap"])
    if answer.command == "meta":
        specs["forest.svg"] = pooling.forest(answer)
        specs["funnel.svg"] = pooling.funnel(answer)
    if answer.command == "benefit":
        specs["tornado.svg"] = comparing.tornado(tables["tornado"], answer.estimates[0].value)
        specs["draws.svg"] = comparing.draws(tables["draws"])
    return {name: drawing.svg(spec) for name, spec in specs.items()}
