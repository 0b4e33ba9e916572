"""Other records of a person, two of them beside each other, and what a coordinator decides."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rjhub.design.pages import show
from rjhub.kernel import clock
from rjhub.kernel.decisions import Conflict, Decision
from rjhub.kernel.invalid import Invalid
from rjhub.matching import forms, policies, queries
from rjhub.matching.actions import deciding, looking
from rjhub.matching.models import Pair, Proposal
from rjhub.matching.pages import comparing as pages
from rjhub.matching.pages import listing, records
from rjhub.matching.pages.comparing import Asked, Two
from rjhub.matching.queries import Wanted
from rjhub.partnership.middleware import StaffRequest
from rjhub.partnership.models import Staff
from rjhub.people import queries as people
from rjhub.people.models import Person
from rjhub.people.vocabulary import KeyKind, SamePerson


def _may_compare(by: Staff, _: Person) -> Decision:
    return policies.may_compare(by)


@require_GET
def pairs(request: StaffRequest) -> HttpResponse:
    """Records to compare, for the hubs that somebody coordinates."""
    policies.may_compare(request.staff).or_refuse()
    form = forms.Wanted(request.GET)
    answers = form.cleaned_data if form.is_valid() else {}
    weighing = queries.weighing_of(request.staff.partnership_id)
    called = answers.get("called")
    wanted = Wanted(
        state=answers.get("state") or "",
        because=answers.get("because") or "",
        side=answers.get("side") or "",
        at_least=weighing.threshold(called).odds if called else None,
    )
    check = queries.newest_check(request.staff.partnership_id)
    return show(request, listing.page_for(form, queries.listed(wanted), queries.MOST_LISTED, weighing, check))


@require_GET
def records_of(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Records that may be of the same person, and what was decided."""
    person = people.find_person_for(request.staff, person_id, may=_may_compare)
    decided = people.links(person)
    others = people.find_people(id_ for link in decided for id_ in (link.first_id, link.second_id))
    weighing = queries.weighing_of(person.partnership_id)
    return show(request, records.page_for(person, _found(person), decided, others, weighing))


def _found(person: Person) -> list[records.Found]:
    """Who shares what matters for stops, and who is likely by everything together, without those that are settled."""
    alike = {one.person.id: one for one in people.possible_duplicates(person)}
    weighing = queries.weighing_of(person.partnership_id)
    likely = {
        one.scored.person_id: one
        for one in looking.candidates_of(person, weighing)
        if one.scored.person_id in alike or one.odds >= weighing.threshold("possible").odds
    }
    decided = [link for link in people.links(person) if link.decision != SamePerson.NOT_SURE]
    settled = {id_ for link in decided for id_ in (link.first_id, link.second_id)}
    known = people.find_people(id_ for id_ in {*likely, *alike} if id_ not in settled)
    found = [
        records.Found(
            other,
            alike[id_].shared if id_ in alike else tuple(KeyKind(kind) for kind in likely[id_].scored.shared),
            likely[id_].odds if id_ in likely else -99.0,
        )
        for id_, other in known.items()
    ]
    return sorted(found, key=lambda one: (not one.is_certain, -one.odds, one.person.sort_key, one.person.id))


@require_http_methods(["GET", "POST"])
def pair(request: StaffRequest, person_id: UUID, other_id: UUID) -> HttpResponse:
    """Compare two records and decide, or answer what another coordinator proposed."""
    ours, theirs = _both(request, person_id, other_id)
    found = queries.pair_of(ours, theirs)
    if found is None and request.method == "POST":
        found = looking.compare(ours, theirs, by=request.staff, at=clock.now())
    found = found or looking.compared(ours, theirs, at=clock.now())
    proposal = queries.proposal_of(found)
    own = proposal is not None and proposal.asked_by_id == request.staff.id
    form = _asked(request, ours, theirs, None if own else proposal)
    status = 200
    try:
        if form.is_valid() and _saved(request, form, ours, theirs, proposal):
            return redirect("matching:records", ours.id)
    except Conflict:
        status = 409
        _show_theirs(form, ours, theirs)
    asked = Asked(form=None if own else form, proposal=proposal, own=own)
    two = Two(people.contents_of(ours), people.contents_of(theirs), deciding.differing(ours, theirs))
    weighing = queries.weighing_of(ours.partnership_id)
    page = pages.page_for(two, found, weighing, asked, _past(ours, theirs, found))
    return show(request, page, status=status)


def _asked(
    request: StaffRequest, ours: Person, theirs: Person, proposal: Proposal | None
) -> forms.Decision | forms.Answer:
    """The question that is open now. What was typed for the other one is kept where it is asked here, too."""
    if proposal is not None:
        return forms.Answer(request.POST or None)
    version = queries.times_decided(ours, theirs)
    if request.method == "POST" and "version" not in request.POST:
        typed = request.POST.copy()
        typed["version"] = str(version)
        return forms.Decision(typed)
    return forms.Decision(request.POST or None, initial={"version": version})


def _show_theirs(form: forms.Decision | forms.Answer, ours: Person, theirs: Person) -> None:
    """Put what somebody else decided beside what was typed; without a decision that stands there is nothing to show."""
    stands = queries.standing_decision(ours, theirs)
    if stands is None or not isinstance(form, forms.Decision):
        raise Conflict
    form.clash_with(
        {"decision": stands.decision, "why": stands.why},
        version=queries.times_decided(ours, theirs),
        by=stands.decided_by.name,
        at=stands.decided_at,
    )


def _both(request: StaffRequest, person_id: UUID, other_id: UUID) -> tuple[Person, Person]:
    ours = people.find_person_for(request.staff, person_id, may=_may_compare)
    theirs = people.find_person_for(request.staff, other_id, may=_may_compare)
    if ours.id == theirs.id:
        raise Http404
    return ours, theirs


def _past(ours: Person, theirs: Person, found: Pair) -> tuple[records.Decision, ...]:
    known = {person.id: person for person in (ours, theirs)}
    decided = tuple(records.decision(ours, link, known) for link in queries.decisions_about(ours, theirs))
    return (*decided, *records.proposed(queries.proposals(found)))


def _saved(
    request: StaffRequest,
    form: forms.Decision | forms.Answer,
    ours: Person,
    theirs: Person,
    proposal: Proposal | None,
) -> bool:
    """Save; or put what was wrong with an answer above the questions, and keep everything that was typed."""
    try:
        if proposal is not None and isinstance(form, forms.Answer):
            made = deciding.answer(proposal, **form.cleaned_data, by=request.staff, at=clock.now())
            done = "The two records are joined. It can be undone." if made else "The two records stay apart."
        else:
            said = form.cleaned_data
            kept = deciding.decide(
                ours, theirs, decision=said["decision"], why=said["why"], seen=said["version"], by=request.staff,
                at=clock.now(),
            )  # fmt: skip
            waits = isinstance(kept, Proposal)
            done = (
                "Another coordinator has to confirm it."
                if waits
                else "The decision was saved. It can be undone."
            )
    except Invalid as wrong:
        form.add_error(None, wrong.message)
        return False
    messages.success(request, done)
    return True


@require_GET
def history(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """How a record was joined with others and parted from them."""
    person = people.find_person_for(request.staff, person_id, may=_may_compare)
    decided = queries.decisions_of(person)
    others = people.find_people(id_ for link in decided for id_ in (link.first_id, link.second_id))
    return show(request, records.history_for(person, decided, others))


@require_POST
def parting(request: StaffRequest, person_id: UUID, link_id: UUID) -> HttpResponse:
    """Take a decision back."""
    person = people.find_person_for(request.staff, person_id, may=_may_compare)
    link = next((one for one in queries.decisions_of(person) if one.id == link_id), None)
    if link is None:
        raise Http404
    if link.undone_at:
        messages.info(request, "This decision had been undone already.")
        return redirect("matching:records", person.id)
    deciding.part(link, by=request.staff, at=clock.now())
    messages.success(request, "The decision was undone.")
    return redirect("matching:records", person.id)


@require_POST
def taking_back(request: StaffRequest, proposal_id: UUID) -> HttpResponse:
    """Take a proposal back before it is answered."""
    policies.may_compare(request.staff).or_refuse()
    proposal = Proposal.objects.select_related("pair").filter(id=proposal_id).first()
    if proposal is None:
        raise Http404
    deciding.take_back(proposal, by=request.staff, at=clock.now())
    messages.success(request, "The proposal was taken back.")
    return redirect("matching:records", proposal.pair.first_id)
