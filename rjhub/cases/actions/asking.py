"""Asking agencies for what they hold, and asking no longer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from rjhub.cases import clocks, policies, queries
from rjhub.cases.actions.tasks import ToDo, end_tasks, give_task
from rjhub.cases.gates.state import CaseState
from rjhub.cases.gates.wanted import Wanted, unasked
from rjhub.cases.happenings import happened
from rjhub.cases.models import Case, InformationRequest, Party
from rjhub.cases.policies import wording
from rjhub.cases.vocabulary import RequestStatus, TaskStatus, WordsPlace
from rjhub.kernel.decisions import Decision, all_of
from rjhub.partnership.models import Agency, Staff
from rjhub.partnership.pathway import queries as rules
from rjhub.partnership.pathway.agency_types import AgencyType
from rjhub.people import queries as people
from rjhub.people.vocabulary import IdentifierKind
from rjhub.sharing.vocabulary import Category, Side

ANSWER, LATE = "answer_request", "late_answer"
# By which numbers an agency finds somebody in its own records: nobody is told another agency's number.
FINDS_BY = {
    AgencyType.POLICE: (IdentifierKind.PNC, IdentifierKind.CRO),
    AgencyType.ROAD_POLICING: (IdentifierKind.PNC, IdentifierKind.CRO),
    AgencyType.PROBATION: (IdentifierKind.CRN, IdentifierKind.PNC),
    AgencyType.PRISON: (IdentifierKind.PRISON_NUMBER,),
    AgencyType.YOUTH_JUSTICE: (IdentifierKind.PNC,),
}


@dataclass(frozen=True, kw_only=True)
class Question:
    """What an agency is asked about one person, why, and by when."""

    agency: Agency
    party: Party
    why: str
    questions: str
    category: Category
    due_on: date
    side: Side | None = None
    key: str = ""


@transaction.atomic
def ask_wanted(
    case: Case, chosen: Mapping[str, Agency], *, by: Staff, at: datetime
) -> list[InformationRequest]:
    """Send requests that the pathway wants: `chosen` says for each key of `Wanted` to which agency.

    What was sent meanwhile is not sent again. Raises Refused if this person may not, or where the agreement in force
    does not let an agency answer.
    """
    case = queries.lock_case(case)
    all_of(policies.may_coordinate(by, case), policies.may_ask_agencies(case)).or_refuse()
    state, terms = CaseState(case), policies.Terms(case.partnership_id)
    wanted = [one for one in unasked(state) if one.key in chosen]
    all_of(*(_let_give(terms, chosen[one.key], one) for one in wanted)).or_refuse()
    return [ask(case, _question(state, one, chosen[one.key], at), terms, by=by, at=at) for one in wanted]


def askable(wanted: Iterable[Wanted], terms: policies.Terms) -> tuple[list[Wanted], tuple[str, ...]]:
    """What can be asked under the agreement in force, of whom; and why the rest cannot, in sentences."""
    can, why_not = [], []
    for one in wanted:
        decided = {agency: _let_give(terms, agency, one) for agency in one.agencies}
        agencies = tuple(agency for agency, decision in decided.items() if decision)
        why_not += [reason for decision in decided.values() if not decision for reason in decision.reasons]
        if agencies:
            likely = one.likely if one.likely in agencies else None
            can.append(replace(one, agencies=agencies, likely=likely))
    return can, tuple(dict.fromkeys(why_not))


def _let_give(terms: policies.Terms, agency: Agency, wanted: Wanted) -> Decision:
    return terms.let_give(agency, wanted.line.about, _category(wanted))


@transaction.atomic
def ask_agency(case: Case, question: Question, *, by: Staff, at: datetime) -> InformationRequest:
    """Ask one agency something that the hub thought of itself.

    Raises Refused if this person may not, if the agency stands on the other side of the wall, or where the agreement
    in force does not let it answer.
    """
    case = queries.lock_case(case)
    terms = policies.Terms(case.partnership_id)
    all_of(
        policies.may_coordinate(by, case),
        policies.may_ask_agencies(case),
        policies.may_be_asked(question.agency, question.party),
        terms.let_give(question.agency, question.side or question.party.side, question.category),
    ).or_refuse()
    wording.let_through(case.id, WordsPlace.REQUEST, question.why, question.questions)
    return ask(case, question, terms, by=by, at=at)


@transaction.atomic
def cancel_request(request: InformationRequest, *, by: Staff, at: datetime) -> InformationRequest:
    """Ask no longer. Raises Refused if this person may not, or if it was answered."""
    case = queries.lock_case(request.case)
    request = queries.lock_request(request)
    all_of(policies.may_coordinate(by, case), policies.waits_for_an_answer(request)).or_refuse()
    return _cancel(case, request, by=by, at=at)


def cancel_open_requests(case: Case, *, by: Staff, at: datetime) -> None:
    """Ask nobody any longer, because the case ends. For the action that closes it, under its lock."""
    for request in queries.requests_of(case):
        if request.status == RequestStatus.ASKED:
            _cancel(case, request, by=by, at=at)


def _cancel(case: Case, request: InformationRequest, *, by: Staff, at: datetime) -> InformationRequest:
    request.status = RequestStatus.CANCELLED
    request.save(update_fields=["status"])
    end_tasks(case, ANSWER, LATE, by=by, at=at, subject_id=request.id, status=TaskStatus.DROPPED)
    happened("cases:request:cancel", case=case, by=by, at=at, row=request, detail=request.asked_name)
    return request


def _question(state: CaseState, wanted: Wanted, agency: Agency, at: datetime) -> Question:
    clock = rules.clock_for(state.pathway, wanted.line)
    if clock is None:
        message = f"the request {wanted.line.key!r} has no clock"
        raise ValueError(message)
    return Question(
        agency=agency,
        party=wanted.party,
        why=wanted.line.why,
        questions="\n".join(wanted.line.questions),
        side=Side(wanted.line.about),
        category=_category(wanted),
        due_on=clocks.due_on(clock, since=at),
        key=wanted.line.key,
    )


# How to reach somebody, and what keeps them safe, is never answered in text: it goes on the person's own record.
NEVER_IN_TEXT = {Category.CONTACT, Category.SAFETY}


def _category(wanted: Wanted) -> Category:
    named = [Category(one) for one in wanted.line.categories]
    return next((one for one in named if one not in NEVER_IN_TEXT), Category.CASEWORK)


def ask(
    case: Case,
    question: Question,
    terms: policies.Terms,
    *,
    by: Staff,
    at: datetime,
    passed_on_from: InformationRequest | None = None,
) -> InformationRequest:
    """Put a question to an agency. For other actions, which have decided that it may be asked."""
    person, agency = question.party.person, question.agency
    side = question.side or question.party.side
    request = InformationRequest.objects.create(
        **question.party.row() | {"side": side},
        holder_id=agency.leads_id, agency=agency, key=question.key,
        case_reference=case.reference, about_name=full_name(question.party), about_born_on=person.born_on,
        find_by=numbers_known_to(agency.kind, question.party), passed_on_from=passed_on_from,
        why=question.why, questions=question.questions, answer_category=question.category, asked_at=at, asked_by=by,
        due_on=question.due_on,
        asked_under=terms.clause_for(agency.kind, side, question.category),
    )  # fmt: skip
    to_do = ToDo(
        kind=ANSWER, words=_to_do(question), address=f"/requests/{request.id}",
        subject_id=request.id, due_on=question.due_on,
    )  # fmt: skip
    give_task(case, to_do, to=question.agency.leads_id, at=at)
    happened("cases:request:ask", case=case, by=by, at=at, row=request, detail=question.agency.short_name)
    return request


def numbers_known_to(kind: str, party: Party) -> list[str]:
    """The numbers by which this type of agency finds somebody, of those that the hub knows, and no others."""
    kinds = FINDS_BY.get(AgencyType(kind), ())
    return [
        f"{one.get_kind_display()} {one.value}"
        for one in people.identifiers(party.person)
        if one.kind in kinds
    ]


def _to_do(question: Question) -> str:
    """The task, told from others by what the pathway asks. What somebody typed is left out: it may name people."""
    why = f": {question.why[:1].lower()}{question.why[1:]}" if question.key else ""
    return f"Answer a request for information{why}"[:160]


def full_name(party: Party) -> str:
    """The whole name of somebody, as an agency looks for it."""
    person = party.person
    return " ".join(part for part in (person.given_name, person.middle_names, person.family_name) if part)[
        :170
    ]
