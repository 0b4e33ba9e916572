"""The frame of every page of a case: which case it is, how it stands, who answers for it, and its other pages."""

from dataclasses import dataclass

from django.urls import reverse

from rjhub.cases import navigation, pathways, queries
from rjhub.cases.models import Case
from rjhub.design.links import Link
from rjhub.design.pieces import Identity, Row, Section, Tag, Tone
from rjhub.partnership.pathway import queries as rules
from rjhub.partnership.pathway.stages import StageKind
from rjhub.sharing.models import Protected

WHY = "Why can I see this?"


@dataclass(frozen=True)
class CaseFrame:
    """What stands round every page of a case. `here` is the address of the page itself.

    `harmed` and `responsible` are what the area calls people.
    """

    identity: Identity
    sections: tuple[Section, ...]
    here: str
    why_href: str = ""
    harmed: str = ""
    responsible: str = ""


def frame_for(case: Case, here: str) -> CaseFrame:
    """The frame of a page of a case, `here` being the name of its address."""
    words = pathways.pathway_of(case).words
    return CaseFrame(
        identity=_identity(case),
        sections=tuple(
            _section(heading, entries, case) for heading, entries in navigation.sections_for(case)
        ),
        here=_address(here, case),
        why_href=reverse("cases:why", args=[case.reference]),
        harmed=words.harmed,
        responsible=words.responsible,
    )


def why_link(case: Case, row: Protected) -> Link:
    """To where it is explained why the reader sees the side and kind of information of a row."""
    return Link(WHY, why_href(case, row.side, row.category))


def why_href(case: Case, side: str, category: str) -> str:
    """The place on the page that explains it."""
    return f"{reverse('cases:why', args=[case.reference])}#{side}-{category}"


def stage_name(case: Case, stage: str = "") -> str:
    """What the case's pathway calls a stage, or the one that it is in."""
    kind = StageKind(stage or case.stage)
    found = rules.find_stage(pathways.pathway_of(case), kind)
    return found.name if found else kind.label


def stage_tag(case: Case) -> Tag:
    """The stage as a coloured word."""
    tones = {StageKind.CLOSED: Tone.DONE, StageKind.DORMANT: Tone.PAUSED}
    return Tag(stage_name(case), tones.get(StageKind(case.stage), Tone.DOING))


def _identity(case: Case) -> Identity:
    tags = [stage_tag(case)]
    if queries.is_flagged(case):
        tags.append(Tag("Sensitive or complex", Tone.SPECIAL))
    return Identity(
        reference=case.reference,
        title=case.offence or "Offence not recorded yet",
        tags=tuple(tags),
        facts=(
            Row("Answers for it", f"{case.answering_staff.name}, {case.answering_agency.short_name}"),
            Row("Hub", case.hub.name),
        ),
    )


def _section(heading: str, entries: tuple[tuple[str, str], ...], case: Case) -> Section:
    return Section(heading, tuple(Link(text, _address(name, case)) for text, name in entries))


def _address(name: str, case: Case) -> str:
    """Where a page of a case is: of this room, or of the one that its name says."""
    return reverse(name if ":" in name else f"cases:{name}", args=[case.reference])
