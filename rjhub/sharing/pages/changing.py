"""Changing the agreement: its text, what the change does, and who it binds."""

from collections.abc import Iterable
from dataclasses import dataclass

from rjhub.design.links import Link
from rjhub.design.pieces import Column, Shown
from rjhub.design.problems import Problem
from rjhub.design.words import capital
from rjhub.partnership.agreement.sentences import listed
from rjhub.partnership.agreement.vocabulary import Recipient
from rjhub.partnership.pages.lines import NumberedLine
from rjhub.partnership.pathway.agency_types import AgencyType
from rjhub.partnership.vocabulary import WorksWith
from rjhub.sharing import forms
from rjhub.sharing.gains import Change, Reach
from rjhub.sharing.vocabulary import Side

CHANGES = (
    Column("Who"),
    Column("What"),
    Column("About"),
    Column("People", numeric=True),
    Column("Cases", numeric=True),
    Column("Records of people", numeric=True),
)
BOTH_SIDES = "the case as a whole"


@dataclass(frozen=True)
class NewVersion:
    """The text of a version to add, and what has to be put right in it."""

    form: forms.AgreementText
    example: bool
    wrong: tuple[Problem, ...]
    excerpts: tuple[tuple[NumberedLine, ...], ...]
    back: Link
    title: str = "A new version of the agreement"


@dataclass(frozen=True)
class Effects:
    """What a version changes: in words against the one in force, and for whom on today's cases."""

    differences: tuple[str, ...]
    against: str
    columns: tuple[Column, ...]
    losses: tuple[tuple[Shown, ...], ...]
    gains: tuple[tuple[Shown, ...], ...]


@dataclass(frozen=True)
class Review:
    """What a version would do, before it is added."""

    number: int
    text: str
    action: str
    effects: Effects
    back: Link
    title: str = "Check the new version"


@dataclass(frozen=True)
class Signing:
    """Signing for an agency."""

    form: forms.Sign
    agency: str
    number: int
    version: Link
    back: Link
    title: str


@dataclass(frozen=True)
class Withdrawal:
    """An agency withdraws: what stops at once."""

    form: forms.Withdraw
    agency: str
    stops: tuple[str, ...]
    back: Link
    title: str


@dataclass(frozen=True)
class PuttingIntoForce:
    """Putting a version into force: what is missing, and what it would do."""

    number: int
    missing: tuple[str, ...]
    left_out: tuple[str, ...]
    effects: Effects
    back: Link
    title: str


def effects(found: list[Change], differences: list[str], *, against: str) -> Effects:
    """The tables of who loses and who gains what."""
    return Effects(
        differences=tuple(differences),
        against=against,
        columns=CHANGES,
        losses=_lines(one for one in found if not one.gained),
        gains=_lines(one for one in found if one.gained),
    )


def _lines(found: Iterable[Change]) -> tuple[tuple[Shown, ...], ...]:
    """A line for each change; sides of which the same holds for as many people and cases stand in one."""
    sides: dict[tuple[str, str, str, str, str], list[str]] = {}
    for change in found:
        about = BOTH_SIDES if change.reach.side == Side.NEUTRAL else f"the {change.reach.side.label}"
        what = listed(category.label for category in change.reach.categories)
        counted = (f"{change.people:,}", f"{change.cases:,}", f"{change.records:,}")
        sides.setdefault((who(change.reach), what, *counted), []).append(about)
    return tuple(
        (one, capital(what), capital(listed(about)), *counted)
        for (one, what, *counted), about in sides.items()
    )


def who(reach: Reach) -> str:
    """Whom a change reaches: "Probation Service: whoever facilitates the case"."""
    kind = AgencyType(reach.agency_kind)
    does = next(one.label for one in Recipient if one.purpose.value == reach.purpose.value)
    where = (
        "" if kind.works_with == reach.works_with else f", working with {WorksWith(reach.works_with).label}"
    )
    return f"{kind.label}{where}: {does}"
