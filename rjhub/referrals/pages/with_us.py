"""Which case an earlier referral has: the cases room, above this one, says it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from rjhub.design.links import Link
from rjhub.referrals.models import Referral
from rjhub.referrals.queries.similar import Candidate


@dataclass(frozen=True)
class CaseOf:
    """The case of a file, as far as the one who asks sees it."""

    reference: str
    is_open: bool
    said: str


# From the room above: the cases that some files are about, for whoever asks.
CASES: list[Callable[[Iterable[UUID]], Mapping[UUID, CaseOf]]] = []


@dataclass(frozen=True)
class Already:
    """That an incident is with a hub already, and what the coordinator can do about it."""

    said: str
    case: Link
    attach: Link


def cases_of(candidates: Iterable[Candidate]) -> dict[UUID, CaseOf]:
    """For each candidate whose case the one who asks sees: that case."""
    files = {one.account.referral.file_id: one.similar.referral_id for one in candidates if one.account}
    found: dict[UUID, CaseOf] = {}
    for ask in CASES:
        found |= {files[file]: case for file, case in ask(files).items()}
    return found


def already(referral: Referral, case: CaseOf) -> Already:
    """The words for one case."""
    return Already(
        said=f"This incident is probably with a hub already. {case.said}",
        case=Link(f"Open the case {case.reference}", reverse("cases:case", args=[case.reference])),
        attach=Link(
            f"Attach this referral to {case.reference}",
            reverse("cases:attaching", args=[referral.reference, case.reference]),
        ),
    )
