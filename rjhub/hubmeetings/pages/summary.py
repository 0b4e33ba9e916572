"""A case as it is talked about: who it is about, how agencies answered, and what was decided."""

from dataclasses import dataclass
from datetime import date

from rjhub.cases import pathways
from rjhub.cases.models import Party
from rjhub.cases.pages.frame import stage_name
from rjhub.cases.pages.gathered import About, GatheredCard, Kind, gathered_page
from rjhub.design.links import Link
from rjhub.design.pieces import Column, Entry, Row, Shown, Tag, Tone
from rjhub.design.words import day
from rjhub.hubmeetings import ordering
from rjhub.hubmeetings.material import Material
from rjhub.hubmeetings.models import ItemDecision
from rjhub.hubmeetings.vocabulary import Because
from rjhub.sharing.vocabulary import Side


@dataclass(frozen=True)
class Summary:
    """The folded summary of one case."""

    reference: str
    offence: str
    tags: tuple[Tag, ...]
    facts: tuple[Row, ...]
    sides: tuple[About, ...]
    columns: tuple[Column, ...]
    missing: tuple[tuple[Shown, ...], ...]
    refused: tuple[tuple[Shown, ...], ...]
    nothing: tuple[tuple[Shown, ...], ...]
    decided: tuple[Entry, ...]


def summary_of(shown: Material, today: date) -> Summary:
    """What may be shown of a case, without ways on to what may not."""
    item, case = shown.item, shown.item.case
    gathered = gathered_page(case, list(shown.requests), list(shown.checks), [], today)
    tags = [Tag("Sensitive or complex", Tone.SPECIAL)] if shown.flags else []
    rows = [
        Row("On the agenda", reason_of(item.why, item.because)),
        Row("Stage", stage_name(case)),
        Row("Due", day(due) if (due := ordering.due_on(case)) else None),
        *(Row(name, names) for name, names in _people(shown.parties, shown)),
        Row("What makes it sensitive", [one.get_flag_display() for one in shown.flags] or None),
        Row("Answers for it", f"{case.answering_staff.name}, {case.answering_agency.short_name}"),
    ]
    return Summary(
        reference=case.reference,
        offence=case.offence or "Offence not recorded yet",
        tags=tuple(tags),
        facts=tuple(row for row in rows if row.value),
        sides=tuple(_without_ways_on(side) for side in gathered.sides),
        columns=gathered.columns,
        missing=gathered.missing,
        refused=gathered.refused,
        nothing=gathered.nothing,
        decided=tuple(entry_of(one) for one in shown.decisions),
    )


def reason_of(why: str, because: str) -> str:
    """Why a case is on the agenda."""
    label = Because(why).label
    return f"{label}: {because}" if because else label


def entry_of(one: ItemDecision) -> Entry:
    """A decision as the agenda, the screens and the minutes say it."""
    text = "\n".join(part for part in (one.said, one.words) if part)
    return Entry(one.get_kind_display(), one.decided_at, by=one.decided_by.name, text=text)


def _people(parties: tuple[Party, ...], shown: Material) -> list[tuple[str, list[str]]]:
    words = pathways.pathway_of(shown.item.case).words
    named = ((Side.HARMED, words.harmed), (Side.RESPONSIBLE, words.responsible))
    found = ((name, [one.name for one in parties if one.side == side]) for side, name in named)
    return [(f"{name[:1].upper()}{name[1:]}", names) for name, names in found if names]


def _without_ways_on(side: About) -> About:
    kinds = (
        Kind(
            kind.name, kind.why, tuple(GatheredCard(card.title, _no_links(card.rows)) for card in kind.cards)
        )
        for kind in side.kinds
    )
    return About(side.name, tuple(kinds))


def _no_links(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    return tuple(Row(row.key, row.value) for row in rows if not isinstance(row.value, Link))
