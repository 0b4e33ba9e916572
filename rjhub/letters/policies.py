"""Who may write to somebody, and print or send what was written."""

from django.conf import settings

from rjhub.kernel.decisions import Decision, all_of, allow, allow_if
from rjhub.letters import keeper
from rjhub.letters.models import Letter
from rjhub.letters.vocabulary import WAYS, Because, Status
from rjhub.partnership.models import Staff
from rjhub.people import policies as people
from rjhub.people.models import Person
from rjhub.people.vocabulary import Channel
from rjhub.sharing.vocabulary import Category

NOT_SET_UP = "Text messages are not set up here. Whoever runs RJ Hub can do that."


def may_write(by: Staff | None, person: Person) -> Decision:
    """Whoever may read how to reach somebody, and how to do so safely; nobody else learns either from what is sent."""
    del by
    return people.may_work_on(person, Category.CONTACT, Category.SAFETY)


def can_go_by(way: Channel) -> Decision:
    """Whether this installation can send in a way at all."""
    if way is Channel.TEXT:
        return allow_if(bool(settings.TEXTS_BY_MAIL), NOT_SET_UP)
    return allow_if(way in WAYS, "Nothing is written in this way.")


def may_be_written_to(person: Person, way: Channel) -> Decision:
    """Whether somebody may be written to now; the database answers."""
    return _says(keeper.obstacle_to_writing(person.id, way))


def may_go_on(letter: Letter) -> Decision:
    """Whether something written may still go; the database answers."""
    return _says(keeper.stands_against(letter.id))


def stands_at(letter: Letter, *statuses: Status) -> Decision:
    """Whether it is not further on already."""
    there = letter.status in statuses
    return allow_if(there, f"Somebody was here before you: it is {letter.get_status_display().lower()}.")


def may_handle(by: Staff, letter: Letter, *statuses: Status) -> Decision:
    """Whether somebody may do the next thing with something written."""
    return all_of(may_write(by, letter.person), stands_at(letter, *statuses))


def _says(because: Because | None) -> Decision:
    return allow() if because is None else allow_if(condition=False, otherwise=f"{because.label}.")
