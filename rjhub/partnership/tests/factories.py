"""The people and agencies of this room's tests: partnerships as their files have them, and their staff."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from rjhub.partnership import reference
from rjhub.partnership.actions import founding, joining
from rjhub.partnership.models import Agency, Hub, Partnership, Staff
from rjhub.partnership.vocabulary import Role
from rjhub.sharing import doors, readers

PASSWORD = "three otters cross a quiet bridge"
JOINED_ON = date(2024, 9, 2)


def partnership(code: str = "sussex") -> Partnership:
    """A partnership with its agencies and hubs; the template of the suite's database has it."""
    there = Partnership.objects.filter(code=code).first()
    return there or founding.found_partnership(reference.partnership(code))


def agency(code: str, of: str = "sussex") -> Agency:
    """An agency of a partnership by its code, such as `sussex-police`."""
    return Agency.objects.select_related("partnership").get(partnership=partnership(of), code=code)


def hub(code: str = "bognor-regis", of: str = "sussex") -> Hub:
    """A hub of a partnership by its code."""
    return Hub.objects.select_related("host").get(partnership=partnership(of), code=code)


def works_at(
    agency: Agency,
    name: str,
    *roles: Role,
    hub: Hub | None = None,
    password_only: bool = True,
    job_title: str = "",
) -> Staff:
    """Somebody new who works for an agency; their e-mail address is made from their name."""
    email = f"{name.lower().replace(' ', '.')}@{agency.code}.example"
    who = joining.Newcomer(name=name, email=email, password=PASSWORD, password_only=password_only)
    return joining.take_on(
        who, agency=agency, roles=roles, hub=hub, since=JOINED_ON, job_title=job_title, by=None
    )


@contextmanager
def acting(staff: Staff) -> Iterator[Staff]:
    """Act as somebody, inside their door: the database asks whether they may."""
    with doors.opened(readers.reader_for(staff), door="test", purpose="test"):
        yield staff


def meera() -> Staff:
    """Meera Anand administers Sussex Police."""
    return works_at(
        agency("sussex-police"), "Meera Anand", Role.ADMINISTRATOR, job_title="Partnerships inspector"
    )


def tom() -> Staff:
    """Tom Aldous refers cases for Sussex Police and holds no other role."""
    return works_at(agency("sussex-police"), "Tom Aldous", Role.REFERRER, job_title="Constable")


def grace() -> Staff:
    """Grace Obi coordinates the Bognor Regis hub."""
    return works_at(
        agency("sussex-rj-hubs"), "Grace Obi", Role.COORDINATOR, hub=hub(), job_title="Hub coordinator"
    )


def ines() -> Staff:
    """Ines Duarte administers the agency that runs the Sussex hubs."""
    return works_at(agency("sussex-rj-hubs"), "Ines Duarte", Role.ADMINISTRATOR, job_title="Hub manager")


def euan() -> Staff:
    """Euan Tallis facilitates cases for the Probation Service in Sussex."""
    return works_at(
        agency("probation-sussex"), "Euan Tallis", Role.FACILITATOR, job_title="Probation officer"
    )


def olive() -> Staff:
    """Olive Marsh administers Hertfordshire Constabulary, in another partnership."""
    return works_at(
        agency("hertfordshire-constabulary", of="hertfordshire"), "Olive Marsh", Role.ADMINISTRATOR
    )
