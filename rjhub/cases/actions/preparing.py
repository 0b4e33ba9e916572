"""Preparing people: what each of them wants to ask, hopes and fears, and whether they are ready."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from rjhub.cases import policies, queries
from rjhub.cases.actions.safeguards import check_version, made_already
from rjhub.cases.happenings import happened
from rjhub.cases.models import Case, Party, Preparation
from rjhub.cases.policies import wording
from rjhub.cases.vocabulary import WordsPlace
from rjhub.partnership.models import Staff
from rjhub.sharing.vocabulary import Category

NARRATIVE = ("questions", "hopes", "fears", "supporters", "ground_rules", "practical")


@dataclass(frozen=True, kw_only=True)
class Session:
    """What came out of preparing somebody. `supporters_prepared` is None if nobody is to come with them."""

    held_on: date
    ready: bool
    place: str = ""
    questions: str = ""
    hopes: str = ""
    fears: str = ""
    supporters: str = ""
    supporters_prepared: bool | None = None
    ground_rules: str = ""
    practical: str = ""


@transaction.atomic
def record_preparation(
    party: Party, session: Session, *, by: Staff, at: datetime, key: UUID | None = None
) -> Preparation:
    """Write down a preparation session with somebody.

    Raises Refused if this person may not, if they have not agreed to be assessed or to take part, or if they said
    no to any agency.
    """
    case = queries.lock_case(party.case)
    made = made_already(Preparation, case.partnership_id, key)
    if made is not None:
        return made
    policies.may_prepare(by, case, party).or_refuse()
    _let_through(case, asdict(session))
    preparation = Preparation.objects.create(
        **party.row(Category.STATEMENT), **asdict(session), held_by=by, recorded_at=at, submission_key=key
    )
    happened("cases:preparation:record", case=case, by=by, at=at, row=preparation, detail=_detail(session))
    return preparation


@transaction.atomic
def change_preparation(
    preparation: Preparation, session: Session, *, version: int, by: Staff, at: datetime
) -> Preparation:
    """Put right what was written down about a session.

    Raises Refused if this person may not, and Conflict if somebody else changed it meanwhile.
    """
    case = queries.lock_case(preparation.case)
    preparation = queries.as_it_stands(preparation)
    policies.may_bring_together(by, case).or_refuse()
    check_version(preparation.version, version)
    changed = [name for name, value in asdict(session).items() if getattr(preparation, name) != value]
    _let_through(case, {name: getattr(session, name) for name in changed})
    for name in changed:
        setattr(preparation, name, getattr(session, name))
    preparation.version += 1
    preparation.save(update_fields=[*changed, "version"])
    happened(
        "cases:preparation:change",
        case=case,
        by=by,
        at=at,
        row=preparation,
        detail=_detail(session),
        changed=tuple(changed),
    )
    return preparation


def _let_through(case: Case, written: Mapping[str, object]) -> None:
    """Every facilitator reads this. Where it took place is an address by nature, unless it is their home."""
    place = WordsPlace.PREPARATION
    wording.let_through(case.id, place, *(str(written[name]) for name in NARRATIVE if name in written))
    wording.let_no_home_through(case.id, place, str(written.get("place", "")))


def _detail(session: Session) -> str:
    return "ready" if session.ready else "not ready yet"
