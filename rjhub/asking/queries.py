"""What may be read of questions, and of who asked them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404

from rjhub.asking import elsewhere, keeper
from rjhub.asking.elsewhere import Between, Told
from rjhub.asking.keeper import Day, Heard, Question
from rjhub.kernel import clock
from rjhub.partnership.models import Agency, Hub, Staff
from rjhub.people import queries as people
from rjhub.people.models import Person

DAYS = 30
MOST = 200
# From here on an information officer is pointed to it. Few people approach more than some a day.
MANY_A_DAY, MANY_TRIED = 15, 4


@dataclass(frozen=True)
class Ring:
    """Whom to ring: a hub of the partnership."""

    hub: str
    phone: str


@dataclass(frozen=True)
class HubList:
    """The questions that a hub heard, with everybody and everything that they name."""

    questions: list[Heard]
    staff: dict[UUID, Staff]
    agencies: dict[UUID, Agency]
    people: dict[UUID, Person]


def whom_to_ring(staff: Staff) -> list[Ring]:
    """The hubs of the partnership: the same whoever is asked about, so that the number says nothing either."""
    today = clock.today()
    hubs = Hub.objects.filter(partnership_id=staff.partnership_id, since__lte=today).order_by("name", "id")
    return [
        Ring(hub.name, staff.partnership.phone) for hub in hubs if hub.until is None or today <= hub.until
    ]


def my_questions() -> list[Question]:
    """What the asker asked last."""
    return keeper.asked_by_me(most=20)


def my_question(question: UUID) -> Question:
    """One of the asker's own questions. Raises Http404 where there is none, or it is somebody else's."""
    found = keeper.asked_by_me(question=question)
    if not found:
        raise Http404
    return found[0]


def questions_to_hub() -> HubList:
    """What was asked in the last month, as far as a coordinator may know whom it was about."""
    questions = keeper.asked_of_hub(days=DAYS, most=MOST)
    agencies = {one.agency_id for one in questions} | {
        UUID(each["agency"]) for one in questions for each in one.before
    }
    return HubList(
        questions=questions,
        staff=staff_of(one.staff_id for one in questions),
        agencies=Agency.objects.in_bulk(list(agencies)),
        people=people.find_people({found for one in questions for found in one.found}),
    )


def asking_at_my_agency() -> list[Day]:
    """How the people of an information officer's agency asked in the last month."""
    return keeper.asking_at_my_agency(days=DAYS)


def staff_of(ids: Iterable[UUID]) -> dict[UUID, Staff]:
    """Members of staff by their numbers."""
    found = Staff.objects.filter(id__in=set(ids)).select_related("account", "agency")
    return {one.id: one for one in found}


@dataclass(frozen=True)
class FromElsewhere:
    """What other partnerships asked, and whom a coordinator sees of those it may be about."""

    questions: list[elsewhere.Heard]
    people: dict[UUID, Person]


def asked_elsewhere() -> list[Told]:
    """What the asker asked other partnerships last."""
    return elsewhere.asked()


def answers_elsewhere(question: UUID) -> list[Told]:
    """What each partnership answered to one of the asker's own questions. Raises Http404 where there is none."""
    found = elsewhere.asked(question)
    if not found:
        raise Http404
    return found


def heard_from_elsewhere() -> FromElsewhere:
    """What other partnerships asked in the last month."""
    questions = elsewhere.heard(days=DAYS, most=MOST)
    return FromElsewhere(questions, people.find_people({found for one in questions for found in one.found}))


def keys_with_others() -> list[Between]:
    """Every other partnership, and how keys with it stand."""
    return elsewhere.betweens()
