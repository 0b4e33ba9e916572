"""What may be read of information sharing agreements. They are open to everybody in the partnership."""

from functools import lru_cache
from uuid import UUID

from django.db.models import Prefetch, Q

from rjhub.kernel import clock
from rjhub.partnership.agreement import model
from rjhub.partnership.agreement.schema import Agreement
from rjhub.partnership.models import Agency, AgreementVersion, Signature


def in_force(partnership_id: int) -> AgreementVersion | None:
    """The agreement that counts today; None before there is one, and after the day by which it had to be reviewed."""
    return AgreementVersion.objects.filter(
        partnership_id=partnership_id,
        in_force_since__isnull=False,
        ended_at=None,
        review_on__gte=clock.today(),
    ).first()


def is_covered(agency_id: UUID) -> bool:
    """Whether an agency has signed the agreement that counts today, and has not withdrawn."""
    return Signature.objects.filter(
        agency_id=agency_id,
        withdrawn_at=None,
        agreement__in_force_since__isnull=False,
        agreement__ended_at=None,
        agreement__review_on__gte=clock.today(),
    ).exists()


def versions(partnership_id: int) -> list[AgreementVersion]:
    """Every version of a partnership's agreement, the newest first."""
    found = AgreementVersion.objects.filter(partnership_id=partnership_id)
    return list(found.select_related("added_by__account").order_by("-number"))


def version(partnership_id: int, number: int) -> AgreementVersion | None:
    """One version, with everybody who signed it or withdrew; None if there is none."""
    signed = Signature.objects.select_related("agency", "recorded_by__account").order_by("signed_at")
    return (
        AgreementVersion.objects.filter(partnership_id=partnership_id, number=number)
        .select_related("partnership", "added_by__account", "in_force_by__account", "ended_by__account")
        .prefetch_related(Prefetch("signatures", signed))
        .first()
    )


def agencies(partnership_id: int) -> list[Agency]:
    """The agencies that exist today, by name."""
    today = clock.today()
    there = Agency.objects.filter(Q(until=None) | Q(until__gte=today), partnership_id=partnership_id)
    return list(there.filter(since__lte=today).order_by("name"))


def read(found: AgreementVersion) -> Agreement:
    """What a version says."""
    return _read(found.digest, found.text)


@lru_cache(maxsize=64)
def _read(digest: str, text: str) -> Agreement:
    # A version never changes, so what was read from it holds for the life of the process.
    del digest
    return model.load(text, name="agreement.yaml")
