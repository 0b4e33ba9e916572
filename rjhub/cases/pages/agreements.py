"""What people agreed: each item, whether it is late, and whether the person harmed was told."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from rjhub.cases.models import Agreement, AgreementItem, AgreementReport, Case, Party
from rjhub.cases.pages.frame import CaseFrame, frame_for
from rjhub.cases.pages.sides import word_for
from rjhub.cases.vocabulary import ItemStatus
from rjhub.design.links import Link
from rjhub.design.pieces import Column, Row, Shown, Tag, Tone
from rjhub.design.words import day
from rjhub.kernel import clock
from rjhub.kernel.decisions import Decision
from rjhub.kernel.vocabulary.agreements import AGREEMENT_ACTIONS
from rjhub.sharing.vocabulary import Side

TONES = {
    ItemStatus.OPEN: Tone.DOING,
    ItemStatus.DONE: Tone.DONE,
    ItemStatus.NOT_DONE: Tone.STOPPED,
    ItemStatus.GIVEN_UP: Tone.PAUSED,
}
LATE = Tag("Overdue", Tone.LATE)


@dataclass(frozen=True)
class Agreements:
    """The agreements of a case."""

    frame: CaseFrame
    new: Link | None
    why_not: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Shown, ...], ...]
    title: str = "Agreements"


@dataclass(frozen=True)
class ItemCard:
    """One thing that somebody is to do, as its card shows it."""

    title: str
    rows: tuple[Row, ...]
    actions: tuple[Link, ...]


@dataclass(frozen=True)
class AgreementPage:
    """One agreement with its items, and who was told how it ended."""

    frame: CaseFrame
    back: Link
    title: str
    nothing_wanted: bool
    words: str
    facts: tuple[Row, ...]
    items: tuple[ItemCard, ...]
    add: Link | None
    reports: tuple[Row, ...]
    tell: tuple[Link, ...]


def agreements_of(
    case: Case, agreements: Sequence[Agreement], items: Sequence[AgreementItem], *, may_record: Decision
) -> Agreements:
    """The page, the newest agreement first."""
    return Agreements(
        frame=frame_for(case, "agreements"),
        new=Link("Write down what was agreed", reverse("cases:new_agreement", args=[case.reference]))
        if may_record
        else None,
        why_not=() if may_record else may_record.reasons,
        columns=(Column("Agreement"), Column("Written down by"), Column("State")),
        rows=tuple(
            (_link(case, one), one.recorded_by.name, _state(one, _items(items, one))) for one in agreements
        ),
    )


def agreement_page(
    case: Case,
    agreement: Agreement,
    items: Sequence[AgreementItem],
    reports: Sequence[AgreementReport],
    parties: Sequence[Party],
    *,
    may_work: bool,
    tellers: Container[UUID],
) -> AgreementPage:
    """One agreement, for whoever may see it. `tellers`: the people whom the reader may tell how it ended."""
    names = {party.id: party.name for party in parties}
    ours = _items(items, agreement)
    args = [case.reference, agreement.id]
    return AgreementPage(
        frame=frame_for(case, "agreements"),
        back=Link("Agreements", reverse("cases:agreements", args=[case.reference])),
        title=_title(agreement),
        nothing_wanted=agreement.nothing_wanted,
        words=agreement.words,
        facts=(
            Row("Written down by", agreement.recorded_by.name),
            Row("Agreed", "At a meeting" if agreement.meeting_id else "By messages"),
            Row("State", _state(agreement, ours)),
        ),
        items=tuple(_card(case, one, names, may_work=may_work) for one in ours),
        add=Link("Add what somebody is to do", reverse("cases:new_item", args=args))
        if may_work and not agreement.nothing_wanted
        else None,
        reports=tuple(_report(one, names) for one in reports if one.agreement_id == agreement.id),
        tell=_tell(case, agreement, ours, [party for party in parties if party.id in tellers]),
    )


def is_late(item: AgreementItem) -> bool:
    """Whether an item was due before today and is not settled."""
    return item.status == ItemStatus.OPEN and item.due_on is not None and item.due_on < clock.today()


def _items(items: Sequence[AgreementItem], agreement: Agreement) -> list[AgreementItem]:
    return [one for one in items if one.agreement_id == agreement.id]


def _title(agreement: Agreement) -> str:
    return f"Agreement of {day(agreement.made_on)}"


def _link(case: Case, agreement: Agreement) -> Link:
    return Link(_title(agreement), reverse("cases:agreement", args=[case.reference, agreement.id]))


def _state(agreement: Agreement, items: Sequence[AgreementItem]) -> Tag:
    if agreement.nothing_wanted:
        return Tag("Nothing was wanted", Tone.DONE)
    if not items:
        return Tag("Who does what is missing", Tone.SOON)
    if any(is_late(one) for one in items):
        return LATE
    if any(one.status == ItemStatus.OPEN for one in items):
        return Tag("Not done yet", Tone.DOING)
    if any(one.status == ItemStatus.NOT_DONE for one in items):
        return Tag("Not kept", Tone.STOPPED)
    return Tag("Settled", Tone.DONE)


def _card(case: Case, item: AgreementItem, names: Mapping[UUID, str], *, may_work: bool) -> ItemCard:
    status = ItemStatus(item.status)
    rows = [
        Row("Who", names.get(item.party_id, word_for(case, Side.RESPONSIBLE))),
        Row("What", item.words),
        Row("By when", day(item.due_on) if item.due_on else "No date"),
        Row("Seen to by", item.checked_by.name),
        Row("State", LATE if is_late(item) else Tag(status.label, TONES[status])),
    ]
    if item.settled_on:
        rows += [Row("Settled", day(item.settled_on)), Row("How we know", item.evidence or None)]
    if item.document_id:
        address = reverse("cases:document", args=[case.reference, item.document_id])
        rows.append(Row("File", Link("Download what shows it", address)))
    args = [case.reference, item.agreement_id, item.id]
    settle = Link(
        "Say what became of it" if status == ItemStatus.OPEN else "Put it right",
        reverse("cases:item_settling", args=args),
    )
    change = [Link("Change", reverse("cases:item", args=args))] if status == ItemStatus.OPEN else []
    return ItemCard(AGREEMENT_ACTIONS.label(item.action), tuple(rows), (settle, *change) if may_work else ())


def _report(report: AgreementReport, names: Mapping[UUID, str]) -> Row:
    name = names.get(report.party_id, "Person harmed")
    if report.told_on is None:
        return Row(name, f"Not told: {report.not_told_because}")
    told = f"Told on {day(report.told_on)} by {report.told_by.name}"
    return Row(name, (told, report.note) if report.note else told)


def _tell(
    case: Case, agreement: Agreement, items: Sequence[AgreementItem], parties: Sequence[Party]
) -> tuple[Link, ...]:
    if not any(one.status != ItemStatus.OPEN for one in items):
        return ()
    return tuple(
        Link(
            f"Note that {party.name} was told",
            reverse("cases:agreement_report", args=[case.reference, agreement.id, party.id]),
        )
        for party in parties
        if party.side == Side.HARMED and party.ended_at is None
    )
