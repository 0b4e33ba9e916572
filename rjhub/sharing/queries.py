"""What may be read of information sharing agreements. They are open to everybody in the partnership."""

from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.models import Prefetch, Q

from rjhub.design.words import day
from rjhub.kernel import clock
from rjhub.kernel.prepared import Prepared
from rjhub.partnership.agreement import model
from rjhub.partnership.agreement.schema import Agreement
from rjhub.partnership.models import Agency, AgreementVersion, Hub, Principal, Signature, Staff
from rjhub.sharing.models import ConflictOfInterest, File, Grant, Sealing
from rjhub.sharing.vocabulary import FileKind

_COVERING = Prepared(
    lambda agency, today: Signature.objects.filter(
        agency_id=agency,
        withdrawn_at=None,
        agreement__in_force_since__isnull=False,
        agreement__ended_at=None,
        agreement__review_on__gte=today,
    )[:1],
    agency=UUID,
    today=date,
)


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
    return _COVERING.first(agency=agency_id, today=clock.today()) is not None


def covered(partnership_id: int) -> frozenset[UUID]:
    """Every agency of which `is_covered` is true."""
    signed = Signature.objects.filter(
        agreement__partnership_id=partnership_id,
        withdrawn_at=None,
        agreement__in_force_since__isnull=False,
        agreement__ended_at=None,
        agreement__review_on__gte=clock.today(),
    )
    return frozenset(signed.values_list("agency_id", flat=True))


def lapsed(partnership_id: int) -> AgreementVersion | None:
    """The version that was in force until nobody reviewed it in time, if no other took its place."""
    return AgreementVersion.objects.filter(
        partnership_id=partnership_id,
        in_force_since__isnull=False,
        ended_at=None,
        review_on__lt=clock.today(),
    ).first()


def what_is_missing(staff: Staff) -> str:
    """Why nobody at somebody's agency can see any case today, in a sentence; empty where nothing is missing."""
    if is_covered(staff.agency_id):
        return ""
    agency = staff.agency.short_name
    found = in_force(staff.partnership_id)
    if found is None:
        gone = lapsed(staff.partnership_id)
        if gone is not None:
            return f"The information sharing agreement lapsed after {day(gone.review_on)}, because nobody reviewed it."
        return "No information sharing agreement is in force yet."
    if Signature.objects.filter(agreement=found, agency_id=staff.agency_id).exists():
        return f"{agency} has withdrawn from the information sharing agreement."
    return f"{agency} has not signed the information sharing agreement that is in force."


def takes_referrals(partnership_id: int) -> bool:
    """Whether anybody would see what the public sends: an agreement counts today, and whoever runs a hub signed it."""
    hosts = Hub.objects.filter(partnership_id=partnership_id, until=None).values_list("host_id", flat=True)
    return any(is_covered(agency_id) for agency_id in set(hosts))


def versions(partnership_id: int) -> list[AgreementVersion]:
    """Every version of a partnership's agreement, the newest first."""
    signed = Signature.objects.select_related("agency")
    found = AgreementVersion.objects.filter(partnership_id=partnership_id)
    return list(
        found.select_related("added_by__account")
        .prefetch_related(Prefetch("signatures", signed))
        .order_by("-number")
    )


def version(partnership_id: int, number: int) -> AgreementVersion | None:
    """One version, with everybody who signed it or withdrew; None if there is none."""
    signed = Signature.objects.select_related("agency", "recorded_by__account").order_by("signed_at", "id")
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


def left_out_by(version: AgreementVersion) -> list[Agency]:
    """The agencies that see something today and would not, because they have not signed this version."""
    signed = {one.agency_id for one in version.signatures.all() if one.withdrawn_at is None}
    there = agencies(version.partnership_id)
    return [agency for agency in there if agency.id not in signed and is_covered(agency.id)]


def reach_of(agency: Agency) -> tuple[int, int]:
    """How many people work for an agency today, and how many cases they have been granted something of."""
    staff = Staff.objects.filter(Q(until=None) | Q(until__gte=clock.today()), agency=agency)
    holders = Principal.objects.filter(
        Q(staff__agency=agency) | Q(agency=agency) | Q(hub__host=agency), partnership_id=agency.partnership_id
    )
    cases = Grant.objects.filter(
        Q(until=None) | Q(until__gt=clock.now()),
        partnership_id=agency.partnership_id,
        holder__in=holders,
        ended_at=None,
        file__kind=FileKind.CASE,
    )
    return staff.count(), cases.values("file").distinct().count()


def is_barred(staff: Staff, file: File) -> bool:
    """Whether a file is shut to somebody by a conflict of interest, as whomever they act."""
    return ConflictOfInterest.objects.filter(
        partnership_id=file.partnership_id, file=file, staff__account=staff.account_id, ended_at=None
    ).exists()


def conflicts_of(file: File) -> list[ConflictOfInterest]:
    """The conflicts of interest in a file, those that have ended too, the newest first."""
    found = ConflictOfInterest.objects.filter(partnership_id=file.partnership_id, file=file)
    return list(
        found.select_related(
            "staff__account", "staff__agency", "said_by__account", "ended_by__account"
        ).order_by("-since", "-id")
    )


def conflicts_known(staff: Staff) -> int:
    """How many conflicts of interest of somebody the reader sees, in files that they see."""
    found = ConflictOfInterest.objects.filter(partnership_id=staff.partnership_id, staff=staff, ended_at=None)
    return found.count()


def sealing_of(file: File) -> Sealing | None:
    """The sealing of a file that counts today, if it is sealed and the asker may see that."""
    return (
        Sealing.objects.filter(partnership_id=file.partnership_id, file=file, ended_at=None)
        .select_related("sealed_by__account")
        .first()
    )


def read(found: AgreementVersion) -> Agreement:
    """What a version says."""
    return _read(found.digest, found.text)


@lru_cache(maxsize=64)
def _read(digest: str, text: str) -> Agreement:
    # A version never changes, so what was read from it holds for the life of the process.
    del digest
    return model.load(text, name="agreement.yaml")
