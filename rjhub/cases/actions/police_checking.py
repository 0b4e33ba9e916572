"""What the police found on the Police National Computer and in Niche, as their lead contact gives it."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from rjhub.cases import policies, queries
from rjhub.cases.actions.safeguards import check_version
from rjhub.cases.happenings import happened
from rjhub.cases.models import InformationRequest, PoliceCheck
from rjhub.cases.vocabulary import Marker, PoliceCheckKind
from rjhub.kernel.decisions import all_of
from rjhub.partnership.models import Staff
from rjhub.sharing import doors, readers
from rjhub.sharing.vocabulary import Category


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a search showed. Where nothing was found, nothing else is said."""

    checked_on: date
    checked_by: str
    found: bool
    covers_from: date | None = None
    reference: str = ""
    markers: tuple[Marker, ...] = ()
    open_matters: str = ""
    orders: str = ""
    bears_on_risk: str = ""


@transaction.atomic
def record_check(
    request: InformationRequest, kind: PoliceCheckKind, said: Found, *, version: int, by: Staff, at: datetime
) -> PoliceCheck:
    """Record the result of a search, or put it right while the request is open. `version` is 0 for the first.

    Raises Refused if this is no request for the police, or not theirs to answer, or if a text says how somebody can
    be reached or the number is another person's; Conflict if a colleague recorded it meanwhile.
    """
    request = queries.lock_request(request)
    all_of(
        policies.may_record_check(by, request),
        policies.check_names_no_contact(f"{said.open_matters}\n{said.orders}\n{said.bears_on_risk}"),
        policies.is_the_same_person(request, kind, said.reference),
    ).or_refuse()
    check = queries.police_check_of(request, kind) or PoliceCheck(
        partnership_id=request.partnership_id, file_id=request.file_id, side=request.side, category=Category.POLICE,
        case_id=request.case_id, request=request, holder_id=request.holder_id, kind=kind, version=0,
    )  # fmt: skip
    check_version(check.version, version)
    for name, value in (asdict(said) | {"markers": [*said.markers]}).items():
        setattr(check, name, value)
    check.version, check.recorded_at, check.recorded_by = version + 1, at, by
    check.save(force_insert=version == 0)
    reader = readers.coordinators_of(request.partnership_id)
    with doors.opened(reader, door="cases:police_check:record", purpose="the program, for the hub"):
        verb = "change" if version else "record"
        case = queries.lock_case(request.case)
        happened(f"cases:police_check:{verb}", case=case, by=by, at=at, row=check, detail=kind.label)
    return check
