"""A no that is narrower than the widest, and exceptions from one: by two people, for a reason, until a day."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from rjhub.audit.recording import record
from rjhub.kernel import clock
from rjhub.kernel.decisions import allow_if
from rjhub.kernel.invalid import Invalid
from rjhub.offers import policies, queries
from rjhub.offers.models import Leave, Narrowing
from rjhub.offers.vocabulary import ContactFor
from rjhub.partnership.models import Staff
from rjhub.people.actions import stopping, wording
from rjhub.people.models import Person, Stop
from rjhub.people.vocabulary import Channel
from rjhub.sharing.vocabulary import Category

LONGEST_LEAVE = 28


@dataclass(frozen=True, kw_only=True)
class Reach:
    """How far a no reaches. Whatever is empty makes it wider; all empty is the widest."""

    channel: Channel | None = None
    purpose: ContactFor | None = None
    counterpart: Person | None = None
    until: date | None = None


@transaction.atomic
def record_no(person: Person, reach: Reach, *, said_on: date, by: Staff, at: datetime) -> Stop:
    """Keep a no that somebody made narrower themself. Raises Invalid for days that cannot be, and Refused."""
    policies.may_read(by, person).or_refuse()
    narrower = reach.purpose is not None or reach.counterpart is not None

    def narrow(stop: Stop) -> None:
        Narrowing.objects.create(
            **_row(person), stop=stop, purpose=reach.purpose or "", counterpart=reach.counterpart
        )

    return stopping.record_stop(
        person,
        said_on=said_on,
        said_to=by.agency,
        by=by,
        at=at,
        channel=reach.channel,
        until=reach.until,
        narrow=narrow if narrower else None,
    )


@transaction.atomic
def ask_leave(stop: Stop, *, why: str, until: date, by: Staff, at: datetime) -> Leave:
    """Ask to contact somebody against their no until a day. It counts for nothing until a second person agrees.

    Raises Refused if this person may not, or if somebody asked already; Invalid without a reason or for a day too far.
    """
    stop = queries.lock_stop(stop)
    policies.may_ask_leave(by, stop).or_refuse()
    asked_before = Leave.objects.filter(stop=stop, ended_at=None).exists()
    allow_if(not asked_before, "Somebody has asked for this already.").or_refuse()
    if not 0 <= (until - clock.day_of(at)).days <= LONGEST_LEAVE:
        raise Invalid("Enter a last day from today on, at most four weeks away.")
    leave = Leave.objects.create(
        **_row(stop.person),
        stop=stop,
        why=wording.reason(Leave, "why", why),
        until=until,
        asked_at=at,
        asked_by=by,
    )
    record("offers:leave:ask", by=by, subject=leave, partnership=stop.partnership_id)
    return leave


@transaction.atomic
def agree_to_leave(leave: Leave, *, by: Staff, at: datetime) -> None:
    """Agree, as somebody else than who asked. Raises Refused."""
    found = queries.lock_leave(leave)
    policies.may_agree_to_leave(by, found).or_refuse()
    allow_if(found.until >= clock.day_of(at), "The last day that was asked for has passed.").or_refuse()
    found.agreed_at, found.agreed_by = at, by
    found.save(update_fields=["agreed_at", "agreed_by"])
    record("offers:leave:agree", by=by, subject=found, partnership=found.partnership_id)


@transaction.atomic
def end_leave(leave: Leave, *, by: Staff, at: datetime) -> None:
    """End an exception, or what was asked for, before its day. Raises Refused."""
    found = queries.lock_leave(leave)
    policies.may_end_leave(by, found).or_refuse()
    found.ended_at, found.ended_by = at, by
    found.save(update_fields=["ended_at", "ended_by"])
    record("offers:leave:end", by=by, subject=found, partnership=found.partnership_id)


def _row(person: Person) -> dict[str, object]:
    row = person.row_of(Category.SAFETY)
    del row["person"]
    return row
