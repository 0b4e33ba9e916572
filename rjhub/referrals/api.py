"""Referrals, for programs: those of one's hubs, those one sent, and sending one."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID, uuid5

from ninja import Header, Path, Query, Router, Schema

from rjhub.kernel import clock
from rjhub.kernel.invalid import Invalid
from rjhub.partnership.middleware import StaffRequest
from rjhub.referrals import policies
from rjhub.referrals.actions import sending
from rjhub.referrals.forms import answers as written
from rjhub.referrals.forms.writers import writer_for
from rjhub.referrals.models import Offence, Referral
from rjhub.referrals.queries import listing, referrals
from rjhub.referrals.vocabulary import Status
from rjhub.sharing.vocabulary import Side
from rjhub.tokens import answers
from rjhub.tokens.answers import Text, Wrong, documented

router = Router()
Reference = Annotated[str, Path(max_length=40, description="Like SX-7KW4M-9MFTH")]
Value = Text | bool | int | list[Text] | None
MOST_ON_A_SIDE = 10


class Named(Schema):
    """Somebody whom a referral names."""

    side: str
    name: str


class ReferralLine(Schema):
    """A referral in a list."""

    reference: str
    status: str
    hub: str
    agency: str
    source: str
    received_at: datetime
    people: list[Named]


class ReferralPage(Schema):
    """Some referrals, newest first. `next` is where the list goes on; empty at its end."""

    items: list[ReferralLine]
    next: str


class Incident(Schema):
    """What happened."""

    crime_group: str
    crime_reference: str
    description: str
    happened_on: date | None
    place: str


class WholeReferral(ReferralLine):
    """One referral, as you may see it."""

    raised_how: str
    district: str
    cj_stage: str
    incidents: list[Incident]
    words_to_referrer: str


class Person(Schema):
    """Somebody whom you name: by page, then by question."""

    side: Literal["harmed", "responsible"]
    who: dict[Text, Value]
    contact: dict[Text, Value] = {}
    situation: dict[Text, Value] = {}
    agreed: dict[Text, Value] = {}


class NewReferral(Schema):
    """What you send. The questions of each page, and what they can be answered with, are at /referrals/questions."""

    circumstances: dict[Text, Value]
    happened: dict[Text, Value]
    court: dict[Text, Value] = {}
    risks: dict[Text, Value] = {}
    people: list[Person]


class Receipt(Schema):
    """What you keep. Sending the same again, under the same key, gives the same."""

    reference: str
    hub: str


class Choice(Schema):
    """One of the answers that a question offers."""

    value: str
    label: str


class Question(Schema):
    """A question, as the form asks it of you."""

    page: str
    name: str
    asks: str
    needed: bool
    choices: list[Choice]


class Questions(Schema):
    """Every question about a referral with one person on each side."""

    items: list[Question]


class Wanted(Schema):
    """Which referrals."""

    box: Literal["sent", "received"] = "sent"
    status: Status | None = None
    after: Text = ""
    limit: answers.Limit = 50


@router.get("/referrals", response=documented(ReferralPage), url_name="referrals", summary="List referrals")
def listed(request: StaffRequest, wanted: Query[Wanted]) -> ReferralPage:
    """List what you sent, or what the hubs received that you coordinate."""
    received = wanted.box == "received"
    if received:
        policies.may_see_hub_list(request.staff).or_refuse()
    after = answers.read_place(wanted.after)
    found = listing.some_referrals(
        request.staff, received=received, status=wanted.status or "", after=after, most=wanted.limit
    )
    shown, more = found[: wanted.limit], len(found) > wanted.limit
    return ReferralPage(
        items=[ReferralLine(**_line(one, one.named)) for one in shown],  # type: ignore[attr-defined]
        next=answers.place_of(shown[-1].received_at, shown[-1].id) if more else "",
    )


@router.get(
    "/referrals/questions", response=documented(Questions), url_name="questions", summary="Show what is asked"
)
def questions(request: StaffRequest) -> Questions:
    """Show the questions that a referral answers, with what they can be answered with."""
    return Questions(
        items=[
            Question(
                page=one.page,
                name=one.name,
                asks=one.asks,
                needed=one.needed,
                choices=[Choice(value=value, label=label) for value, label in one.choices],
            )
            for one in written.questions(writer_for(request.staff))
        ]
    )


@router.get(
    "/referrals/{reference}",
    response=documented(WholeReferral),
    url_name="referral",
    summary="Show a referral",
)
def shown(request: StaffRequest, reference: Reference) -> WholeReferral:
    """Show one referral, as you may see it."""
    found = referrals.find_referral(request.staff, reference)
    return WholeReferral(
        **_line(found, referrals.parties_of(found)),
        raised_how=found.raised_how,
        district=found.district,
        cj_stage=found.cj_stage,
        incidents=[_incident(one) for one in referrals.offences_of(found)],
        words_to_referrer=found.words_to_referrer,
    )


@router.post("/referrals", response=documented(Receipt, 409), url_name="send", summary="Send a referral")
def send(
    request: StaffRequest,
    said: NewReferral,
    key: Annotated[UUID, Header(alias="Idempotency-Key", description="The same for each attempt to send it")],
) -> Receipt:
    """Send a referral, checked as the form checks it. Sent twice under one key it is one referral."""
    policies.may_refer(request.staff).or_refuse()
    pages, slots = _pages(said)
    sheet = written.sheet_from(pages, slots, writer_for(request.staff))
    wrong = written.problems(sheet, pages)
    if wrong:
        raise Wrong(wrong)
    submission = written.submission(sheet, str(uuid5(request.staff.id, str(key))))
    try:
        receipt = sending.send_referral(
            submission, partnership_id=request.staff.partnership_id, by=request.staff, at=clock.now()
        )
    except Invalid as error:
        raise Wrong({"people": [error.message]}) from error
    return Receipt(reference=receipt.reference, hub=receipt.hub)


def _pages(said: NewReferral) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """The pages of a draft and whom it names."""
    pages = {
        name: page
        for name in ("circumstances", "happened", "court", "risks")
        if (page := getattr(said, name)) or name != "court"
    }
    counts = dict.fromkeys(("harmed", "responsible"), 0)
    slots = []
    for person in said.people:
        counts[person.side] += 1
        slot = f"{person.side}-{counts[person.side]}"
        slots.append(slot)
        pages |= {
            f"{slot}-{part}": page
            for part in ("who", "contact", "situation", "agreed")
            if (page := getattr(person, part))
        }
    if max(counts.values()) > MOST_ON_A_SIDE:
        raise Wrong({"people": [f"Name at most {MOST_ON_A_SIDE} people on a side."]})
    return pages, slots


def _line(referral: Referral, parties: list[Any]) -> dict[str, Any]:
    return {
        "reference": referral.reference,
        "status": referral.status,
        "hub": referral.hub.name,
        "agency": referral.agency.name if referral.agency else "",
        "source": referral.source,
        "received_at": referral.received_at,
        "people": [Named(side=Side(one.side).value, name=one.named_as) for one in parties],
    }


def _incident(offence: Offence) -> Incident:
    return Incident(
        crime_group=offence.crime_group,
        crime_reference=offence.crime_reference,
        description=offence.description,
        happened_on=offence.happened_on,
        place=offence.place,
    )
