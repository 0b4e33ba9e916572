"""Who is in a made-up partnership, and what they agreed, written into a database."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from rjhub.partnership.vocabulary import Role
from rjhub.proving import clauses, inventing, oracle, talking
from rjhub.proving.inventing import HOME
from rjhub.proving.placing import PARTNERSHIPS, STAFF, Laid, uuid_of
from rjhub.proving.talking import Connection
from rjhub.sharing.actions import agreeing


def come(connection: Connection, laid: Laid) -> None:
    """Write down everybody who asks, everything that a grant can name, and that partners elsewhere allow everything."""
    talking.insert(connection, "partnership_principal", _principals(laid))
    talking.insert(connection, "partnership_staff", _staff(laid, again=False))
    talking.insert(connection, "partnership_roleheld", list(_roles(laid)))
    talking.insert(connection, "sharing_allowance", list(_everything_elsewhere(laid)))


def join_again(connection: Connection, laid: Laid) -> None:
    """Those who work for another agency already join one more."""
    talking.become(connection, "rjhub_app")
    talking.insert(connection, "partnership_staff", _staff(laid, again=True))
    talking.become(connection, "rjhub_keeper")


def _everything_elsewhere(laid: Laid) -> Iterator[dict[str, Any]]:
    for agency in {(agency.kind, agency.works_with) for agency in laid.batch.holders().values()}:
        for purpose in clauses.PURPOSES:
            yield {
                "id": uuid4(),
                "partnership_id": PARTNERSHIPS[inventing.ELSEWHERE],
                "agreement_id": 0,
                "clause": "1",
                "purpose": purpose,
                "agency_kind": agency[0],
                "works_with": agency[1],
                "sides": clauses.SIDES,
                "categories": [each for each in clauses.CATEGORIES if each not in oracle.WALLED],
                "stages": [],
                "months": 600,
            }


def _principals(laid: Laid) -> list[dict[str, Any]]:
    return [
        {
            "id": laid.numbers[name],
            "partnership_id": PARTNERSHIPS[HOME],
            "kind": "staff" if inventing.by_name(name) else "hub",
            "works_with": agency.works_with,
            "agency_kind": agency.kind,
        }
        for name, agency in laid.batch.holders().items()
    ]


def _staff(laid: Laid, *, again: bool) -> list[dict[str, Any]]:
    return [
        {
            "id": laid.staff_id(reader.name),
            "partnership_id": PARTNERSHIPS[HOME],
            "account_id": laid.staff_id(reader.staff.human),
            "agency_id": uuid_of(STAFF),
            "principal_id": laid.numbers[reader.name],
        }
        for reader in laid.batch.readers
        if reader.staff.partnership == HOME and (reader.staff.human != reader.name) == again
    ]


def _roles(laid: Laid) -> Iterator[dict[str, Any]]:
    """A role of each: one of those that keep people safe, or another, or one that somebody held until now."""
    safe = (Role.COORDINATOR, Role.FACILITATOR, Role.SUPERVISOR, Role.LEAD_CONTACT)
    for number, reader in enumerate(laid.batch.readers):
        if reader.staff.partnership != HOME:
            continue
        other, ended = ((Role.INFORMATION_OFFICER, None), (safe[number % 4], laid.batch.now))[number % 2]
        yield {
            "id": uuid4(),
            "staff_id": laid.staff_id(reader.name),
            "role": safe[number % 4] if reader.staff.keeps_safe else other,
            "started_at": laid.batch.now,
            "ended_at": None if reader.staff.keeps_safe else ended,
        }


def agree(connection: Connection, laid: Laid, agreement: oracle.Agreement) -> None:
    """Let an agreement decide from now on."""
    home = PARTNERSHIPS[HOME]
    kinds = {(agency.kind, agency.works_with) for agency in laid.batch.holders().values()}
    allowed = [
        {
            "id": uuid_of(number),
            "partnership_id": home,
            "agreement_id": 0,
            "clause": one.clause,
            "purpose": purpose.value,
            "agency_kind": kind,
            "works_with": works_with,
            "sides": list(one.sides),
            "categories": list(one.categories),
            "stages": list(one.stages),
            "months": one.months,
            "months_after_closing": one.months_after_closing,
        }
        for number, (purpose, kind, works_with, one) in enumerate(
            agreeing.compiled(_as_written(agreement), sorted(kinds))
        )
    ]
    talking.say_who_asks(connection, home, ())
    talking.become(connection, "rjhub_app")
    with talking.installing(connection):
        connection.execute("DELETE FROM sharing_allowance WHERE partnership_id = %s", [home])
        talking.insert(connection, "sharing_allowance", allowed)
    connection.execute("SELECT keeper.apply_agreement()")


def _as_written(agreement: oracle.Agreement) -> Any:
    """An agreement in the form that the program compiles; what only people read of it is left out."""
    clauses = [
        SimpleNamespace(
            number=one.number,
            to=[SimpleNamespace(purpose=purpose) for purpose in one.purposes],
            agencies=one.kinds,
            works_with=one.works_with,
            stages=one.stages,
            sides=one.sides,
            categories=one.categories,
            lasts=SimpleNamespace(months=one.months, months_after_closing=one.months_after_closing),
        )
        for one in agreement.clauses
    ]
    return SimpleNamespace(
        clauses=clauses, parties=[SimpleNamespace(type=kind) for kind in agreement.parties]
    )
