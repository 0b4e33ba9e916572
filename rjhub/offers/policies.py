"""Who may read and write the ledger."""

from rjhub.kernel import clock
from rjhub.kernel.decisions import Decision, all_of, allow_if
from rjhub.offers.models import Entry, Leave
from rjhub.partnership.models import Staff
from rjhub.partnership.vocabulary import Role
from rjhub.people import policies as people
from rjhub.people.models import Person, Stop
from rjhub.sharing.vocabulary import Category

_SPEAK_WITH_PEOPLE = frozenset(
    {Role.REFERRER, Role.COORDINATOR, Role.FACILITATOR, Role.VOLUNTEER, Role.SUPERVISOR, Role.LEAD_CONTACT}
)


def may_read(by: Staff | None, person: Person) -> Decision:
    """Whoever may know how to contact somebody safely: that somebody takes part, or does not, tells as much."""
    del by
    return people.may_work_on(person, Category.SAFETY)


def may_record(by: Staff) -> Decision:
    """Whoever speaks with people for an agency may write down what they told or offered, and what was answered."""
    return allow_if(
        any(by.holds(role) for role in _SPEAK_WITH_PEOPLE),
        "Only somebody who speaks with people for an agency can record this.",
    )


def may_coordinate(by: Staff) -> Decision:
    """What a hub comes back to is for its coordinators."""
    return allow_if(by.holds(Role.COORDINATOR), "Only a hub's coordinator can do this.")


def may_take_up(by: Staff, entry: Entry) -> Decision:
    """A hub's coordinator who may contact the person notes that the hub came back to them."""
    return all_of(may_coordinate(by), may_read(by, entry.person))


def may_ask_leave(by: Staff, stop: Stop) -> Decision:
    """A hub's coordinator asks for an exception from a no that counts."""
    return all_of(
        may_coordinate(by),
        may_read(by, stop.person),
        allow_if(stop.in_force_on(clock.today()), "This no does not count any more."),
    )


def may_agree_to_leave(by: Staff, leave: Leave) -> Decision:
    """A second coordinator or a supervisor agrees, and never who asked, in whichever of their memberships."""
    return all_of(
        may_read(by, leave.stop.person),
        allow_if(
            by.holds(Role.COORDINATOR) or by.holds(Role.SUPERVISOR),
            "Only a hub's coordinator or a supervisor can agree to this.",
        ),
        allow_if(
            leave.ended_at is None and leave.agreed_at is None, "Somebody has decided about this already."
        ),
        allow_if(leave.asked_by.account_id != by.account_id, "Somebody else than who asked has to agree."),
    )


def may_end_leave(by: Staff, leave: Leave) -> Decision:
    """Whoever coordinates ends an exception at any time."""
    return all_of(
        may_coordinate(by),
        may_read(by, leave.stop.person),
        allow_if(leave.ended_at is None, "This has ended already."),
    )


def may_reconcile(by: Staff) -> Decision:
    """After a restore those decide whether contact goes on who coordinate, and who answer for information."""
    return allow_if(
        by.holds(Role.COORDINATOR, Role.INFORMATION_OFFICER),
        "Only a hub's coordinator or an information officer can do this.",
    )


def may_erase(by: Staff, person: Person) -> Decision:
    """A hub's coordinator who is granted everything of the record."""
    wanted = (Category.IDENTITY, Category.CONTACT, Category.SAFETY)
    return all_of(may_coordinate(by), people.may_work_on(person, *wanted))


def may_lift_after_erasure(by: Staff, person: Person) -> Decision:
    """A hub's coordinator, as with any no."""
    return all_of(may_coordinate(by), may_read(by, person))
