"""Shutting a file: to somebody who has a conflict of interest, or to all but those who are named."""

from datetime import datetime

from django.db import transaction

from rjhub.audit.recording import record
from rjhub.kernel.decisions import all_of, allow_if
from rjhub.partnership.models import Staff
from rjhub.sharing import queries
from rjhub.sharing.models import ConflictOfInterest, File, Sealing
from rjhub.sharing.vocabulary import Acquaintance, Category, Side


@transaction.atomic
def bar(file: File, staff: Staff, *, kind: Acquaintance, by: Staff, at: datetime) -> ConflictOfInterest:
    """Shut a file to somebody, whatever they are granted of it. It counts from the next statement on.

    Raises Refused where it is shut to them already.
    """
    allow_if(not queries.is_barred(staff, file), f"{staff.name} sees nothing of this already.").or_refuse()
    conflict = ConflictOfInterest.objects.create(
        partnership_id=file.partnership_id, file=file, side=Side.NEUTRAL, category=Category.CASEWORK,
        staff=staff, kind=kind, said_by=by, since=at,
    )  # fmt: skip
    record("sharing:conflict:record", by=by, subject=conflict, partnership=file.partnership_id)
    return conflict


@transaction.atomic
def unbar(conflict: ConflictOfInterest, *, because: str, by: Staff, at: datetime) -> ConflictOfInterest:
    """End a conflict of interest. What was handed back stays so.

    Raises Refused if it is their own, or has ended already.
    """
    conflict = (
        ConflictOfInterest.objects.select_for_update(of=("self",))
        .select_related("staff__account")
        .get(partnership_id=conflict.partnership_id, id=conflict.id)
    )
    all_of(
        allow_if(conflict.staff.account_id != by.account_id, "Somebody else has to end this."),
        allow_if(conflict.ended_at is None, "This has ended already."),
    ).or_refuse()
    conflict.ended_at, conflict.ended_by, conflict.ended_because = at, by, because
    conflict.save(update_fields=["ended_at", "ended_by", "ended_because"])
    record("sharing:conflict:end", by=by, subject=conflict, partnership=conflict.partnership_id)
    return conflict


@transaction.atomic
def seal(file: File, *, because: str, by: Staff, at: datetime) -> Sealing:
    """Let only members of staff see a file who were granted something of it one by one."""
    sealing = Sealing.objects.create(
        partnership_id=file.partnership_id, file=file, side=Side.NEUTRAL, category=Category.CASEWORK, since=at,
        sealed_by=by, because=because,
    )  # fmt: skip
    record("sharing:file:seal", by=by, subject=sealing, partnership=file.partnership_id)
    return sealing


@transaction.atomic
def unseal(sealing: Sealing, *, because: str, by: Staff, at: datetime) -> None:
    """Let hubs and lead contacts see again what they were granted of a file."""
    sealing.ended_at, sealing.ended_by, sealing.ended_because = at, by, because
    sealing.save(update_fields=["ended_at", "ended_by", "ended_because"])
    record("sharing:file:unseal", by=by, subject=sealing, partnership=sealing.partnership_id)
