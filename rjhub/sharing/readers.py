"""Who asks: readers for staff, for the public intake, and for the program's own jobs."""

from django.db import connection

from rjhub.kernel import connecting
from rjhub.partnership import acting
from rjhub.partnership.models import Hub, Staff
from rjhub.partnership.vocabulary import WorksWith
from rjhub.sharing import doors, queries
from rjhub.sharing.doors import Reader


def reader_for(staff: Staff) -> Reader:
    """A member of staff, acting for one agency with all that their roles bring.

    Where their agency has not signed the agreement, has withdrawn, or it has lapsed, they act as nobody: no row shows.
    Unless their agency works with people harmed, the database lets them in through another role than everybody else.
    """
    return Reader(
        partnership_id=staff.partnership_id,
        principals=acting.principals_of(staff) if queries.is_covered(staff.agency_id) else (),
        staff_id=staff.id,
        agency_id=staff.agency_id,
        barred=(-staff.principal_id,),
        role=role_of(staff),
    )


def role_of(staff: Staff) -> str:
    """As which of its roles the program asks for somebody: an agency stays on its side, and its staff and hubs too."""
    beside_the_harmed = staff.agency.works_with in {WorksWith.HARMED, WorksWith.BOTH}
    return connecting.APP if beside_the_harmed else connecting.RESPONSIBLE


def intake(partnership_id: int) -> Reader:
    """The program while it takes in a referral that a member of the public makes."""
    return Reader(partnership_id=partnership_id, principals=(acting.intake_of(partnership_id),))


def coordinators_of(partnership_id: int) -> Reader:
    """The program's own jobs of a partnership (clocks, reminders): they see what its coordinators see.

    Of sealed files that is what those see who are named to coordinate them.

    Without an agreement that counts today they see nothing, like everybody.
    """
    if queries.in_force(partnership_id) is None:
        return Reader(partnership_id=partnership_id, principals=())
    hubs = Hub.objects.filter(partnership_id=partnership_id).values_list("coordinators_id", flat=True)
    return Reader(
        partnership_id=partnership_id,
        principals=tuple(sorted({*hubs, *_named_to_coordinate(partnership_id)})),
    )


def _named_to_coordinate(partnership_id: int) -> list[int]:
    # Where somebody outside asks there is no door yet; inside one the program stays on its connection.
    role = "" if doors.current() else connecting.APP
    with connecting.signed_in_as(role), connection.cursor() as cursor:
        cursor.execute("SELECT keeper.named_to_coordinate(%s::smallint)", [partnership_id])
        row = cursor.fetchone()
    return list(row[0]) if row else []
