"""Reads a follow-up of a restorative justice study, and refuses what no study can be made of."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rjhub.engines.evaluation import checking, reading
from rjhub.engines.evaluation.reading import Flags, Numbers, Table
from rjhub.engines.evaluation.trouble import lines
from rjhub.engines.trouble import UnusableError

TREATED, FOLLOWED, TIME, EVENT, WITHIN, COUNT = (
    "rj", "followup_years", "time_years", "reoffended", "reoffended_12m", "offences",
)  # fmt: skip
REQUIRED = (TREATED, FOLLOWED, TIME, EVENT, COUNT)
COVARIATES = ("age", "female", "violence", "gravity", "priors", "deprivation", "agency")
CATEGORIES = ("agency", "area", "hub", "ethnicity", "offence_group", "stage")
_OUTCOMES = frozenset(
    {"victim_satisfaction", "cost_rj", "cost_cjs", "cost_crime", "declined", "comparison", "intervention_on",
     "first_offence_on", *REQUIRED, WITHIN}
)  # fmt: skip
_SHORTEST, _ENOUGH = 1.0, 1.5  # years
_ROUNDING = 0.0011  # of a time, in years: files round to a thousandth or finer
_DECLINED = ("declin", "refus", "withdr")


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What was seen of everybody; times are in years."""

    table: Table
    treated: Flags
    followed: Numbers
    time: Numbers
    event: Flags
    within: Flags
    count: Numbers
    covariates: tuple[str, ...]
    ignored: tuple[str, ...]


def read(table: Table, covariates: Sequence[str] = (), *, identity: str | None = None) -> FollowUp:
    """Read one. Raises UnusableError with the rows and the reason."""
    lost = [name for name in REQUIRED if name not in table.columns]
    if lost:
        raise UnusableError(
            f"{table.name} has no column {checking.list_in_words(lost)}. A study needs "
            f"{checking.list_in_words(REQUIRED)}, "
            f"and covariates such as {checking.list_in_words(COVARIATES)}. For other files use rjhub "
            f"evaluate survival, "
            "match or rate."
        )
    chosen = tuple(covariates) or tuple(name for name in COVARIATES if name in table.columns)
    if not chosen:
        raise UnusableError(
            f"{table.name} has nothing to make the groups alike by. Give columns from before the intervention, such as "
            f"{checking.list_in_words(COVARIATES)}, or name them with --covariates."
        )
    inside = [WITHIN] if WITHIN in table.columns else []
    reading.refuse_missing(table, [*REQUIRED, *inside, *(name for name in chosen if name in table.columns)])
    column = checking.id_column(table, identity)
    checking.refuse_repeated(table, column)
    _refuse_decliners(table)
    _refuse_early_dates(table)
    found = _numbers(table, chosen, column)
    _refuse_contradictions(found)
    _refuse_short(found)
    return found


def _numbers(table: Table, chosen: tuple[str, ...], column: str | None) -> FollowUp:
    treated = reading.yes_or_no(table, TREATED, what="whether restorative justice took place")
    checking.refuse_one_group(table, treated, TREATED)
    checking.refuse_few(int(treated.sum()), "people with restorative justice")
    checking.refuse_few(int((~treated).sum()), "people to compare them with")
    time, followed = reading.numbers(table, TIME), reading.numbers(table, FOLLOWED)
    checking.refuse_where(
        table, (time < 0) | (followed < 0), "A time before the intervention stands",
        "Count from the day of the intervention; what came before belongs to the covariates.",
    )  # fmt: skip
    event = reading.yes_or_no(table, EVENT, what="whether anything was proven in the follow-up")
    checking.refuse_no_events(table, event, EVENT)
    count = reading.numbers(table, COUNT)
    checking.refuse_where(
        table,
        (count < 0) | (count != np.rint(count)),
        f"{COUNT} is no count",
        "Give whole numbers, 0 or more.",
    )
    within = event & (time <= 1)
    if WITHIN in table.columns:
        within = reading.yes_or_no(table, WITHIN, what="whether anything was proven in twelve months")
    known = {*REQUIRED, WITHIN, *chosen, column}
    ignored = tuple(name for name in table.columns if name not in known)
    return FollowUp(table, treated, followed, time, event, within, count, chosen, ignored)


def _refuse_contradictions(found: FollowUp) -> None:
    table = found.table
    then = "One of the two is wrong: ask whoever sent the file."
    checking.refuse_where(
        table, found.time > found.followed + _ROUNDING, f"{TIME} is longer than {FOLLOWED}", then
    )
    checking.refuse_where(
        table, found.event != (found.count > 0), f"{EVENT} and {COUNT} contradict each other", then
    )
    early, late = found.time <= 1 - _ROUNDING, found.time > 1 + _ROUNDING
    wrong = (found.within & (late | ~found.event)) | (~found.within & early & found.event)
    checking.refuse_where(table, wrong, f"{WITHIN} contradicts {TIME} and {EVENT}", then)
    checking.refuse_no_events(table, found.within, WITHIN)
    for name, chosen in (("with restorative justice", found.treated), ("to compare with", ~found.treated)):
        checking.refuse_no_events(table.only(chosen), found.within[chosen], f"{WITHIN} of those {name}")


def _refuse_short(found: FollowUp) -> None:
    """Twelve months are needed of everybody, and eighteen of most: convictions take half a year more to be known."""
    table = found.table
    short = (found.followed < _SHORTEST - _ROUNDING) & ~found.within
    checking.refuse_where(
        table, short, "People were followed for less than 12 months",
        "Whether they reoffend in the first year is not known yet. Wait, or leave out everybody who began so late.",
    )  # fmt: skip
    middle = float(np.median(found.followed))
    if middle < _ENOUGH:
        under = table.lines[found.followed < _ENOUGH]
        raise UnusableError(
            f"Half of the people were followed for {12 * middle:.0f} months or less ({lines(under)} under 18). Proven "
            "reoffending takes 12 months to happen and 6 more to be proven: ask again when 18 have gone by for most."
        )


def _refuse_decliners(table: Table) -> None:
    for name in ("declined", "comparison", "comparison_group"):
        if name not in table.columns:
            continue
        texts = [text.lower() for text in table.column(name)]
        bad = np.array(
            [
                any(word in text for word in _DECLINED)
                or (name == "declined" and text in {"1", "yes", "true"})
                for text in texts
            ],
            np.bool_,
        )
        checking.refuse_where(
            table, bad, "The comparison holds people who declined",
            "Who says no differs from who says yes in just what is measured. Compare with people who were never asked.",
        )  # fmt: skip


def _refuse_early_dates(table: Table) -> None:
    if "intervention_on" not in table.columns or "first_offence_on" not in table.columns:
        return
    begun, offended = (_dates(table, name) for name in ("intervention_on", "first_offence_on"))
    bad = [
        first is not None and start is not None and first < start
        for start, first in zip(begun, offended, strict=True)
    ]
    checking.refuse_where(
        table, np.array(bad, np.bool_), "An offence before the intervention counts as reoffending",
        "Only offences from the day of the intervention on are outcomes.",
    )  # fmt: skip


def _dates(table: Table, name: str) -> list[dt.date | None]:
    out: list[dt.date | None] = []
    bad = []
    for at, text in enumerate(table.column(name)):
        try:
            out.append(None if reading.missing(text) else dt.date.fromisoformat(text))
        except ValueError:
            bad.append(at)
    if bad:
        raise UnusableError(f"{name} must be dates like 2026-03-27, but is not in {lines(table.lines[bad])}.")
    return out
