"""What was written to people of a case, and what else left."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rjhub.cases import policies, queries
from rjhub.cases.actions import letters as actions
from rjhub.cases.forms import letters as forms
from rjhub.cases.models import Case, Party
from rjhub.cases.pages import letters as pages
from rjhub.cases.pages.contacts import do_not, safety_rows
from rjhub.cases.pages.frame import frame_for
from rjhub.cases.views.downloads import attachment
from rjhub.cases.views.refusing import accepted
from rjhub.design.links import Link
from rjhub.design.pages import show
from rjhub.kernel import clock
from rjhub.kernel.decisions import Decision, all_of
from rjhub.letters import policies as writing
from rjhub.letters import queries as written
from rjhub.letters.models import Letter
from rjhub.letters.vocabulary import OPEN, WAYS, Status
from rjhub.partnership.middleware import StaffRequest
from rjhub.people.vocabulary import Channel

PDF = "application/pdf"


@require_GET
def letters(request: StaffRequest, reference: str) -> HttpResponse:
    """Everything that was written and that left, as far as the reader may see it."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_read_case)
    parties = queries.parties_of(case)
    works = bool(policies.may_work_on(request.staff, case))
    may_write = {party.side for party in parties if works and writing.may_write(request.staff, party.person)}
    not_now: dict[object, tuple[str, ...]] = {
        party.id: () if party.ended_at else do_not(policies.may_be_approached(party)) for party in parties
    }
    found, left = written.letters_of(case.file_id), written.dispatches_of(case.file_id)
    return show(request, pages.letters_page(case, parties, found, left, may_write=may_write, not_now=not_now))


@require_http_methods(["GET", "POST"])
def new_letter(request: StaffRequest, reference: str, party_id: UUID) -> HttpResponse:
    """Choose what to write to somebody. Whoever may not know how to reach them learns nothing here."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_work_on)
    party = queries.find_party(case, party_id)
    if not writing.may_write(request.staff, party.person):
        raise Http404
    may_go = {way: _may_go_by(request, case, party, way) for way in WAYS}
    ways = tuple(way for way, may in may_go.items() if may)
    if request.method == "POST" and not ways:
        all_of(*may_go.values()).or_refuse()
    ring = request.staff.agency.contact_phone or request.staff.partnership.phone
    form = forms.Writing(
        request.POST or None, ways=ways, initial={"ring": ring, "way": ways[0] if len(ways) == 1 else None}
    )
    made: list[Letter] = []
    if form.is_valid() and accepted(form, _writing(request, party, form, made), invalid="ring"):
        return redirect("cases:letter", reference, made[0].id)
    page = pages.NewLetter(
        frame=frame_for(case, "letters"),
        form=form,
        safety=safety_rows(queries.safe_contact_of(party)),
        not_now=do_not(actions.may_write(request.staff, case, party, None)),
        not_by=tuple(pages.why_not_by(way, may) for way, may in may_go.items() if not may),
        ask_them=pages.ask_what_is_safe(party, case),
        back=Link(pages.TITLE, reverse("cases:letters", args=[reference])),
        title=f"Write to {party.name}",
    )
    return show(request, page)


@require_GET
def letter(request: StaffRequest, reference: str, letter_id: UUID) -> HttpResponse:
    """Something written, word for word."""
    return _page(request, *_found(request, reference, letter_id), None)


@require_POST
def sending(request: StaffRequest, reference: str, letter_id: UUID) -> HttpResponse:
    """Send an e-mail or a text message, now or at a safe time."""
    case, party, row = _found(request, reference, letter_id)
    form = forms.Sending(request.POST)
    if form.is_valid() and accepted(
        form,
        lambda: actions.send_off(party, row, when=form.moment(), by=request.staff, at=clock.now()),
        invalid="at",
    ):
        messages.success(request, "It is sent at the time that you chose, if nothing comes between.")
        return redirect("cases:letter", reference, letter_id)
    return _page(request, case, party, row, form)


@require_POST
def printing(request: StaffRequest, reference: str, letter_id: UUID) -> HttpResponse:
    """The letter as a PDF, with the address of today."""
    _, party, row = _found(request, reference, letter_id)
    content = actions.print_letter(party, row, by=request.staff, at=clock.now())
    return attachment(content, PDF, "letter.pdf")


@require_POST
def posting(request: StaffRequest, reference: str, letter_id: UUID) -> HttpResponse:
    """Note that a letter is being posted."""
    _, party, row = _found(request, reference, letter_id)
    actions.post_letter(party, row, by=request.staff, at=clock.now())
    messages.success(request, "Noted. You may post it.")
    return redirect("cases:letter", reference, letter_id)


@require_POST
def taking_back(request: StaffRequest, reference: str, letter_id: UUID) -> HttpResponse:
    """Take back what has not gone."""
    _, party, row = _found(request, reference, letter_id)
    actions.take_back(party, row, by=request.staff, at=clock.now())
    messages.success(request, "Taken back. It is not sent.")
    return redirect("cases:letter", reference, letter_id)


def _may_go_by(request: StaffRequest, case: Case, party: Party, way: Channel) -> Decision:
    """Whether a way is worth offering: the server asks all of it once more before anything is kept."""
    return all_of(
        writing.can_go_by(way),
        actions.may_write(request.staff, case, party, way),
        writing.may_be_written_to(party.person, way),
    )


def _writing(
    request: StaffRequest, party: Party, form: forms.Writing, made: list[Letter]
) -> Callable[[], object]:
    key = form.cleaned_data["submission_key"]
    write = partial(actions.write, party, form.letter(), by=request.staff, at=clock.now(), key=key)
    return lambda: made.append(write())


def _found(request: StaffRequest, reference: str, letter_id: UUID) -> tuple[Case, Party, Letter]:
    case = queries.find_case_for(request.staff, reference, may=policies.may_read_case)
    row = written.find_letter(letter_id)
    if row is None or row.file_id != case.file_id:
        raise Http404
    party = next((one for one in queries.parties_of(case) if one.person_id == row.person_id), None)
    if party is None:
        raise Http404
    party.case = case
    return case, party, row


def _page(
    request: StaffRequest, case: Case, party: Party, row: Letter, form: forms.Sending | None
) -> HttpResponse:
    may_handle = bool(policies.may_work_on(request.staff, case)) and bool(
        writing.may_write(request.staff, party.person)
    )
    still_open = row.status in OPEN
    may = all_of(actions.may_write(request.staff, case, party, Channel(row.way)), writing.may_go_on(row))
    waits = may_handle and bool(may) and row.status == Status.WRITTEN and row.way != Channel.LETTER
    page = pages.letter_page(
        case,
        party,
        row,
        written.words_of(row),
        safety=safety_rows(queries.safe_contact_of(party)) if still_open else (),
        obstacle=may.reasons if still_open and not may and row.status != Status.TO_SEND else (),
        sending=(form or forms.Sending()) if waits else form,
        may_handle=may_handle,
    )
    return show(request, page)
