"""Pages about who is kept out of a case."""

from dataclasses import dataclass

from django.urls import reverse

from rjhub.cases.forms.kept_out import OF_THEM
from rjhub.cases.models import Case
from rjhub.cases.pages.ending import Asking
from rjhub.cases.pages.frame import CaseFrame, frame_for
from rjhub.design.forms import Form
from rjhub.design.links import Link
from rjhub.design.pieces import Row
from rjhub.design.words import day
from rjhub.partnership.models import Staff
from rjhub.sharing.models import ConflictOfInterest, Sealing
from rjhub.sharing.vocabulary import Acquaintance


@dataclass(frozen=True)
class KeptOut:
    """Who sees nothing of a case because they know somebody in it, and whether it is sealed to all but a few."""

    frame: CaseFrame
    own: Link
    conflicts: tuple[Row, ...]
    ended: tuple[str, ...]
    record: Link | None
    sealed: tuple[Row, ...]
    seal: Link | None
    title: str = "Who is kept out"


def kept_out(
    case: Case,
    conflicts: list[ConflictOfInterest],
    sealing: Sealing | None,
    let_in: list[Staff],
    *,
    may_record: bool,
    may_seal: bool,
) -> KeptOut:
    """The page, with what the reader may do. `let_in` are those who see a sealed case."""
    what, where = ("Open it to the hub again", "unsealing") if sealing else ("Seal this case", "sealing")
    return KeptOut(
        frame=frame_for(case, "kept_out"),
        own=Link("I know somebody in this case", reverse("cases:own_conflict", args=[case.reference])),
        conflicts=tuple(_row(case, one, may_end=may_record) for one in conflicts if one.ended_at is None),
        ended=tuple(_ended(one) for one in conflicts if one.ended_at is not None),
        record=Link("Record it about somebody else", reverse("cases:new_conflict", args=[case.reference]))
        if may_record
        else None,
        sealed=_sealed(sealing, let_in) if sealing else (),
        seal=Link(what, reverse(f"cases:{where}", args=[case.reference])) if may_seal else None,
    )


def _sealed(sealing: Sealing, let_in: list[Staff]) -> tuple[Row, ...]:
    return (
        Row("Sealed", f"{day(sealing.since)}, by {sealing.sealed_by.name}"),
        Row("Because", sealing.because),
        Row("Who sees it", [f"{one.name}, {one.agency.short_name}" for one in let_in]),
    )


def asking(case: Case, form: Form, title: str, about: str, submit: str, *, warning: bool = False) -> Asking:
    """A page with one form."""
    back = Link("Who is kept out", reverse("cases:kept_out", args=[case.reference]))
    return Asking(frame_for(case, "kept_out"), form, about, submit, back, title, warning)


def _row(case: Case, one: ConflictOfInterest, *, may_end: bool) -> Row:
    said = "said so" if one.said_by_id == one.staff_id else f"recorded by {one.said_by.name}"
    end = Link("End", reverse("cases:conflict_ending", args=[case.reference, one.id])) if may_end else None
    return Row(
        f"{one.staff.name}, {one.staff.agency.short_name}",
        [OF_THEM[Acquaintance(one.kind)], f"{said[:1].upper()}{said[1:]} on {day(one.since)}"],
        end,
    )


def _ended(one: ConflictOfInterest) -> str:
    by = one.ended_by.name if one.ended_by else ""
    when = day(one.ended_at) if one.ended_at else ""
    return f"{one.staff.name}: ended on {when} by {by}. {one.ended_because}"
