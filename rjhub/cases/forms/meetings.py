"""Questions about meetings: booking, cancelling, who is to come, and what took place."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from rjhub.cases.actions.attending import Guest
from rjhub.cases.actions.holding import Record
from rjhub.cases.actions.meetings import Booking
from rjhub.cases.forms.offering import offer
from rjhub.cases.models import Attendance, Meeting
from rjhub.cases.vocabulary import AttendeeRole, MeetingStatus
from rjhub.design import forms
from rjhub.kernel import clock
from rjhub.kernel.invalid import Invalid
from rjhub.partnership.models import Staff
from rjhub.partnership.pathway.vocabulary import InterventionType

ELSEWHERE = "elsewhere"
NO_CONTACT = "Do not write how to reach anybody: this is printed"


@dataclass(frozen=True, kw_only=True)
class Offered:
    """What can be chosen for a meeting of one case."""

    kinds: tuple[tuple[str, str], ...]
    venues: tuple[str, ...]
    assessors: tuple[Staff, ...]
    people: tuple[tuple[UUID, str], ...] = ()


class _Booking(forms.Form):
    kind = forms.Choice(
        "What kind of meeting is it?", (), what="the kind of meeting", coerce=InterventionType
    )
    starts_at = forms.Moment("When does it start?", what="when the meeting starts")
    venue = forms.Choice("Where is it?", (), what="where it is", reveals={ELSEWHERE: ["other_venue"]})
    other_venue = forms.Line("Which place?", what="the place", longest=600)
    venue_details = forms.Text(
        "Which rooms, and how to get there?", what="which rooms", required=False, hint=NO_CONTACT
    )
    venue_risk = forms.Text(
        "What is risky about this place, and what is done about it?",
        what="what is risky about this place",
        hint="Ways in and out, waiting rooms, who else is there. For a video call: who else can hear or see",
    )
    venue_assessed_by = forms.Select("Who looked at the place?", (), what="who looked at the place")
    venue_assessed_on = forms.Date(
        "When did they look at it?", what="when they looked at the place", past=True
    )
    arrival_plan = forms.Text(
        "How do the two sides arrive and leave apart?",
        what="how the two sides arrive and leave",
        hint=NO_CONTACT,
    )

    def offer(self, offered: Offered) -> None:
        """Offer what this case has."""
        self.assessors = {str(staff.id): staff for staff in offered.assessors}
        offer(self, "kind", offered.kinds)
        offer(self, "venue", (*((name, name) for name in offered.venues), (ELSEWHERE, "Another place")))
        offer(self, "venue_assessed_by", ((key, staff.name) for key, staff in self.assessors.items()))

    def clean(self) -> dict[str, Any]:
        """A meeting lies ahead, except one on the street, which is over when it is written down."""
        given = super().clean() or self.cleaned_data
        starts_at, kind = given.get("starts_at"), given.get("kind")
        if isinstance(starts_at, datetime) and starts_at <= clock.now() and kind != InterventionType.STREET:
            self.add_error("starts_at", "When the meeting starts must be in the future")
        return given

    def booking(self) -> Booking:
        """The answers, as the actions take them."""
        given = self.cleaned_data
        elsewhere = given["venue"] == ELSEWHERE
        return Booking(
            kind=given["kind"],
            starts_at=given["starts_at"],
            venue=given["other_venue"] if elsewhere else given["venue"],
            venue_details=given["venue_details"],
            venue_risk=given["venue_risk"],
            venue_assessed_by=self.assessors[given["venue_assessed_by"]],
            venue_assessed_on=given["venue_assessed_on"],
            arrival_plan=given["arrival_plan"],
        )


class NewMeeting(_Booking, forms.Once):
    """Booking a meeting."""

    people = forms.Choices("Who is to come?", (), what="who is to come", hint="You can add supporters later")

    field_order = ("kind", "people")

    def offer(self, offered: Offered) -> None:
        """Offer what this case has, and its people."""
        super().offer(offered)
        offer(self, "people", ((str(key), name) for key, name in offered.people))


class ChangedMeeting(_Booking, forms.Versioned):
    """Changing a booking."""


class Cancelling(forms.Form):
    """Cancelling a meeting."""

    why = forms.Text("Why is it cancelled?", what="why it is cancelled")


class GuestQuestions(forms.Form):
    """Somebody who comes besides the people of the case and the facilitators."""

    ROLES = (
        AttendeeRole.HARMED_SUPPORTER,
        AttendeeRole.RESPONSIBLE_SUPPORTER,
        AttendeeRole.COMMUNITY,
        AttendeeRole.INTERPRETER,
        AttendeeRole.PRISON_STAFF,
        AttendeeRole.OBSERVER,
    )
    role = forms.Choice(
        "As what do they come?",
        [(role.value, role.label) for role in ROLES],
        what="as what they come",
        coerce=AttendeeRole,
    )
    name = forms.Line("Name", what="their name", longest=120)
    prepared_on = forms.Date(
        "When were they prepared?",
        what="when they were prepared",
        past=True,
        required=False,
        hint="Leave it empty if nobody has prepared them yet",
    )
    notes = forms.Line("Notes", longest=400, required=False, hint=NO_CONTACT)

    def offer_roles(self, say: Callable[[str], str]) -> None:
        """Offer every role in the words of the case's pathway."""
        offer(self, "role", ((role.value, say(role.label)) for role in self.ROLES))

    def guest(self) -> Guest:
        """The answers, as the actions take them."""
        return Guest(**{one.name: self.cleaned_data[one.name] for one in fields(Guest)})


class Attendee(GuestQuestions):
    """Somebody who is to come: one of the case, a facilitator, or somebody else."""

    SOMEBODY_ELSE = "somebody_else"
    who = forms.Choice(
        "Who is to come?",
        (),
        what="who is to come",
        reveals={SOMEBODY_ELSE: ["role", "name", "prepared_on", "notes"]},
    )
    field_order = ("who",)

    def offer(self, known: Iterable[tuple[str, str]]) -> None:
        """Offer people of the case and facilitators who are not on the list yet."""
        offer(self, "who", (*known, (self.SOMEBODY_ELSE, "Somebody else")))


class WritingDown(forms.Versioned):
    """What took place at a meeting."""

    status = forms.Choice(
        "Did the meeting go to its end?",
        ((MeetingStatus.HELD.value, "Yes"), (MeetingStatus.STOPPED.value, "No, it was stopped")),
        what="whether the meeting went to its end",
        coerce=MeetingStatus,
    )
    came = forms.Choices("Who came?", (), what="who came")
    started_at = forms.Moment("When did it start?", what="when it started", past=True)
    ended = forms.Time("When did it end?", what="when it ended")
    outcome = forms.Text("What came out of it?", what="what came out of it")
    apology_given = forms.YesNo("Was there an apology?", what="whether there was an apology")
    questions_answered = forms.YesNo("Were questions answered?", what="whether questions were answered")
    went_wrong = forms.YesNo(
        "Did anything go wrong?", what="whether anything went wrong", reveals={"yes": ["incident"]}
    )
    incident = forms.Text("What went wrong, and what was done?", what="what went wrong")
    debriefs = forms.Text("How were people straight afterwards?", required=False)

    def offer(self, listed: Sequence[tuple[Attendance, str]]) -> None:
        """Offer everybody who was to come."""
        self.listed = {str(attendance.id): attendance for attendance, _ in listed}
        offer(self, "came", ((str(attendance.id), name) for attendance, name in listed))

    def clean(self) -> dict[str, Any]:
        """Make a moment of the time at which it ended, on the day on which it started."""
        given = super().clean() or self.cleaned_data
        started, ended = given.get("started_at"), given.get("ended")
        if started and ended:
            try:
                given["ended_at"] = clock.moment(clock.day_of(started), ended)
            except Invalid as gap:
                self.add_error("ended", gap.message)
            else:
                if given["ended_at"] <= started:
                    self.add_error("ended", "When it ended must be after it started")
                elif given["ended_at"] > clock.now():
                    self.add_error("ended", "When it ended must be in the past")
        return given

    def record(self) -> Record:
        """The answers, as the action takes them."""
        given = self.cleaned_data
        asked = {one.name: given[one.name] for one in fields(Record)}
        return Record(**asked | {"incident": given["incident"] or ""})

    def who_came(self) -> list[Attendance]:
        """Those who were ticked."""
        return [self.listed[key] for key in self.cleaned_data["came"]]


def booking_of(meeting: Meeting, venues: tuple[str, ...]) -> dict[str, Any]:
    """What the form of the booking says of a meeting as it stands."""
    kept = {one.name: getattr(meeting, one.name) for one in fields(Booking)}
    known = meeting.venue in venues
    return kept | {
        "venue_assessed_by": str(meeting.venue_assessed_by_id),
        "venue": meeting.venue if known else ELSEWHERE,
        "other_venue": "" if known else meeting.venue,
    }


def record_of(meeting: Meeting, came: Iterable[Attendance]) -> dict[str, Any]:
    """What the form of the record says of a meeting as it stands; everybody is ticked until it is written down."""
    planned = meeting.status == MeetingStatus.PLANNED
    kept = {} if planned else {one.name: getattr(meeting, one.name) for one in fields(Record)}
    ended = meeting.ended_at
    return {
        "started_at": meeting.starts_at if meeting.starts_at <= clock.now() else None,
        **kept,
        "ended": clock.in_london(ended).time().replace(second=0, microsecond=0) if ended else None,
        "went_wrong": bool(meeting.incident) if not planned else None,
        "came": [str(one.id) for one in came if planned or one.came],
    }
