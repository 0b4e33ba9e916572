"""Pages for an agency's lead contacts: what their agency is asked, and no more of the case."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from rjhub.cases.forms.information import Answer as AnswerForm
from rjhub.cases.models import InformationRequest
from rjhub.cases.pages.information import status_tag
from rjhub.design.links import Link
from rjhub.design.pieces import Column, Row, Shown
from rjhub.design.words import day
from rjhub.partnership.pathway.wording import in_words
from rjhub.referrals.queries import routing
from rjhub.sharing.vocabulary import Side

# What an agency answers stands on this side of the wall, and words alone do not say where somebody is.
WHERE = (
    "Leave out where they live, work or stay, and how they can be reached. Whoever works on the case may read your "
    "answer, also people from agencies that work with whoever is responsible. Ring the hub about that instead."
)


@dataclass(frozen=True)
class Requests:
    """What an agency has been asked."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Shown, ...], ...]
    title: str = "Requests for information"


@dataclass(frozen=True)
class Request:
    """One request, as the agency that was asked sees it."""

    rows: tuple[Row, ...]
    person: tuple[Row, ...]
    checks: tuple[Row, ...]
    form: AnswerForm | None
    note: str
    over: str
    back: Link
    title: str = "Request for information"


def request_page(
    request: InformationRequest, form: AnswerForm | None, checks: tuple[Row, ...], *, over: str
) -> Request:
    """The questions, and the least that the agency needs to find the person. `over` says why it waits no longer."""
    return Request(
        rows=(
            Row("Questions", request.questions.splitlines()),
            Row("Why we ask", request.why),
            Row("Answer by", day(request.due_on)),
            Row("Case", request.case_reference),
        ),
        person=person_rows(request),
        checks=checks,
        form=form,
        note=WHERE if request.side == Side.HARMED else "",
        over=over,
        back=Link("Requests for information", reverse("cases:requests")),
    )


def person_rows(request: InformationRequest) -> tuple[Row, ...]:
    """The least that an agency needs to find somebody."""
    born = day(request.about_born_on) if request.about_born_on else "Not known"
    numbers = [Row("Your own number for them", request.find_by)] if request.find_by else []
    # Whoever is asked sees the request and not its case, so these are the words of the area today.
    words = routing.words_of(routing.pathway_version(request.partnership_id))
    whom = in_words(words, f"The {request.get_side_display()}")
    return (
        Row("About", whom if request.side != Side.NEUTRAL else "What happened"),
        Row("Name", request.about_name),
        Row("Date of birth", born),
        *numbers,
    )


def requests_page(requests: list[InformationRequest], today: date) -> Requests:
    """The list for an agency's lead contacts."""
    return Requests(
        columns=(
            Column("About"),
            Column("Why we ask"),
            Column("Case"),
            Column("Answer by"),
            Column("Status"),
        ),
        rows=tuple(
            (
                Link(one.about_name, reverse("cases:request", args=[one.id])),
                one.why,
                one.case_reference,
                day(one.due_on),
                status_tag(one, today),
            )
            for one in requests
        ),
    )
