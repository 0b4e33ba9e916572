"""`rjhub cast`."""

import json
from typing import TYPE_CHECKING

import click

from rjhub.server.trouble import TroubleError

if TYPE_CHECKING:
    from rjhub.partnership.models import Staff


@click.command
@click.option("--json", "as_json", is_flag=True, help="Print it for a program: a list of objects.")
def command(*, as_json: bool) -> None:
    """List the invented people who can sign in to the demonstration, and what each may do.

    Example: rjhub cast --json
    """
    from rjhub.server import program

    with program.running():
        click.echo(described(as_json=as_json))


def described(*, as_json: bool = False) -> str:
    """Write who can sign in. Raises TroubleError where there is no demonstration."""
    from rjhub.demonstration import cast

    people = [_person(staff, cast.PASSWORD) for staff in _members(cast.members())]
    if not people:
        raise TroubleError("There is no demonstration in this database. Load it with: python3 dev.py demo")
    return json.dumps(people, indent=1) if as_json else _as_table(people, cast.PASSWORD)


def _members(listed: "tuple[dict[str, str], ...]") -> "list[Staff]":
    from rjhub.partnership.models import Staff

    known = Staff.objects.select_related("account", "agency", "partnership").prefetch_related("roles")
    emails = {member["email"] for member in listed}
    return list(
        known.filter(account__email__in=emails, until=None).order_by("partnership_id", "agency_id", "id")
    )


def _person(staff: "Staff", password: str) -> dict[str, str | list[str]]:
    return {
        "email": staff.account.email,
        "password": password,
        "name": staff.name,
        "agency": staff.agency.name,
        "roles": sorted({held.role for held in staff.roles.all() if held.ended_at is None}),
        "partnership": staff.partnership.code,
    }


def _as_table(people: list[dict[str, str | list[str]]], password: str) -> str:
    width = max(len(str(person["email"])) for person in people)
    lines = [f"Sign in as any of these, with the password: {password}"]
    for partnership in dict.fromkeys(person["partnership"] for person in people):
        lines.append(f"\n  {partnership}")
        lines += [
            f"    {person['email']:<{width}}  {_roles(person)}, {person['agency']}"
            for person in people
            if person["partnership"] == partnership
        ]
    return "\n".join(lines)


def _roles(person: dict[str, str | list[str]]) -> str:
    return ", ".join(person["roles"]).replace("_", " ")
