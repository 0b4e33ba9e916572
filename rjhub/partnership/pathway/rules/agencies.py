"""Agencies: those that are named exist here and today, and are asked only about their side of the wall."""

from collections.abc import Iterator

from rjhub.partnership.pathway.agency_types import AgencyType
from rjhub.partnership.pathway.parts import HUB, Agency, Contact
from rjhub.partnership.pathway.schema import Pathway
from rjhub.partnership.pathway.vocabulary import AgencyJob, Side, WorksWith
from rjhub.partnership.written.faults import Fault, Rule, repeated, walk
from rjhub.partnership.written.reading import Path


def each_once(pathway: Pathway) -> Iterator[Fault]:
    """A type of agency stands in the list once."""
    for number in repeated(agency.type for agency in pathway.agencies):
        kind = pathway.agencies[number].type
        message = f"agency type '{kind}' stands in the list twice; put both names in one line"
        yield Fault(("agencies", number, "type"), message)


def open_types(pathway: Pathway) -> Iterator[Fault]:
    """No type of agency that was closed."""
    for path, kind in walk(pathway):
        if isinstance(kind, AgencyType) and kind.until is not None:
            day = f"{kind.until.day} {kind.until:%B %Y}"
            yield Fault(path, f"agency type '{kind}' closed on {day}; use '{kind.succeeded_by}'")


def present(pathway: Pathway) -> Iterator[Fault]:
    """Every agency that is named is one of the area's."""
    here = {agency.type for agency in pathway.agencies}
    for path, kind in walk(pathway):
        if isinstance(kind, AgencyType) and kind not in here and kind.until is None:
            yield Fault(path, f"this area has no agency of type '{kind}'; add it under 'agencies'")


def sides(pathway: Pathway) -> Iterator[Fault]:
    """No file lets agencies that work with people responsible to the other side of the wall."""
    for number, agency in enumerate(pathway.agencies):
        usual = agency.type.works_with
        if usual == WorksWith.RESPONSIBLE and agency.sides.may_be_asked_about(Side.HARMED):
            message = (
                f"'{agency.type}' works with {usual.label}; that cannot be changed to '{agency.works_with}'"
            )
            yield Fault(("agencies", number, "works_with"), message)


def requests(pathway: Pathway) -> Iterator[Fault]:
    """An agency is asked about a side that it works with, and gives information here."""
    for number, request in enumerate(pathway.requests):
        for agency in _agencies(pathway, request.ask):
            yield from _has_job(agency, AgencyJob.ANSWERS, ("requests", number, "ask"))
            if not agency.sides.may_be_asked_about(request.about):
                message = (
                    f"'{agency.type}' works with {agency.sides.label}, "
                    f"so it may not be asked about the {request.about.label}"
                )
                yield Fault(("requests", number, "about"), message)


def contacts(pathway: Pathway) -> Iterator[Fault]:
    """Whoever speaks with somebody works with that side."""
    lists: tuple[tuple[Path, Side, tuple[Contact, ...]], ...] = (
        (("first_contact", "harmed"), Side.HARMED, pathway.first_contact.harmed),
        (("first_contact", "responsible"), Side.RESPONSIBLE, pathway.first_contact.responsible),
        (("named_contact",), Side.HARMED, pathway.named_contact),
    )
    for path, side, lines in lists:
        for number, line in enumerate(lines):
            yield from _may_contact(pathway, line, side, (*path, number, "agency"))


def leads(pathway: Pathway) -> Iterator[Fault]:
    """An agency that takes cases has facilitators."""
    for number, line in enumerate(pathway.allocation.lead):
        for agency in _agencies(pathway, line.agency):
            yield from _has_job(agency, AgencyJob.FACILITATES, ("allocation", "lead", number, "agency"))


def hosts(pathway: Pathway) -> Iterator[Fault]:
    """An agency that hosts a hub coordinates."""
    for number, hub in enumerate(pathway.hubs):
        for agency in _agencies(pathway, hub.host):
            yield from _has_job(agency, AgencyJob.COORDINATES, ("hubs", number, "host"))


def _may_contact(pathway: Pathway, line: Contact, side: Side, path: Path) -> Iterator[Fault]:
    for agency in _agencies(pathway, line.agency):
        if not agency.sides.may_be_asked_about(side):
            message = (
                f"'{agency.type}' works with {agency.sides.label}, so it may not contact the {side.label}"
            )
            yield Fault(path, message)
        if path[0] == "first_contact":
            yield from _has_job(agency, AgencyJob.FIRST_CONTACT, path)


def _agencies(pathway: Pathway, choice: AgencyType | str) -> list[Agency]:
    """The agencies that a choice can mean: 'hub' means whoever hosts the hub of the case."""
    meant = (
        [choice] if isinstance(choice, AgencyType) else [hub.host for hub in pathway.hubs if choice == HUB]
    )
    return [agency for agency in pathway.agencies if agency.type in meant]


def _has_job(agency: Agency, job: AgencyJob, path: Path) -> Iterator[Fault]:
    if job not in agency.does:
        yield Fault(
            path, f"'{agency.type}' does not do that here; add '{job}' to what it 'does', or name another"
        )


RULES = (
    Rule(("agencies",), each_once),
    Rule((), open_types),
    Rule(("agencies",), present),
    Rule(("agencies",), sides),
    Rule(("agencies", "requests"), requests),
    Rule(("agencies", "hubs", "first_contact", "named_contact"), contacts),
    Rule(("agencies", "hubs", "allocation"), leads),
    Rule(("agencies", "hubs"), hosts),
)
