"""Described risks: what could happen to whom, what is done about it, by whom, and when it is looked at again."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from rjhub.cases import policies, queries
from rjhub.cases.actions.safeguards import check_version, made_already
from rjhub.cases.actions.tasks import ToDo, end_tasks, give_task
from rjhub.cases.happenings import happened
from rjhub.cases.models import Case, Party, Risk
from rjhub.cases.policies import wording
from rjhub.cases.vocabulary import Rating, TaskStatus, WordsPlace
from rjhub.kernel.decisions import all_of, allow_if
from rjhub.partnership.models import Staff
from rjhub.sharing.vocabulary import Category, Side

REVIEW = "review_risk"
NARRATIVE = ("description", "source", "mitigation")


@dataclass(frozen=True, kw_only=True)
class Described:
    """A risk in words. Likelihood and severity describe it; they are never added up."""

    description: str
    to_whom: str
    source: str
    likelihood: Rating
    severity: Rating
    mitigation: str
    owner: Staff
    residual: Rating
    review_on: date

    def columns(self) -> dict[str, object]:
        """The answers by column."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@transaction.atomic
def describe_risk(
    case: Case,
    described: Described,
    *,
    party: Party | None,
    where_they_are: bool,
    by: Staff,
    at: datetime,
    key: UUID | None = None,
) -> Risk:
    """Add a risk to a case. Its owner gets a task to look at it again.

    `where_they_are` says that it tells where a person harmed is or how to reach them: whoever it is a risk to, it then
    stays behind the wall. Raises Refused if this person or the owner may not know that.
    """
    case = queries.lock_case(case)
    made = made_already(Risk, case.partnership_id, key)
    if made is not None:
        return made
    all_of(
        policies.may_work_on(by, case),
        policies.may_know_of(by, behind=where_they_are),
        allow_if(
            not where_they_are or Party.objects.filter(case=case, side=Side.HARMED).exists(),
            "You do not see the side of the person harmed. Ask the hub to write this down.",
        ),
        policies.may_own(described.owner, case, behind=where_they_are),
    ).or_refuse()
    row = case.row(Side.HARMED, Category.SAFETY) if where_they_are else party.row() if party else case.row()
    if row["side"] != Side.HARMED:
        wording.let_through(case.id, WordsPlace.RISK, *(getattr(described, name) for name in NARRATIVE))
    risk = Risk.objects.create(
        **row | {"party": party}, **described.columns(), recorded_at=at, recorded_by=by, submission_key=key
    )
    happened("cases:risk:describe", case=case, by=by, at=at, row=risk, detail=_detail(risk))
    _ask_for_review(case, risk, at=at)
    return risk


@transaction.atomic
def change_risk(risk: Risk, *, to: Described, version: int, by: Staff, at: datetime) -> Risk:
    """Change how a risk is described, met or owned, or date it again.

    Raises Refused if this person may not or it is closed, and Conflict if somebody else changed it first.
    """
    case, risk = _locked(risk, by=by)
    check_version(risk.version, version)
    policies.may_own(to.owner, case, behind=is_behind_the_wall(risk)).or_refuse()
    answers = to.columns()
    changed = tuple(name for name, answer in answers.items() if getattr(risk, name) != answer)
    if risk.side != Side.HARMED:
        wording.let_through(
            case.id, WordsPlace.RISK, *(getattr(to, name) for name in NARRATIVE if name in changed)
        )
    for name, answer in answers.items():
        setattr(risk, name, answer)
    risk.version += 1
    risk.save(update_fields=[*answers, "version"])
    happened("cases:risk:change", case=case, by=by, at=at, row=risk, detail=_detail(risk), changed=changed)
    end_tasks(case, REVIEW, by=by, at=at, subject_id=risk.id)
    _ask_for_review(case, risk, at=at)
    return risk


@transaction.atomic
def close_risk(risk: Risk, *, because: str, by: Staff, at: datetime) -> Risk:
    """Close a risk that is none any more, saying why. Raises Refused if this person may not, or it is closed."""
    case, risk = _locked(risk, by=by)
    if risk.side != Side.HARMED:
        wording.let_through(case.id, WordsPlace.RISK, because)
    risk.closed_at, risk.closed_because = at, because
    risk.version += 1
    risk.save(update_fields=["closed_at", "closed_because", "version"])
    happened("cases:risk:close", case=case, by=by, at=at, row=risk)
    end_tasks(case, REVIEW, by=by, at=at, subject_id=risk.id, status=TaskStatus.DROPPED)
    return risk


def is_behind_the_wall(risk: Risk) -> bool:
    """Whether nobody sees a risk who works with the other side."""
    return risk.side == Side.HARMED and risk.category == Category.SAFETY


def _locked(risk: Risk, *, by: Staff) -> tuple[Case, Risk]:
    case = queries.lock_case(risk.case)
    risk = queries.as_it_stands(risk)
    all_of(
        policies.may_work_on(by, case), allow_if(risk.closed_at is None, "This risk is closed already.")
    ).or_refuse()
    return case, risk


def _ask_for_review(case: Case, risk: Risk, *, at: datetime) -> None:
    to_do = ToDo(
        kind=REVIEW,
        words="Look at a risk again and date it anew",
        address=f"/cases/{case.reference}/risks/{risk.id}",
        subject_id=risk.id,
        due_on=risk.review_on,
    )
    give_task(case, to_do, to=risk.owner.principal_id, at=at)


def _detail(risk: Risk) -> str:
    return f"review on {risk.review_on.isoformat()}"
