"""Who works where and by which agreement is decided by the database, whoever runs a statement as the program's role."""

from contextlib import suppress
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction
from psycopg import sql

from rjhub.kernel import connecting
from rjhub.partnership import installation
from rjhub.partnership.actions import inviting
from rjhub.partnership.models import AgreementVersion, Invitation, Staff
from rjhub.partnership.tests import factories
from rjhub.partnership.vocabulary import Role
from rjhub.sharing import signing, standing

pytestmark = pytest.mark.django_db
# What somebody would write who can write: `me` is who acts, `mine` their agency, `hub` one that they do not run.
WRITTEN = {
    "be a coordinator": "INSERT INTO partnership_roleheld (id, staff_id, role, hub_id, started_at, given_by_id) "
    "VALUES (gen_random_uuid(), %(me)s, 'coordinator', %(hub)s, now(), %(me)s)",
    "be an administrator": "INSERT INTO partnership_roleheld (id, staff_id, role, started_at, given_by_id) "
    "VALUES (gen_random_uuid(), %(me)s, 'administrator', now(), %(me)s)",
    "be what one was": "UPDATE partnership_roleheld SET role = 'information_officer' WHERE staff_id = %(me)s",
    "end a colleague's role": "UPDATE partnership_roleheld SET ended_at = now() WHERE staff_id = %(boss)s",
    "take a role away": "DELETE FROM partnership_roleheld WHERE staff_id = %(boss)s",
    "invite oneself": "INSERT INTO partnership_invitation (id, agency_id, email, name, job_title, roles, key_digest, "
    "invited_by_id, invited_at, expires_at) VALUES (gen_random_uuid(), %(mine)s, 'me@somewhere.example', 'Me', '', "
    "'{administrator}', '\\x00', %(boss)s, now(), now() + interval '1 day')",
    "join another agency": "INSERT INTO partnership_staff (id, partnership_id, account_id, agency_id, principal_id, "
    "job_title, since) SELECT gen_random_uuid(), partnership_id, account_id, %(theirs)s, %(spare)s, '', since "
    "FROM partnership_staff WHERE id = %(me)s",
    "be somebody else": "UPDATE partnership_staff SET account_id = (SELECT account_id FROM partnership_staff "
    "WHERE id = %(me)s) WHERE id = %(boss)s",
    "have a colleague leave": "UPDATE partnership_staff SET until = current_date, access_ends_at = now() "
    "WHERE id = %(boss)s",
    "lock a colleague out": "UPDATE partnership_account SET is_active = false WHERE id <> %(account)s",
    "open an account": "INSERT INTO partnership_account (id, email, name, is_active, password_only, session_stamp, "
    "created_at) "
    "VALUES (gen_random_uuid(), 'new@somewhere.example', 'New', true, true, '', now())",
    "be trained": "INSERT INTO partnership_practitionerlevel (id, staff_id, level, since, evidence) "
    "VALUES (gen_random_uuid(), %(me)s, 3, current_date, '')",
    "have been on a course": "INSERT INTO partnership_training (id, staff_id, course, completed_on, kind) "
    "VALUES (gen_random_uuid(), %(me)s, 'Sensitive and complex cases', current_date, 'complex')",
    "make a principal": "INSERT INTO partnership_principal (partnership_id, kind, works_with, agency_kind) "
    "VALUES (%(partnership)s, 'hub', 'both', 'hub')",
    "run a hub": "UPDATE partnership_hub SET host_id = %(mine)s WHERE id = %(hub)s",
    "be another type of agency": "UPDATE partnership_agency SET kind = 'hub' WHERE id = %(mine)s",
    "take referrals from nobody": "UPDATE partnership_partnership SET takes_self_referrals = false",
    "work by another pathway": "INSERT INTO partnership_pathwayversion (partnership_id, code, number, text, digest, "
    "added_at) VALUES (%(partnership)s, 'sussex', 9, '', '', now())",
    "have another agreement": "UPDATE partnership_agreementversion SET review_on = current_date + 3650",
    "withdraw for others": "UPDATE partnership_signature SET withdrawn_at = now(), withdrawn_by_id = %(me)s",
    "write a clause": "INSERT INTO sharing_allowance (id, partnership_id, agreement_id, clause, purpose, agency_kind, "
    "works_with, sides, categories, stages, months) VALUES (gen_random_uuid(), %(partnership)s, %(agreement)s, '1', "
    "'facilitate', 'police', 'both', '{harmed}', '{casework}', '{}', 1)",
    "strike clauses out": "DELETE FROM sharing_allowance",
}  # fmt: skip


@pytest.fixture
def run(db: None) -> Any:
    """Run a statement as a role, past everything that Django watches."""
    connection.ensure_connection()

    def statement(role: str, one: str, /, **named: Any) -> int:
        with transaction.atomic(), connection.connection.cursor() as cursor:
            cursor.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(role)))
            cursor.execute(one, named)
            touched = int(cursor.rowcount)
            cursor.execute("SET ROLE rjhub_app")
            return touched

    return statement


@pytest.fixture
def somebody() -> Staff:
    """Tom Aldous refers cases for Sussex Police, and a statement of his own is run where he acts."""
    meera, tom = factories.meera(), factories.tom()
    tom.line_manager = meera
    return tom


def named(who: Staff) -> dict[str, Any]:
    hub, other = factories.hub(), factories.agency("sussex-rj-hubs")
    with installation.acts():
        spare = type(who.principal).objects.create(
            partnership_id=who.partnership_id,
            kind="staff",
            works_with=other.works_with,
            agency_kind=other.kind,
        )
    agreement = AgreementVersion.objects.filter(partnership_id=who.partnership_id).latest("id")
    return {
        "me": who.id, "account": who.account_id, "mine": who.agency_id, "hub": hub.id, "theirs": other.id,
        "boss": who.line_manager.id if who.line_manager else who.id, "spare": spare.id,
        "partnership": who.partnership_id, "agreement": agreement.id,
    }  # fmt: skip


def done(run: Any, role: str, values: dict[str, Any], statements: dict[str, str] = WRITTEN) -> set[str]:
    """Which statements did something."""
    found = set()
    for what, one in statements.items():
        with suppress(psycopg.errors.InsufficientPrivilege, psycopg.errors.RaiseException):
            try:
                found |= {what} if run(role, one, **values) else set()
            except psycopg.errors.UniqueViolation:
                # Nobody refused it.
                found.add(what)
    return found


def test_whoever_acts_writes_nothing_of_this_in_a_statement_of_their_own(run: Any, somebody: Staff) -> None:
    values = named(somebody)
    with factories.acting(somebody):
        assert done(run, connecting.APP, values) == set()


@pytest.mark.parametrize("role", [connecting.APP, connecting.RESPONSIBLE, connecting.FRONT])
def test_where_nobody_acts_nobody_writes_it(role: str, run: Any, somebody: Staff) -> None:
    assert done(run, role, named(somebody)) == set()


def test_somebody_who_says_that_they_are_the_installation_is_not_believed(run: Any, somebody: Staff) -> None:
    values = named(somebody)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text")
        (number,) = cursor.fetchone()
    good = installation.signed(number)
    for said in (
        f"installation;{number}",
        f"{'0' * 64} installation;{number}",
        installation.signed(str(int(number) - 1)),
        signing.signed(somebody.partnership_id, (), None),
        good[:-1],
    ):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('app.installation', %s, true)", [said])
            assert done(run, connecting.APP, values) == set(), said
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.installation', %s, true)", [good])
        assert run(connecting.APP, WRITTEN["be a coordinator"], **values) == 1
        transaction.set_rollback(True)


def test_an_administrator_gives_roles_at_their_own_agency_only_and_in_their_own_name(
    run: Any, somebody: Staff
) -> None:
    tom, ines = somebody, factories.ines()
    values = named(tom)
    give = (
        "INSERT INTO partnership_roleheld (id, staff_id, role, hub_id, started_at, given_by_id) "
        "VALUES (gen_random_uuid(), %(to)s, %(role)s, %(hub)s, now(), %(by)s)"
    )
    meera = tom.line_manager
    assert meera is not None
    with factories.acting(meera):
        assert run(connecting.APP, give, to=tom.id, role="facilitator", hub=None, by=meera.id) == 1
        for wrong in (
            {"to": tom.id, "role": "coordinator", "hub": values["hub"], "by": meera.id},
            {"to": tom.id, "role": "supervisor", "hub": None, "by": ines.id},
            {"to": ines.id, "role": "supervisor", "hub": None, "by": meera.id},
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                run(connecting.APP, give, **wrong)
        for own in ("role = 'administrator'", "role <> 'administrator'"):
            end = f"UPDATE partnership_roleheld SET ended_at = now() WHERE {own} AND staff_id = ANY (%(who)s)"
            if own.startswith("role ="):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    run(connecting.APP, end, who=[meera.id, tom.id])
            else:
                assert run(connecting.APP, end, who=[meera.id, tom.id]) == 2


JOIN = (
    "INSERT INTO partnership_staff (id, partnership_id, account_id, agency_id, principal_id, job_title, since) "
    "VALUES (%(id)s, %(p)s, %(account)s, %(agency)s, %(principal)s, '', current_date)"
)
GIVE = (
    "INSERT INTO partnership_roleheld (id, staff_id, role, started_at) "
    "VALUES (gen_random_uuid(), %(id)s, %(role)s, now())"
)


@pytest.fixture
def invited(somebody: Staff) -> dict[str, Any]:
    """Olive Marsh is invited to refer cases for Sussex Police: what she would join as."""
    meera, olive = somebody.line_manager, factories.olive()
    assert meera is not None
    who = inviting.Invited(name=olive.name, email=olive.account.email, roles=[Role.REFERRER])
    with factories.acting(meera):
        inviting.invite(who, agency=somebody.agency, by=meera, address=lambda key: key)
    with installation.acts():
        free = type(somebody.principal).objects.create(
            partnership_id=somebody.partnership_id,
            kind="staff",
            works_with=somebody.agency.works_with,
            agency_kind=somebody.agency.kind,
        )
    return {
        "id": "0190c0de-0000-7000-8000-000000000001",
        "p": somebody.partnership_id,
        "agency": somebody.agency_id,
        "account": olive.account_id,
        "principal": free.id,
    }


def test_at_the_front_door_nobody_joins_but_whoever_was_invited_and_where(
    run: Any, somebody: Staff, invited: dict[str, Any]
) -> None:
    for wrong in (
        {"account": factories.euan().account_id},
        {"agency": factories.agency("sussex-rj-hubs").id},
        {"principal": somebody.principal_id},
    ):
        with pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.IntegrityError)):
            run(connecting.FRONT, JOIN, **(invited | wrong))
    assert run(connecting.FRONT, JOIN, **invited) == 1


def test_at_the_front_door_an_invitation_gives_its_roles_once_and_stays_as_it_is(
    run: Any, invited: dict[str, Any]
) -> None:
    run(connecting.FRONT, JOIN, **invited)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        run(connecting.FRONT, GIVE, id=invited["id"], role="administrator")
    assert run(connecting.FRONT, GIVE, id=invited["id"], role="referrer") == 1
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        run(connecting.FRONT, "UPDATE partnership_invitation SET roles = '{administrator}'")
    assert run(connecting.FRONT, "UPDATE partnership_invitation SET accepted_at = now()") == 1
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        run(connecting.FRONT, "UPDATE partnership_invitation SET accepted_at = NULL")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        run(connecting.FRONT, GIVE, id=invited["id"], role="referrer")
    assert Invitation.objects.get().accepted_at is not None


def test_nobody_joins_as_the_principal_of_a_hub(run: Any, somebody: Staff) -> None:
    """Not even the installation, nor at the agency that runs it: whoever acted as one would hold what it is granted."""
    statement = "UPDATE partnership_staff SET principal_id = %(hub)s WHERE id = %(me)s"
    for one in (somebody, factories.ines()):
        with installation.acts(), pytest.raises(psycopg.errors.CheckViolation, match="of their own"):
            run(connecting.APP, statement, me=one.id, hub=factories.hub().coordinators_id)


@pytest.mark.parametrize("table", [*standing.ASKED, "partnership_account"])
def test_without_its_trigger_each_table_would_be_open(
    table: str, run: Any, somebody: Staff, behind_the_walls: Any
) -> None:
    """A planted fault: the statements above are refused by nothing else."""
    values = named(somebody)
    written = {what: one for what, one in WRITTEN.items() if f" {table} " in one} or {
        "another office": f"UPDATE {table} SET name = 'Here'"
    }
    with behind_the_walls() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            sql.SQL("ALTER TABLE {} DISABLE TRIGGER whoever_acts_may").format(sql.Identifier(table))
        )
        if table == "partnership_account":
            cursor.execute("ALTER TABLE partnership_account DISABLE TRIGGER whoever_acts_may_lock")
    with factories.acting(somebody):
        assert done(run, connecting.APP, values, written)
