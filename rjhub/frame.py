"""The frame round every page: who is signed in and where they can go."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from rjhub.asking.policies import ASKING_ROLES
from rjhub.cases.views import tasks
from rjhub.cases.views.emergencies import OPEN_NOW
from rjhub.design import shell
from rjhub.design.links import Link
from rjhub.design.pieces import Tag, Task, Tone
from rjhub.design.shell import Destination, Shell
from rjhub.design.words import day, moment
from rjhub.facilitators import queries as facilitators
from rjhub.facilitators.pages import due as lapsing
from rjhub.feedback import policies as feedback
from rjhub.hubmeetings import queries as hub_meetings
from rjhub.kernel import clock, working_days
from rjhub.matching import policies as matching
from rjhub.matching import queries as comparing
from rjhub.matching.vocabulary import Because
from rjhub.offers import policies as offering
from rjhub.offers import queries as offers
from rjhub.partnership.middleware import StaffRequest
from rjhub.partnership.models import Account, Staff
from rjhub.partnership.vocabulary import Role
from rjhub.people import approach
from rjhub.referrals.queries import listing
from rjhub.sharing import doors, queries

# Where people are without an account, and where they leave quickly from there.
PUBLIC = {"/ask/": "referrals:leaving", "/survey/": "feedback:leaving"}
STANDING_STILL = "offers:standing_still"
REGISTER_ROLES = (Role.COORDINATOR, Role.SUPERVISOR, Role.ADMINISTRATOR)
# Words, address, and the roles to whose work it belongs; without roles it is everybody's.
PLACES: tuple[tuple[str, str, tuple[Role, ...]], ...] = (
    ("Today", "home", ()),
    ("Referrals", "referrals:referrals", (Role.COORDINATOR,)),
    ("My referrals", "referrals:sent", (Role.REFERRER,)),
    ("Offers", "offers:to_come_back_to", (Role.COORDINATOR,)),
    ("Record an offer", "offers:first_offer", (Role.REFERRER,)),
    ("Cases", "cases:cases", ()),
    ("Victims’ Code", "cases:all_duties", (Role.COORDINATOR,)),
    ("Requests", "cases:requests", (Role.LEAD_CONTACT,)),
    ("Ask first", "asking:ask", ASKING_ROLES),
    ("People", "people:search", (Role.COORDINATOR, Role.FACILITATOR, Role.VOLUNTEER, Role.SUPERVISOR)),
    ("My practice", "facilitators:own", (Role.FACILITATOR,)),
    ("Facilitators", "facilitators:register", REGISTER_ROLES),
    ("Partnership", "partnership:partnership", ()),
    ("Reading", "reading:readings", (Role.INFORMATION_OFFICER,)),
    ("Receipts", "sharing:receipts", (Role.INFORMATION_OFFICER,)),
)

# Pages that have no place of their own in the menu, and under which place they stand.
BELOW = {
    "sharing:versions": "partnership:partnership",
    "reporting:figures": "partnership:partnership",
    "allocation:overview": "facilitators:register",
    "workload:board": "facilitators:register",
    "hubmeetings:meetings": "cases:cases",
}


def register() -> None:
    """Make this the frame of every page."""
    shell.register(frame)


def frame(request: HttpRequest) -> Shell:
    """The frame for one request. It reads nothing confidential."""
    staff: Staff | None = getattr(request, "staff", None)
    banner = "Demonstration: every person and case here is invented" if settings.DEMONSTRATION else ""
    if staff is None:
        user = getattr(request, "user", None)
        half_way = user if isinstance(user, Account) else None
        leaving = next((name for start, name in PUBLIC.items() if request.path.startswith(start)), "")
        if leaving:
            return Shell(environment=banner, exit_href=reverse(leaving))
        return Shell(
            environment=banner,
            who=half_way.name if half_way else "",
            sign_in_href="" if half_way else reverse("account_login"),
            sign_out_href=reverse("account_logout") if half_way else "",
        )
    missing = _missing(request, staff)
    stands_still = _stands_still(request, staff)
    decides = bool(stands_still) and bool(offering.may_reconcile(staff))
    return Shell(
        stands_still=stands_still,
        stands_still_link=Link("See what to do", reverse(STANDING_STILL)) if decides else None,
        missing=missing,
        missing_link=Link("See the agreement", reverse("sharing:versions")) if missing else None,
        who=staff.name,
        agency=staff.agency.short_name,
        account_href=reverse("partnership:my_account"),
        sign_out_href=reverse("account_logout"),
        navigation=_navigation(request),
        environment=banner,
        urgent=_emergency(request, staff),
    )


def _emergency(request: HttpRequest, staff: Staff) -> str:
    """How long somebody still sees a case that they opened in an emergency. It reads the session alone."""
    opened = request.session.get(OPEN_NOW)
    if not opened or opened["staff"] != str(staff.id):
        return ""
    left = opened["until"] - clock.now().timestamp()
    if left <= 0:
        return ""
    minutes = max(1, int(left // 60))
    return (
        f"You see {opened['reference']} in an emergency, for {minutes} more minute{'' if minutes == 1 else 's'}. "
        "Everything that you open is looked at afterwards."
    )


def _missing(request: HttpRequest, staff: Staff) -> str:
    """Why no row shows to somebody who acts as nobody. The page of the agreement says it itself, with what to do."""
    reading = doors.current()
    acts = reading is None or bool(reading.reader.principals)
    if acts or request.path.startswith(reverse("sharing:versions")):
        return ""
    missing = queries.what_is_missing(staff)
    return (
        f"{missing} Until that changes, nobody at {staff.agency.short_name} can see any case."
        if missing
        else ""
    )


def _stands_still(request: HttpRequest, staff: Staff) -> str:
    """That nobody may be contacted after a restore, for everybody: they ring and write outside of RJ Hub, too."""
    if request.path == reverse(STANDING_STILL) or doors.current() is None or not approach.stands_still():
        return ""
    said = "RJ Hub was restored from a backup, so nobody may be contacted now."
    waits = "" if offering.may_reconcile(staff) else " Your hub is finding out who has said no since."
    return f"{said}{waits}"


def home(request: StaffRequest) -> HttpResponse:
    """Show what the person has to do today, and everywhere that their roles let them go."""
    places = tuple(Link(place.text, place.href) for place in _navigation(request)[1:])
    if not request.staff.holds(*REGISTER_ROLES) and facilitators.manages(request.staff):
        places = (*places, Link("People whom you manage", reverse("facilitators:register")))
    if request.staff.holds(Role.COORDINATOR):
        figures = Link("Figures", reverse("reporting:figures"))
        places = (*places, Link("Hub meetings", reverse("hubmeetings:meetings")), figures)
    if feedback.may_see_figures(request.staff):
        places = (*places, Link("What people said", reverse("feedback:figures")))
    besides = (
        *_new_referrals(request.staff),
        *_records_to_compare(request.staff),
        *_people_to_ask_again(request.staff),
        *_hub_meetings(request.staff),
    )
    renewals = lapsing.lines(request.staff, clock.today())
    return tasks.today(request, places, besides=besides, renewals=renewals)


def _new_referrals(staff: Staff) -> tuple[Task, ...]:
    count, oldest = listing.waiting_for(staff)
    if not count or oldest is None:
        return ()
    title = "Decide about a new referral" if count == 1 else f"Decide about {count:,} new referrals"
    since = clock.day_of(oldest)
    late = working_days.due_on(oldest, 1) < clock.today()
    status = Tag("Late", Tone.LATE) if late else Tag("To do", Tone.TO_DO)
    hint = f"Arrived on {day(since)}" if count == 1 else f"The oldest arrived on {day(since)}"
    return (Task(title, status, reverse("referrals:referrals") + "?status=received", hint),)


def _records_to_compare(staff: Staff) -> tuple[Task, ...]:
    if not matching.may_compare(staff):
        return ()
    waiting = comparing.count_waiting()
    count = sum(waiting.values())
    if not count:
        return ()
    title = "Compare two records that may be of one person" if count == 1 else _several(count)
    arrived = waiting[Because.REFERRAL]
    hint = f"{arrived} from new referrals" if arrived else "From the nightly check"
    return (Task(title, Tag("To do", Tone.TO_DO), reverse("matching:pairs"), hint),)


def _people_to_ask_again(staff: Staff) -> tuple[Task, ...]:
    if not offering.may_coordinate(staff):
        return ()
    due = offers.to_come_back_to(staff.partnership_id, by=clock.today(), most=offers.MOST_COUNTED)
    if not due:
        return ()
    oldest = due[0].ask_again_on
    late = oldest is not None and oldest < clock.today()
    more = " or more" if len(due) == offers.MOST_COUNTED else ""
    title = (
        "Come back to somebody who was interested"
        if len(due) == 1
        else f"Come back to {len(due)}{more} people who were interested"
    )
    status = Tag("Late", Tone.LATE) if late else Tag("To do", Tone.TO_DO)
    return (
        Task(title, status, reverse("offers:to_come_back_to"), f"The longest waiting since {day(oldest)}"),
    )


def _hub_meetings(staff: Staff) -> tuple[Task, ...]:
    today = clock.today()
    return tuple(
        Task(
            f"Meeting of the {one.hub.name}",
            Tag("Today", Tone.SOON) if clock.day_of(one.begins_at) <= today else Tag("To come", Tone.WAITING),
            reverse("hubmeetings:meeting", args=[one.id]),
            f"Begins on {moment(one.begins_at)}",
        )
        for one in hub_meetings.to_come(staff)
    )


def _several(count: int) -> str:
    most = comparing.MOST_LISTED
    return f"Compare {min(count, most)}{' or more' if count > most else ''} pairs of records"


def _navigation(request: HttpRequest) -> tuple[Destination, ...]:
    staff: Staff = request.staff  # type: ignore[attr-defined]
    places = [(text, reverse(name)) for text, name, roles in PLACES if not roles or staff.holds(*roles)]
    here = _where(request.path, [href for _, href in places])
    return tuple(Destination(text, href, active=href == here) for text, href in places)


def _where(path: str, places: list[str]) -> str:
    """Say which place an address belongs to: of those that begin alike the longest. Today is only itself."""
    near = [href for href in places if path == href or (href != "/" and path.startswith(href))]
    for page, place in BELOW.items():
        if path.startswith(reverse(page)):
            return reverse(place)
    people = reverse("people:search")
    if not near and people in places and path.startswith(reverse("matching:pairs")):
        return people
    sent = reverse("referrals:sent")
    if not near and sent in places and path.startswith("/referrals/"):
        return sent  # a referral, a draft or a file of one's own
    return max(near, key=len, default="")
