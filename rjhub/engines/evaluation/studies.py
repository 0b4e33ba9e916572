"""Reads a file of studies: an estimate with its error, an interval, two groups' counts, or two groups' means."""

from collections.abc import Callable, Sequence

import numpy as np
from scipy import special

from rjhub.engines.evaluation import answers, reading
from rjhub.engines.evaluation.pooling import Studies
from rjhub.engines.evaluation.reading import Numbers, Table
from rjhub.engines.evaluation.trouble import lines
from rjhub.engines.trouble import UnusableError

_RATIOS = frozenset({"rr", "or", "hr", "irr"})
_EFFECT = (
    "estimate",
    "effect",
    "yi",
    "te",
    "es",
    "d",
    "g",
    "smd",
    "md",
    "log_rr",
    "log_or",
    "log_hr",
    "logrr",
    "logor",
    "loghr",
    "lnrr",
    "lnor",
    "lnhr",
)
_RATIO = ("rr", "or", "hr", "irr", "ratio", "rate_ratio", "risk_ratio", "odds_ratio", "hazard_ratio")
_ERROR = ("standard_error", "se", "sei", "sete", "stderr", "std_error", "se_log")
_VARIANCE = ("variance", "vi", "var", "v")
_LOW = ("low", "lower", "ci_low", "ci_lower", "ci_lb", "ci.lb", "lcl", "ll")
_HIGH = ("high", "upper", "ci_high", "ci_upper", "ci_ub", "ci.ub", "ucl", "ul")
_NAME = ("study", "author", "name", "studlab", "slab", "label", "area", "trial")
_COUNTS = (
    ("events_treated", "n_treated", "events_control", "n_control"),
    ("events_t", "n_t", "events_c", "n_c"),
    ("event_e", "n_e", "event_c", "n_c"),
    ("event.e", "n.e", "event.c", "n.c"),
    ("ai", "n1i", "ci", "n2i"),
    ("events1", "n1", "events2", "n2"),
)
_CELLS = (("tpos", "tneg", "cpos", "cneg"), ("ai", "bi", "ci", "di"), ("a", "b", "c", "d"))
_MEANS = (
    ("mean_treated", "sd_treated", "n_treated", "mean_control", "sd_control", "n_control"),
    ("m1i", "sd1i", "n1i", "m2i", "sd2i", "n2i"),
    ("mean.e", "sd.e", "n.e", "mean.c", "sd.c", "n.c"),
    ("mean1", "sd1", "n1", "mean2", "sd2", "n2"),
)


def read(table: Table, measure: str | None = None) -> Studies:
    """Understand a file of studies. Raises UnusableError if it holds nothing that can be pooled."""
    named = {name.lower(): name for name in table.columns}
    names = _names(table, named)
    way = _way(named)
    effect, variance, found, ratio = way(table, named, measure)
    bad = ~(np.isfinite(effect) & np.isfinite(variance) & (variance > 0))
    if bad.any():
        raise UnusableError(
            f"The study in {lines(table.lines[bad])} of {table.name} has no estimate with an error above 0."
        )
    return Studies(names, effect, variance, found, ratio)


_Way = Callable[[Table, dict[str, str], str | None], tuple[Numbers, Numbers, str, bool]]


def _way(named: dict[str, str]) -> _Way:
    if _first(named, _EFFECT + _RATIO) and (_first(named, _ERROR + _VARIANCE) or _first(named, _LOW)):
        return _given
    if _set(named, _MEANS):
        return _means
    if _set(named, _COUNTS) or _set(named, _CELLS):
        return _counts
    raise UnusableError(
        "A file of studies needs, for each, an estimate with standard_error (or variance, or low and high); or "
        "events_treated, n_treated, events_control, n_control; or mean_treated, sd_treated, n_treated and the same of "
        f"the controls. This one has {', '.join(named.values())}."
    )


def _names(table: Table, named: dict[str, str]) -> list[str]:
    name = _first(named, _NAME)
    names = list(table.column(name)) if name else [f"study {at}" for at in range(1, len(table) + 1)]
    year = named.get("year")
    if year and name:
        names = [f"{each} {when}" for each, when in zip(names, table.column(year), strict=True)]
    return names


def _given(table: Table, named: dict[str, str], measure: str | None) -> tuple[Numbers, Numbers, str, bool]:
    name = _first(named, _EFFECT)
    ratio_name = _first(named, _RATIO)
    as_ratio = name is None
    values = reading.numbers(table, name or ratio_name or "")
    if as_ratio:
        _positive(table, values, str(ratio_name))
        values = np.log(values)
    is_ratio = as_ratio or (measure in _RATIOS) or str(name).lower().startswith(("log", "ln"))
    error, variance = _first(named, _ERROR), _first(named, _VARIANCE)
    if error:
        spread = reading.numbers(table, error) ** 2
    elif variance:
        spread = reading.numbers(table, variance)
    else:
        low, high = (reading.numbers(table, str(_first(named, ends))) for ends in (_LOW, _HIGH))
        if as_ratio:
            low, high = np.log(low), np.log(high)
        spread = ((high - low) / (2 * answers.Z)) ** 2
    return values, spread, measure or str(name or ratio_name), is_ratio


def _counts(table: Table, named: dict[str, str], measure: str | None) -> tuple[Numbers, Numbers, str, bool]:
    cells = _set(named, _COUNTS)
    if cells:
        one, n_one, other, n_other = (reading.numbers(table, each) for each in cells)
        rest, n_rest = n_one - one, n_other - other
    else:
        one, rest, other, n_rest = (reading.numbers(table, each) for each in _set(named, _CELLS) or ())
    low = np.minimum.reduce([one, rest, other, n_rest])
    if (low < 0).any():
        raise UnusableError(f"More events than people, or fewer than none, in {lines(table.lines[low < 0])}.")
    # Half a person in every cell of a study that has an empty one, and only there: the usual correction.
    half = np.where(low == 0, 0.5, 0.0)
    one, rest, other, n_rest = one + half, rest + half, other + half, n_rest + half
    kind = measure or "rr"
    if kind == "or":
        return np.log(one * n_rest / (rest * other)), 1 / one + 1 / rest + 1 / other + 1 / n_rest, "or", True
    treated, control = one + rest, other + n_rest
    if kind == "rd":
        variance = one * rest / treated**3 + other * n_rest / control**3
        return one / treated - other / control, variance, "rd", False
    return (
        np.log((one / treated) / (other / control)),
        1 / one - 1 / treated + 1 / other - 1 / control,
        "rr",
        True,
    )


def _means(table: Table, named: dict[str, str], measure: str | None) -> tuple[Numbers, Numbers, str, bool]:
    columns = _set(named, _MEANS) or ()
    mean, spread, count, other_mean, other_spread, other_count = (
        reading.numbers(table, each) for each in columns
    )
    if measure == "md":
        return mean - other_mean, spread**2 / count + other_spread**2 / other_count, "md", False
    freedom = count + other_count - 2
    pooled = np.sqrt(((count - 1) * spread**2 + (other_count - 1) * other_spread**2) / freedom)
    # Hedges's exact correction for few people.
    exact = np.exp(special.gammaln(freedom / 2) - special.gammaln((freedom - 1) / 2)) / np.sqrt(freedom / 2)
    size = exact * (mean - other_mean) / pooled
    return size, 1 / count + 1 / other_count + size**2 / (2 * (count + other_count)), "smd", False


def _first(named: dict[str, str], wanted: Sequence[str]) -> str | None:
    return next((named[each] for each in wanted if each in named), None)


def _set(named: dict[str, str], sets: Sequence[Sequence[str]]) -> list[str] | None:
    return next(([named[each] for each in one] for one in sets if all(each in named for each in one)), None)


def _positive(table: Table, values: Numbers, name: str) -> None:
    if (values <= 0).any():
        raise UnusableError(
            f"{name} is a ratio and must be above 0, but is not in {lines(table.lines[values <= 0])}."
        )
