"""Making a disagreement small, and telling it in words."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from rjhub.proving.inventing import Batch, Papers, World
from rjhub.proving.oracle import Agency, Agreement, Clause, Grant

Still = Callable[[Batch], bool]  # whether a batch still shows it


def smallest(batch: Batch, world: int, still: Still) -> Batch:
    """Leave out of a batch all that can be left out while it still shows a disagreement."""
    alone = replace(batch, worlds=(batch.worlds[world],))
    found = alone if still(alone) else batch
    while True:
        smaller = next((each for each in _smaller(found) if still(each)), None)
        if smaller is None:
            return found
        found = smaller


def _smaller(batch: Batch) -> Iterator[Batch]:
    if batch.before != batch.agreement:
        yield replace(batch, before=batch.agreement)
    if batch.days:
        yield replace(batch, days=0)
    for at in range(len(batch.readers)):
        yield replace(batch, readers=_without(batch.readers, at))
    for at in range(len(batch.agreement.clauses)):
        fewer = replace(batch.agreement, clauses=_without(batch.agreement.clauses, at))
        yield replace(batch, agreement=fewer, before=fewer)
    for at, world in enumerate(batch.worlds):
        for smaller in _smaller_worlds(world):
            yield replace(batch, worlds=(*batch.worlds[:at], smaller, *batch.worlds[at + 1 :]))


def _smaller_worlds(world: World) -> Iterator[World]:
    for at, papers in enumerate(world.files):
        for smaller in _smaller_papers(papers):
            yield World((*world.files[:at], smaller, *world.files[at + 1 :]))


def _smaller_papers(papers: Papers) -> Iterator[Papers]:
    for at in range(len(papers.grants)):
        yield replace(papers, grants=_without(papers.grants, at))
    for at in range(len(papers.rows)):
        yield replace(papers, rows=_without(papers.rows, at))
    for at in range(len(papers.conflicts)):
        yield replace(papers, conflicts=_without(papers.conflicts, at))
    for at in range(len(papers.seals)):
        yield replace(papers, seals=_without(papers.seals, at))
    for at in range(len(papers.openings)):
        yield replace(papers, openings=_without(papers.openings, at))
    if papers.case and papers.before != papers.case.stage:
        yield replace(papers, before=papers.case.stage)


def _without(several: tuple[Any, ...], at: int) -> tuple[Any, ...]:
    return (*several[:at], *several[at + 1 :])


def told(batch: Batch, world: int, words: str) -> list[str]:
    """A disagreement and the world in which it shows, as people read it."""
    lines = [f"DISAGREEMENT: {words}", "  The agreement in force:"]
    lines += _agreement(batch.agreement)
    if batch.before != batch.agreement:
        lines += ["  In its place stood, while everything was written:", *_agreement(batch.before)]
    lines.append(f"  Days that went by after everything was written: {batch.days}")
    if batch.left is not None and not batch.days:
        lines.append(f"  Minutes that were left of each emergency: {batch.left}")
    for papers in batch.worlds[world].files:
        lines += _papers(papers)
    return lines


def _agreement(agreement: Agreement) -> list[str]:
    head = f"    parties: {', '.join(agreement.parties) or 'none'}; to be reviewed by {agreement.review_on}"
    return [head, *(f"    {_clause(each)}" for each in agreement.clauses)]


def _clause(clause: Clause) -> str:
    lasts = (
        f"for {clause.months} months"
        if clause.months is not None
        else f"until {clause.months_after_closing} months after closing"
    )
    return (
        f"clause {clause.number}: for {_words(clause.purposes)}, at {_words(clause.kinds)}, "
        f"working with {_words(clause.works_with)}, at the stages {_words(clause.stages)}, "
        f"{_words(clause.sides)}: {_words(clause.categories)}, {lasts}"
    )


def _papers(papers: Papers) -> Iterator[str]:
    if papers.case:
        closed = f", closed at {papers.case.closed_at}" if papers.case.closed_at else ""
        yield f"  A case that began at {papers.before} and is at {papers.case.stage}{closed}"
    elif papers.parties_of:
        yield "  A person in the cases above"
    else:
        yield "  A file of no case"
    yield from (f"    kept out: {one.who}{', ended' if one.ended else ''}" for one in papers.conflicts)
    yield from (f"    sealed{', and opened again' if seal.ended else ''}" for seal in papers.seals)
    yield from (
        f"    opened in an emergency by {one.who}, {'before' if one.early else 'after'} what came late"
        for one in papers.openings
    )
    yield from (f"    grant: {_grant(each)}" for each in papers.grants)
    for written in papers.rows:
        row = written.row
        holder = f", addressed to {row.holder}" if row.holder else ""
        when = "before" if written.early else "after"
        yield f"    row written {when} the grants: {row.side} {row.category}{holder}"


def _grant(grant: Grant) -> str:
    until = f", until {grant.until}" if grant.until else ""
    ended = f", ended at {grant.ended_at}" if grant.ended_at else ""
    return (
        f"{grant.holder} ({described(grant.holder_agency)}) to {grant.purpose}, {_words(grant.sides)}: "
        f"{_words(grant.categories)}, from {grant.granted_at}{until}{ended}"
    )


def described(agency: Agency) -> str:
    """An agency in a few words."""
    signed = "signed" if agency.signed and not agency.withdrawn else "not bound"
    return f"{agency.name}: {agency.kind}, works with {agency.works_with}, {signed}"


def _words(words: tuple[str, ...]) -> str:
    return ", ".join(words) or "any"
