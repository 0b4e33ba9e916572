"""Courts, sentences, prisons, and who refers: what the stage of a case decides about it."""

import csv
from functools import cache
from importlib import resources

from rjhub.demonstration.invented import places
from rjhub.demonstration.invented.draws import Chance
from rjhub.partnership import reference

_CROWN_STAGES = frozenset({"custody", "release_ttg", "licence"})
_ORDERS = {
    "community_order": [
        (12, "12-month community order, 20 days of rehabilitation activity"),
        (18, "18-month community order, 120 hours of unpaid work"),
        (12, "12-month community order with alcohol treatment"),
        (24, "2-year community order, 35 days of rehabilitation activity, accredited programme"),
    ],
    "suspended_sentence": [
        (18, "8 months, suspended for 18 months"),
        (24, "12 months, suspended for 2 years, with drug rehabilitation"),
        (24, "18 months, suspended for 2 years, 150 hours of unpaid work"),
    ],
    "youth_referral_order": [
        (6, "6-month referral order"),
        (9, "9-month referral order"),
        (12, "12-month referral order"),
    ],
    "youth_rehabilitation_order": [
        (12, "12-month youth rehabilitation order with supervision"),
        (18, "18-month youth rehabilitation order"),
    ],
}
_TERMS = {
    1: [(4, "16 weeks"), (6, "6 months"), (10, "10 months"), (14, "14 months")],
    2: [(18, "18 months"), (28, "2 years 4 months"), (36, "3 years"), (48, "4 years"), (60, "5 years")],
    3: [(60, "5 years"), (90, "7 years 6 months"), (108, "9 years"), (144, "12 years"), (192, "16 years")],
}
_BY_AGENCY = {
    "no_crime_recorded": ["council", "council", "police"],
    "pre_charge_oocd": ["police_out_of_court", "police_out_of_court", "police"],
    "custody": ["prison", "prison", "probation", "victim_contact"],
    "release_ttg": ["prison", "probation"],
    "licence": ["probation", "probation", "victim_contact", "iom"],
    "community_order": ["probation", "probation", "iom", "womens_centre"],
    "suspended_sentence": ["probation", "iom"],
    "pre_sentence_adjourned": ["probation_court", "probation_court", "judiciary"],
    "pre_sentence_deferred": ["probation_court", "court", "judiciary"],
    "sentence_complete": ["probation", "rj_charity"],
}
_BY_HARMED = [
    "victim_care",
    "victim_care",
    "victim_support",
    "police",
    "police",
    "self_harmed",
    "witness_care",
    "victim_contact",
    "family",
]
_BY_RESPONSIBLE = ["self_responsible", "probation", "prison", "probation", "rj_charity"]


def kind(stage: str, severity: int, *, youth: bool) -> str:
    """Give the kind of court that such a case was before."""
    if youth:
        return "youth"
    return "crown" if stage in _CROWN_STAGES or severity == 3 else "magistrates"  # noqa: PLR2004 the gravest


@cache
def courts(force: str, kind_of_court: str) -> list[str]:
    """Courts of a force area; where the list has none, one named after its largest town."""
    listed = [
        row["name"] for row in _rows("courts.csv") if (row["force"], row["kind"]) == (force, kind_of_court)
    ]
    words = {"magistrates": "Magistrates' Court", "crown": "Crown Court", "youth": "Youth Court"}
    return listed or [f"{places.places(force)[0].town} {words[kind_of_court]}"]


def sentence(chance: Chance, stage: str, severity: int) -> tuple[int, str]:
    """Give the months and the words of a sentence of the kind that the stage says."""
    if stage in _ORDERS:
        return chance.pick(_ORDERS[stage])
    months, words = chance.pick(_TERMS[severity])
    return months, f"{words} in custody"


def prison(chance: Chance, force: str, sex: str, *, youth: bool) -> str:
    """Give the code of a prison where somebody from the area may be held."""
    if youth:
        return chance.pick([p.code for p in reference.prisons() if p.youth_custody and not p.status_note])
    return chance.pick(_prisons(force, sex))


def source(chance: Chance, initiator: str, stage: str, *, youth: bool) -> str:
    """Give where the referral came from."""
    if initiator == "harmed":
        return chance.pick(_BY_HARMED)
    if youth:
        return "police_out_of_court" if stage == "pre_charge_oocd" else "youth_justice"
    if initiator == "responsible" and stage in {"custody", "release_ttg", "licence"}:
        return chance.pick(_BY_RESPONSIBLE)
    return chance.pick(_BY_AGENCY.get(stage, ["police"]))


@cache
def _prisons(force: str, sex: str) -> list[str]:
    for row in _rows("prisons_by_force.csv"):
        if (row["force"], row["sex"]) == (force, sex):
            return row["codes"].split()
    return [p.code for p in reference.prisons() if p.sex == sex and not p.status_note and not p.youth_custody]


def _rows(name: str) -> list[dict[str, str]]:
    text = resources.files("rjhub.demonstration.invented").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
