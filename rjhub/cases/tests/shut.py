"""Cases that are shut to somebody, for tests: what still shows of them, and what the database says of statements."""

from typing import Any

from django.db import Error, connection, transaction

from rjhub.cases.models import Case, Party
from rjhub.cases.tests.factories import a_case, at_work, member, signed_in
from rjhub.cases.tests.ready import facilitated
from rjhub.partnership import installation
from rjhub.partnership.models import Hub, Staff
from rjhub.partnership.vocabulary import Role
from rjhub.sharing import doors, readers

MARIAN, GARETH, ADAEZE, SUNITA = "Marian Okafor", "Gareth Pugh", "Adaeze Obi", "Sunita Rao"


def a_facilitated_case() -> Case:
    """A case that Gareth of the hub and Adaeze of probation facilitate, and that Sunita supervises."""
    with at_work(member(MARIAN)) as marian:
        made = a_case(marian)
        facilitated(made, marian)
    return made


def text(answer: Any) -> str:
    """What a page says."""
    return str(answer.content.decode())


def another_coordinator() -> Staff:
    """Gareth, who coordinates the same hub as Marian."""
    hub = next(held.hub_id for held in member(MARIAN).current_roles() if held.hub_id)
    with installation.acts():
        member(GARETH).roles.get_or_create(role=Role.COORDINATOR, hub=Hub.objects.get(id=hub), ended_at=None)
    return member(GARETH)


def recorded(case: Case, name: str, kind: str = "kin") -> None:
    """Marian records that somebody knows somebody in the case."""
    answer = signed_in(MARIAN).post(
        f"/cases/{case.reference}/conflicts/new", {"staff": member(name).id, "kind": kind}
    )
    assert answer.status_code == 302, text(answer)


def files_of(case: Case) -> list[Any]:
    """The files of the case and of its people."""
    with doors.opened(readers.coordinators_of(case.partnership_id), door="test", purpose="test"):
        people = Party.objects.filter(case=case).values_list("person__file_id", flat=True)
        return [case.file_id, *people]


def everything_of(case: Case, staff: Staff) -> int:
    """How many rows of the case and its people somebody sees, of every kind."""
    files = files_of(case)
    with at_work(staff), connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.columns WHERE column_name = 'acl'")
        found = 0
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT count(*) FROM {table} WHERE file_id = ANY (%s)", [files])
            found += cursor.fetchone()[0]
        return found


def ran(statement: str, *values: object) -> object:
    """Run a statement of one's own; answers how many rows it reached, or in which words it was refused."""
    with connection.cursor() as cursor:
        try:
            with transaction.atomic():
                cursor.execute(statement, values or None)
                return cursor.rowcount
        except Error as refused:
            return str(refused).splitlines()[0]
