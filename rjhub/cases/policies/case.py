"""Rules of every case: who works on it, who decides, and whom they may contact."""

from rjhub.cases.models import Allocation, Case, Party
from rjhub.cases.vocabulary import Direction, PartyStatus
from rjhub.design.words import day
from rjhub.kernel import clock
from rjhub.kernel.decisions import Decision, all_of, allow, allow_if, refuse
from rjhub.partnership.models import Staff
from rjhub.partnership.vocabulary import Role, WorksWith
from rjhub.people import approach
from rjhub.people.vocabulary import Channel
from rjhub.sharing.vocabulary import Side


def coordinates(staff: Staff, case: Case) -> bool:
    """Whether somebody coordinates the hub of the case."""
    return any(held.role == Role.COORDINATOR and held.hub_id == case.hub_id for held in staff.current_roles())


def facilitates(staff: Staff, case: Case) -> bool:
    """Whether somebody is one of the facilitators of the case, and has accepted it."""
    return Allocation.objects.filter(
        case=case, facilitator=staff, accepted_at__isnull=False, declined_at=None, ended_at=None
    ).exists()


def supervises(staff: Staff, case: Case) -> bool:
    """Whether somebody is the supervisor of the case."""
    return case.supervisor_id == staff.id


def is_open(case: Case) -> Decision:
    """A closed case only gets read."""
    return allow_if(not case.is_closed, "This case is closed. Reopen it first.")


def may_read_case(staff: Staff, case: Case) -> Decision:
    """Whoever can see the case row may read the case; what else they see on its page is decided row by row."""
    del staff, case
    return allow_if(condition=True, otherwise="")


def may_coordinate(staff: Staff, case: Case) -> Decision:
    """Decisions of the hub: allocating, moving on, handing over, closing."""
    return all_of(
        allow_if(coordinates(staff, case), "Only a coordinator of the hub can do this."), is_open(case)
    )


def may_resume(staff: Staff, case: Case) -> Decision:
    """Going on with a case that waits: not before the day that somebody named who said not now."""
    early = Party.objects.filter(
        case=case, status=PartyStatus.NOT_NOW, ended_at=None, ask_again_on__gt=clock.today()
    ).select_related("person")
    return all_of(
        may_work_on(staff, case),
        *(
            allow_if(
                condition=False,
                otherwise=f"{one.name} does not want to be asked again before {day(one.ask_again_on)}.",
            )
            for one in early
            if one.ask_again_on
        ),
    )


def speaks_for(staff: Staff, case: Case) -> bool:
    """Whether somebody is the named contact of a person in the case."""
    return Party.objects.filter(case=case, named_contact=staff, ended_at=None).exists()


def may_speak_for(contact: Staff, party: Party) -> Decision:
    """Being somebody's one contact: for a person harmed, nobody from across the wall."""
    across = contact.agency.works_with in {WorksWith.RESPONSIBLE, WorksWith.NEITHER}
    return allow_if(
        not (party.side == Side.HARMED and across),
        f"{contact.agency.short_name} does not work with people harmed.",
    )


def may_work_on(staff: Staff, case: Case) -> Decision:
    """The work on a case: contacts, consents, assessments, preparation, meetings, messages, agreements.

    A named contact does it for their own side: the other side's rows are not visible to them.
    """
    return all_of(
        allow_if(
            works_on_all_of(staff, case) or speaks_for(staff, case),
            "Only the facilitators of this case, its supervisor, the named contacts and the hub can do this.",
        ),
        is_open(case),
    )


def may_move(staff: Staff, case: Case) -> Decision:
    """Moving a case on: whoever works on all of it."""
    return all_of(
        allow_if(
            works_on_all_of(staff, case),
            "Only the facilitators of this case, its supervisor and the hub can move it on.",
        ),
        is_open(case),
    )


def works_on_all_of(staff: Staff, case: Case) -> bool:
    """Whether somebody works on both sides of a case: answers for it, coordinates, facilitates or supervises it."""
    answers_for_it = case.answering_staff_id == staff.id
    return answers_for_it or coordinates(staff, case) or facilitates(staff, case) or supervises(staff, case)


def may_supervise(staff: Staff, case: Case) -> Decision:
    """Signing off: the supervisor of the case, who is not the one who did the work."""
    return all_of(
        allow_if(supervises(staff, case), "Only the supervisor of this case can do this."), is_open(case)
    )


def may_speak_with(staff: Staff, side: str) -> Decision:
    """With a person harmed only from their side of the wall."""
    across = side == Side.HARMED and staff.agency.works_with == WorksWith.RESPONSIBLE
    return allow_if(
        not across, "Your agency works with people responsible, so it does not contact people harmed."
    )


def may_contact(
    staff: Staff, case: Case, party: Party, direction: Direction, channel: Channel | None
) -> Decision:
    """Speaking with somebody: never with who said no, and with a person harmed only from their side of the wall."""
    return all_of(
        may_be_approached(party, channel) if direction == Direction.OUTGOING else allow(),
        may_be_heard(staff, case, party),
    )


def may_be_heard(staff: Staff, case: Case, party: Party) -> Decision:
    """The same but for a no: somebody who said no may still speak with us."""
    return all_of(
        may_work_on(staff, case),
        may_speak_with(staff, party.side),
        allow_if(party.ended_at is None, "The case has ended for this person."),
    )


def may_be_approached(party: Party, channel: Channel | None = None) -> Decision:
    """Getting in touch: with nobody who said no to any agency, be it in general or to this way of reaching them."""
    answer = approach.may_be_approached(party.person_id, channel)
    return refuse(approach.WHY_NOT[answer]) if answer in approach.WHY_NOT else allow()
