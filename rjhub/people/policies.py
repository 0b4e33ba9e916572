"""Who may do what with a person's record. Each answers a Decision with its reason.

What somebody sees is decided by the database; what they may change follows it: whoever is granted a category
of a person's file may change it, and some acts ask for more.
"""

from uuid import UUID

from django.db.models import Q

from rjhub.kernel import clock
from rjhub.kernel.decisions import Decision, all_of, allow_if
from rjhub.partnership.models import Agency, Staff
from rjhub.partnership.vocabulary import Role, WorksWith
from rjhub.people import seen
from rjhub.people.models import Link, Person, Stop
from rjhub.sharing import doors
from rjhub.sharing.models import File, Grant
from rjhub.sharing.vocabulary import Category, Side

_WORDS = {
    Category.IDENTITY: "who they are",
    Category.CONTACT: "how to reach them",
    Category.SAFETY: "how to contact them safely",
    Category.EQUALITY: "their equality monitoring",
}


def granted(partnership_id: int, file_id: UUID, side: str) -> frozenset[str]:
    """The categories of one side of a file for which whoever asks now holds a grant."""
    reading = doors.current()
    if reading is None or reading.reader.partnership_id != partnership_id:
        return frozenset()
    held = Grant.objects.filter(
        Q(until=None) | Q(until__gt=clock.now()),
        partnership_id=partnership_id,
        file_id=file_id,
        ended_at=None,
        holder_id__in=reading.reader.principals,
        sides__contains=[side],
    )
    return frozenset(
        category for categories in held.values_list("categories", flat=True) for category in categories
    )


def may_work_on(person: Person, *categories: Category) -> Decision:
    """Whether the one who asks may see and change these categories of a person's record."""
    held = granted(person.partnership_id, person.file_id, person.side)
    return all_of(
        *(
            allow_if(
                category in held,
                f"You have not been given {_WORDS[category]}. Ask the hub that runs the case.",
            )
            for category in categories
        )
    )


def may_add_person(partnership_id: int, file: File, side: Side) -> Decision:
    """A new record must be seen by whoever adds it, or nobody could correct it."""
    return allow_if(
        Category.IDENTITY in granted(partnership_id, file.id, side),
        "You cannot add this person, because the record would not be shared with you.",
    )


def may_amend(by: Staff | None, person: Person) -> Decision:
    """Names, date of birth, identifiers, language and needs."""
    del by
    return may_work_on(person, Category.IDENTITY)


def may_open_contact(by: Staff | None, person: Person) -> Decision:
    """How somebody can be reached."""
    del by
    return may_work_on(person, Category.CONTACT)


def may_keep_contact(by: Staff | None, person: Person, *, is_address: bool) -> Decision:
    """A new address makes it unsafe to write until somebody confirms it, so it takes the right to say so."""
    del by
    return may_work_on(person, Category.CONTACT, *([Category.SAFETY] if is_address else []))


def may_record_custody(by: Staff | None, person: Person) -> Decision:
    """Only a person responsible is held in custody here."""
    responsible = allow_if(not person.is_harmed, "Custody is recorded for people responsible only.")
    return all_of(responsible, may_open_contact(by, person))


def may_confirm_safe_contact(by: Staff | None, person: Person) -> Decision:
    """How somebody may be contacted safely."""
    del by
    return may_work_on(person, Category.SAFETY)


def may_record_equality(by: Staff | None, person: Person) -> Decision:
    """Equality monitoring."""
    del by
    return may_work_on(person, Category.EQUALITY)


def may_lift_stop(by: Staff, stop: Stop) -> Decision:
    """Only a coordinator lifts a stop, and only because the person asked: a no holds for every agency."""
    return all_of(
        allow_if(stop.lifted_at is None, "This was already lifted."),
        allow_if(
            by.holds(Role.COORDINATOR),
            "Only a hub's coordinator can record that somebody asked for contact again.",
        ),
        may_work_on(stop.person, Category.SAFETY),
    )


def may_decide_link(by: Staff, first: Person, second: Person) -> Decision:
    """Whether two records are one person is for a hub's coordinator who sees both."""
    return all_of(
        may_compare(by),
        allow_if(first.id != second.id, "Choose two different records."),
        may_work_on(first, Category.IDENTITY),
        may_work_on(second, Category.IDENTITY),
    )


def may_compare(by: Staff) -> Decision:
    """Only coordinators learn that two records may be of one person."""
    return allow_if(by.holds(Role.COORDINATOR), "Only a hub's coordinator can compare records.")


def may_undo_link(by: Staff, link: Link) -> Decision:
    """A decision that stands can be undone by any coordinator who sees it."""
    return all_of(may_compare(by), allow_if(link.undone_at is None, "This decision was already undone."))


def may_tell_who_has_seen(by: Staff, person: Person) -> Decision:
    """A coordinator or a contact of the person, or an information officer of the agency whose hub has the record."""
    del by
    return allow_if(
        seen.answers_for(person),
        "Only somebody who answers for this person's information can see who has seen it.",
    )


def may_be_told_of(person: Person, agency: Agency) -> Decision:
    """That an agency works with the other side tells where that side is held, or who supports it."""
    other = WorksWith.RESPONSIBLE if person.is_harmed else WorksWith.HARMED
    return allow_if(agency.works_with != other, "This agency works with the other side.")
