"""Pages about answers, waiting, transferring and closing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.urls import reverse

from rjhub.cases.models import AgreementItem, Case, FollowUp, Party, Pause, Transfer
from rjhub.cases.pages.case import nobody_left
from rjhub.cases.pages.frame import CaseFrame, frame_for
from rjhub.design.forms import Form
from rjhub.design.links import Link
from rjhub.design.pieces import Row, Shown
from rjhub.design.words import day


@dataclass(frozen=True)
class Ending:
    """All the ways in which a case can rest, move elsewhere or end."""

    frame: CaseFrame
    answers: tuple[Row, ...]
    rest: tuple[Row, ...]
    left_by: tuple[str, ...]
    links: tuple[Link, ...]
    resume_href: str
    title: str = "Answers and ending"


@dataclass(frozen=True)
class Asking:
    """One form on a page of a case."""

    frame: CaseFrame
    form: Form
    about: str
    submit: str
    back: Link
    title: str
    warning: bool = False
    open: tuple[Link, ...] = ()
    why_not: tuple[str, ...] = ()


def ending(
    case: Case,
    parties: list[Party],
    *,
    pause: Pause | None,
    transfer: Transfer | None,
    may_work: bool,
    may_resume: bool,
    may_end: bool,
    may_see_referrals: bool,
) -> Ending:
    """The page, with what the reader may do."""

    def link(text: str, name: str, *more: object) -> Link:
        return Link(text, reverse(f"cases:{name}", args=[case.reference, *more]))

    links = []
    left_by = () if case.is_closed else nobody_left(case, parties)
    if may_work and pause is None and not left_by:
        links.append(link("Let the case wait", "pausing"))
    transferring = (
        (bool(transfer), "Note how the other area answered", "transfer_answer"),
        (not transfer and not left_by, "Transfer to another area", "transfer"),
    )
    ending = (*transferring, (True, "Close the case", "closing")) if may_end else ()
    besides = (*ending, (may_see_referrals, "Referrals about this incident", "attached"),
               (case.is_closed and not may_work, "Open the case again", "reopening"))  # fmt: skip
    links += [link(text, name) for shown, text, name in besides if shown]
    return Ending(
        frame=frame_for(case, "ending"),
        answers=tuple(
            Row(one.name, _status(one),
                link("Note their answer", "answer", one.id) if may_work and one.ended_at is None else None)
            for one in parties
        ),
        rest=_rest(pause, transfer),
        left_by=left_by,
        links=tuple(links),
        resume_href=reverse("cases:resuming", args=[case.reference]) if may_resume and pause else "",
    )  # fmt: skip


def asking(case: Case, form: Form, title: str, about: str, submit: str, *, warning: bool = False) -> Asking:
    """A page with one form."""
    back = Link("Answers and ending", reverse("cases:ending", args=[case.reference]))
    return Asking(frame_for(case, "ending"), form, about, submit, back, title, warning)


def closing(case: Case, form: Form, promised: Sequence[FollowUp], items: Sequence[AgreementItem]) -> Asking:
    """The page of closing, with every promise that is still open."""
    follow_ups = (
        Link(
            f"Ask {one.party.person.name} how they are, due on {day(one.due_on)}",
            reverse("cases:follow_up", args=[case.reference, one.id]),
        )
        for one in promised
        if one.party.ended_at is None
    )
    agreed = (
        Link(
            f"Agreed, and not settled: {one.words}",
            reverse("cases:agreement", args=[case.reference, one.agreement_id]),
        )
        for one in items
    )
    about = "Closing ends everybody's access but the hub's. What people said no to stays a no."
    page = asking(case, form, "Close the case", about, "Close the case", warning=True)
    return replace(page, open=(*agreed, *follow_ups))


def _status(party: Party) -> list[Shown]:
    again = f"Ask again on {day(party.ask_again_on)}" if party.ask_again_on else ""
    return [party.get_status_display(), again] if again else [party.get_status_display()]


def _rest(pause: Pause | None, transfer: Transfer | None) -> tuple[Row, ...]:
    rows = []
    if pause is not None:
        rows += [Row("Waits until", day(pause.ask_again_on)), Row("Because", pause.why)]
    if transfer is not None:
        rows += [Row("Asked to take the case", transfer.to_name), Row("Whom, and how", transfer.to_contact)]
    return tuple(rows)
