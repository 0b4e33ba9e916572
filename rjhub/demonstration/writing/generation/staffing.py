"""Invented staff for a partnership: coordinators, supervisors, facilitators, and people in every agency who answer."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from rjhub.audit.models import Entry
from rjhub.demonstration import cast
from rjhub.demonstration.invented import communities, people
from rjhub.demonstration.invented.person import Person
from rjhub.partnership import installation, reference
from rjhub.partnership.models import (
    Account,
    Agency,
    Hub,
    Partnership,
    PractitionerLevel,
    Principal,
    RoleHeld,
    Staff,
)
from rjhub.partnership.vocabulary import Level, PrincipalKind, Role, WorksWith

CASES_OF_A_FACILITATOR = 150
_FEWEST_FACILITATORS, _MOST_FACILITATORS = 6, 160
_COORDINATORS, _SUPERVISORS, _ANSWERING = 3, 3, 2
_FACILITATE = {"hub", "mediation", "rj_charity", "victim_care", "victim_support", "probation", "university"}
# Their numbers lie beyond those of any person on record.
_FIRST_NUMBER = 8192 * 600
_SINCE = date(2019, 4, 1)

_Post = tuple[Agency, tuple[Role, ...], Hub | None, Level | None]


def take_on(partnership: Partnership, *, cases: int, seed: int, at: datetime) -> int:
    """Take on as many as so many cases need, once for a partnership; answer how many.

    Everybody signs in with the demonstration's password.
    """
    domain = f"staff.{partnership.code}.example"
    if Account.objects.filter(email__endswith=f"@{domain}").exists():
        return 0
    posts = list(_posts(partnership, cases))
    force = next(one.slug for one in reference.forces() if one.ons_code == partnership.force_code)
    order = people.Order(force, at.date() - timedelta(days=365 * 22), seed, _FIRST_NUMBER)
    somebody = people.people(order, len(posts))
    accounts = [
        Account(email=f"{_plain(person)}.{place}@{domain}", name=person.name, password_only=True)
        for place, person in enumerate(somebody)
    ]
    with installation.acts():
        Account.objects.bulk_create(accounts)
        _place(partnership, posts, accounts)
    cast.let_in([account.email for account in accounts])
    return len(posts)


def _place(partnership: Partnership, posts: list[_Post], accounts: list[Account]) -> None:
    principals = Principal.objects.bulk_create(
        Principal(
            partnership=partnership,
            kind=PrincipalKind.STAFF,
            works_with=agency.works_with,
            agency_kind=agency.kind,
        )
        for agency, _, _, _ in posts
    )
    staff = Staff.objects.bulk_create(
        Staff(
            partnership=partnership,
            account=account,
            agency=agency,
            principal=principal,
            job_title=roles[0].label,
            since=max(_SINCE, agency.since),
        )
        for (agency, roles, _, _), account, principal in zip(posts, accounts, principals, strict=True)
    )
    RoleHeld.objects.bulk_create(
        RoleHeld(staff=member, role=role, hub=hub if role == Role.COORDINATOR else None)
        for member, (_, roles, hub, _) in zip(staff, posts, strict=True)
        for role in roles
    )
    PractitionerLevel.objects.bulk_create(
        PractitionerLevel(staff=member, level=level, since=member.since)
        for member, (_, _, _, level) in zip(staff, posts, strict=True)
        if level
    )
    Entry.objects.bulk_create(
        Entry(
            partnership_id=partnership.id,
            tag="partnership:staff:join",
            subject_kind="Staff",
            subject_id=str(member.id),
        )
        for member in staff
    )


def _posts(partnership: Partnership, cases: int) -> Iterator[_Post]:
    agencies = list(Agency.objects.filter(partnership=partnership, until=None).order_by("code"))
    hubs = list(Hub.objects.filter(partnership=partnership).select_related("host").order_by("code"))
    for hub in hubs:
        for _ in range(_COORDINATORS):
            yield hub.host, (Role.COORDINATOR, Role.FACILITATOR), hub, Level.ADVANCED
    for _ in range(_SUPERVISORS):
        yield hubs[0].host, (Role.SUPERVISOR,), None, Level.ADVANCED
    for agency in agencies:
        for _ in range(_ANSWERING):
            yield agency, (Role.LEAD_CONTACT, Role.REFERRER), None, None
    wanted = min(max(cases // CASES_OF_A_FACILITATOR, _FEWEST_FACILITATORS), _MOST_FACILITATORS)
    facilitating = [agency for agency in agencies if agency.kind in _FACILITATE] or [hubs[0].host]
    # Half of them may reach people harmed, so that every case finds a lead.
    reaching = [one for one in facilitating if one.works_with in {WorksWith.HARMED, WorksWith.BOTH}]
    for number in range(wanted):
        choice = reaching if number % 2 == 0 and reaching else facilitating
        level = (Level.ADVANCED, Level.INTERMEDIATE, Level.INTERMEDIATE, Level.FOUNDATION)[number // 2 % 4]
        yield choice[number // 2 % len(choice)], (Role.FACILITATOR,), None, level


def _plain(person: Person) -> str:
    plain = communities.plain_letters
    return f"{plain(person.given_name)}.{plain(person.family_name)}"
