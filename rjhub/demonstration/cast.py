"""The cast: invented members of staff of the five partnerships, stable between runs, known by name in every test."""

import re
import tomllib
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from rjhub.demonstration import entries
from rjhub.kernel import clock, connecting
from rjhub.partnership import installation
from rjhub.partnership.actions import founding, joining, leaving
from rjhub.partnership.actions.joining import Newcomer
from rjhub.partnership.agreement import shipped as agreements
from rjhub.partnership.models import (
    Account,
    Agency,
    AgreementVersion,
    Hub,
    Partnership,
    Password,
    PathwayVersion,
    Staff,
)
from rjhub.partnership.pathway import model
from rjhub.partnership.reference import partnerships
from rjhub.partnership.vocabulary import Level, Role, TrainingKind
from rjhub.sharing import doors, queries
from rjhub.sharing.actions import agreeing
from rjhub.sharing.doors import Reader

PASSWORD = "demonstration only"  # noqa: S105 - printed for everybody who tries the demonstration
PATHWAYS = {
    "sussex": "sussex",
    "hertfordshire": "hertfordshire",
    "northumbria": "northumbria",
    "kent": "kent-pre-sentence",
    "thames-valley": "thames-valley",
}


def load() -> None:
    """Found the five partnerships with their pathways, and take the cast on. Safe to run again."""
    with transaction.atomic():
        newcomers = _found_and_take_on()
    # By people at work, each as the database's role of their side: not in the middle of what the installation writes.
    entries.learn({email for email in newcomers if email})
    let_in([email for email in newcomers if email])


def let_in(emails: list[str]) -> None:
    """Give invented members of staff the password of the demonstration."""
    # One hash for all of them: hashing is slow on purpose, and everybody may know this password.
    hashed = make_password(PASSWORD)
    with connecting.signed_in_as(connecting.FRONT), transaction.atomic():
        theirs = Account.objects.filter(email__in=emails, password_only=True)
        Password.objects.bulk_create(Password(account=account, hash=hashed) for account in theirs)


def _found_and_take_on() -> list[str]:
    for listed in partnerships():
        partnership = founding.found_partnership(listed)
        _add_pathway(partnership.id, PATHWAYS[listed.code])
        agree(partnership, PATHWAYS[listed.code])
    taken_on = [_take_on(member) for member in members()]
    entries.enter({email for email in taken_on if email})
    return taken_on


@cache
def members() -> tuple[dict[str, Any], ...]:
    """The cast as it is written down."""
    text = resources.files("rjhub.demonstration").joinpath("cast.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["member"])


def _add_pathway(partnership_id: int, name: str) -> None:
    if PathwayVersion.objects.filter(partnership_id=partnership_id, code=name).exists():
        return
    text = (
        resources.files("rjhub.partnership").joinpath("pathways", f"{name}.yaml").read_text(encoding="utf-8")
    )
    digest = model.content_hash(model.load(text, name=name))
    with installation.acts():
        PathwayVersion.objects.create(
            partnership_id=partnership_id, code=name, number=1, text=text, digest=digest
        )


def agree(partnership: Partnership, name: str) -> None:
    """Put the area's model agreement into force, signed by every agency."""
    if AgreementVersion.objects.filter(partnership=partnership).exists():
        return
    at = clock.now()
    # The files that are shipped name a day; a demonstration's begins this month, so that it has not lapsed.
    starts_on = clock.today().replace(day=1)
    text = re.sub(r"(?m)^starts_on: .*$", f"starts_on: {starts_on}", agreements.text(name))
    nobody = Reader(partnership_id=partnership.id, principals=())
    with doors.opened(nobody, door="demonstration", purpose="put the model agreement into force"):
        version = agreeing.add_version(partnership, text, by=None)
        for agency in queries.agencies(partnership.id):
            agreeing.sign(version, agency, signed_for="An officer of the demonstration", by=None, at=at)
        agreeing.put_into_force(version, by=None, at=at)


def _take_on(member: dict[str, Any]) -> str:
    agency = Agency.objects.get(partnership__code=member["partnership"], code=member["agency"])
    if Staff.objects.filter(agency=agency, account__email=member["email"]).exists():
        return ""
    known = Account.objects.filter(email=member["email"]).first()
    newcomer = Newcomer(name=member["name"], email=member["email"], password_only=True)
    roles = [Role(role) for role in member["roles"]]
    for number, code in enumerate(member.get("hubs", [""])):
        hub = Hub.objects.get(partnership_id=agency.partnership_id, code=code) if code else None
        if number == 0:
            staff = joining.take_on(
                known or newcomer,
                agency=agency,
                roles=roles,
                since=member["since"],
                by=None,
                hub=hub,
                job_title=member["job"],
            )
        else:
            joining.give_role(staff, role=Role.COORDINATOR, by=None, hub=hub)
    if "level" in member:
        _train(staff, member)
    if "until" in member:
        leaving.leave(staff, on=member["until"], by=None)
    return str(member["email"])


def _train(staff: Staff, member: dict[str, Any]) -> None:
    """Give somebody their level and the courses that go with it, on days of their own where they have some."""
    trained = member.get("trained", date(2023, 11, 17))
    lapses = (
        clock.today() + timedelta(days=member["level_lapses_in"]) if "level_lapses_in" in member else None
    )
    joining.set_level(
        staff,
        level=Level[member["level"]],
        since=member.get("level_since", date(2024, 4, 1)),
        until=lapses,
        evidence=member.get("registration", ""),
        by=None,
    )
    joining.add_training(
        staff,
        course="Facilitation training, 3 days",
        kind=TrainingKind.FACILITATION,
        completed_on=trained,
        by=None,
    )
    if member["level"] in {"INTERMEDIATE", "ADVANCED"}:
        advanced = member.get("trained_for_complex", date(2024, 2, 9))
        joining.add_training(
            staff,
            course="Sensitive and complex cases",
            kind=TrainingKind.COMPLEX,
            completed_on=advanced,
            by=None,
        )
