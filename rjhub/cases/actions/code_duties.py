"""Duties of the Victims' Code: made when a case is opened, dated when somebody says when the crime was reported."""

from contextlib import AbstractContextManager
from datetime import date, datetime

from django.db import transaction

from rjhub.cases import policies, queries
from rjhub.cases.actions.tasks import ToDo, end_tasks, give_task
from rjhub.cases.happenings import happened
from rjhub.cases.models import Case, CodeDuty, Party
from rjhub.cases.vocabulary import CodeDutyKind, NotSure, TaskStatus
from rjhub.kernel import ages, clock, working_days
from rjhub.kernel.decisions import Refused, all_of, allow_if
from rjhub.partnership.models import Agency, Staff
from rjhub.partnership.pathway.agency_types import AgencyType
from rjhub.referrals.models import Offence, Referral, ReferralParty
from rjhub.referrals.vocabulary import Known
from rjhub.sharing import doors, readers
from rjhub.sharing.vocabulary import Category, Side

DUTY = "code_duty"
# Victims' Code (in force since 1 April 2021), 3.6 and 4.5: in working days after the report of the crime.
TELL_WITHIN, TELL_WITHIN_ENHANCED, REFER_WITHIN = 5, 1, 2
_ENHANCED = {Known.YES: True, Known.NO: False}
WORDS = {
    CodeDutyKind.TELL: "Tell a person harmed about restorative justice, or say when it was done (Victims' Code)",
    CodeDutyKind.REFER: "Refer a person harmed to support services, or say when it was done (Victims' Code)",
}


def make_duties(case: Case, referral: Referral, *, by: Staff, at: datetime) -> None:
    """Write down who owed what to each person harmed, as far as the referral tells. For other actions."""
    named = list(ReferralParty.objects.filter(referral=referral).select_related("person").order_by("id"))
    crime = Offence.objects.filter(referral=referral).exclude(crime_reference="").order_by("id").first()
    reference = crime.crime_reference if crime else ""
    whose = {CodeDutyKind.TELL: _who_tells(named), CodeDutyKind.REFER: (AgencyType.POLICE, "")}
    for party in Party.objects.filter(case=case, side=Side.HARMED).order_by("id"):
        said = next(one for one in named if one.person_id == party.person_id)
        for kind, (of_type, doubt) in whose.items():
            agency = _agency(referral, of_type)
            row = CodeDuty(
                **party.row(Category.CASEWORK),
                kind=kind,
                agency=agency,
                holder_id=agency.leads_id if agency else case.hub.coordinators_id,
                not_sure=doubt if agency else NotSure.AGENCY,
                case_reference=case.reference,
                crime_reference=reference,
                enhanced=_ENHANCED.get(Known(said.enhanced_rights)) if said.enhanced_rights else None,
            )
            _note_what_was_done(row, referral, said, at=at)
            row.save(force_insert=True)
            happened("cases:duty:make", case=case, by=by, at=at, row=row, detail=row.get_kind_display())
            if row.done_on is None:
                _ask(case, row, at=at)


@transaction.atomic
def note_report(case: Case, party: Party, *, reported_on: date, by: Staff, at: datetime) -> None:
    """Say when the crime was reported, from which every clock runs. Raises Refused, also for a day to come."""
    case = queries.lock_case(case)
    all_of(
        policies.may_work_on(by, case),
        allow_if(
            reported_on <= clock.day_of(at), "Enter the day on which it was reported: today or earlier."
        ),
    ).or_refuse()
    rows = list(
        CodeDuty.objects.select_for_update(of=("self",)).filter(case=case, party=party).order_by("id")
    )
    allow_if(
        not any(row.done_on and row.done_on < reported_on for row in rows),
        "Somebody was told or referred before that day. Check both days.",
    ).or_refuse()
    for row in rows:
        row.reported_on = reported_on
        row.due_on = working_days.add_working_days(reported_on, days_for(row))
        row.save(update_fields=["reported_on", "due_on"])
        happened("cases:duty:date", case=case, by=by, at=at, row=row, detail=row.get_kind_display())
        end_tasks(case, DUTY, by=by, at=at, subject_id=row.id, status=TaskStatus.DROPPED)
        if row.done_on is None:
            _ask(case, row, at=at)


@transaction.atomic
def note_done(duty: CodeDuty, *, done_on: date, by: Staff, at: datetime) -> CodeDuty:
    """Say when somebody was told, or referred: by the agency whose duty it is, or by the hub. Raises Refused."""
    with _program_of(duty):
        case = queries.lock_case(duty.case)
        row = CodeDuty.objects.select_for_update(of=("self",)).get(
            partnership_id=duty.partnership_id, id=duty.id
        )
        policies.may_note_duty(by, case, row).or_refuse()
        if done_on > clock.day_of(at) or (row.reported_on and done_on < row.reported_on):
            raise Refused("Enter the day on which it was done: not before the report, and not in the future.")
        row.done_on, row.done_by, row.at_latest = done_on, row.agency or by.agency, False
        row.recorded_at, row.recorded_by = at, by
        row.save(update_fields=["done_on", "done_by", "at_latest", "recorded_at", "recorded_by"])
        end_tasks(case, DUTY, by=by, at=at, subject_id=row.id)
        happened("cases:duty:do", case=case, by=by, at=at, row=row, detail=row.get_kind_display())
    return row


def days_for(duty: CodeDuty) -> int:
    """How many working days there are. Where nobody has said that rights are enhanced, as for everybody else."""
    if duty.kind == CodeDutyKind.REFER:
        return REFER_WITHIN
    return TELL_WITHIN_ENHANCED if duty.enhanced else TELL_WITHIN


def _who_tells(named: list[ReferralParty]) -> tuple[AgencyType, str]:
    """The youth offending team if who is responsible is under 18 (3.4), else the police."""
    births = [one.person.born_on for one in named if one.side == Side.RESPONSIBLE]
    young = [born is not None and ages.is_under_18(clock.today(), born) for born in births]
    if births and all(young):
        return AgencyType.YOUTH_JUSTICE, ""
    unsure = not births or any(young) or None in births
    return AgencyType.POLICE, NotSure.AGE if unsure else ""


def _agency(referral: Referral, of_type: AgencyType) -> Agency | None:
    """The agency that referred, if it is of that type; else the only one of it that there is today."""
    sender: Agency | None = referral.agency
    if sender is not None and sender.kind == of_type:
        return sender
    today = clock.today()
    there = Agency.objects.filter(partnership_id=referral.partnership_id, kind=of_type).order_by("name", "id")
    now = [one for one in there if one.exists_on(today)]
    return now[0] if len(now) == 1 else None


def _note_what_was_done(row: CodeDuty, referral: Referral, said: ReferralParty, *, at: datetime) -> None:
    received = clock.day_of(referral.received_at)
    if row.kind == CodeDutyKind.TELL and said.told == Known.YES:
        row.done_on, row.done_by, row.at_latest, row.recorded_at = received, referral.agency, True, at
    if row.kind == CodeDutyKind.REFER and referral.agency is not None and referral.agency_id == row.agency_id:
        row.done_on, row.done_by, row.recorded_at = received, referral.agency, at


def _ask(case: Case, row: CodeDuty, *, at: datetime) -> None:
    to_do = ToDo(
        kind=DUTY,
        words=WORDS[CodeDutyKind(row.kind)],
        address=f"/duties/{row.id}",
        due_on=row.due_on,
        subject_id=row.id,
    )
    give_task(case, to_do, to=row.holder_id, at=at)


def _program_of(duty: CodeDuty) -> AbstractContextManager[object]:
    """Act as the program for the hub: whose duty it is does not see the case."""
    reader = readers.coordinators_of(duty.partnership_id)
    return doors.opened(reader, door="cases:duty:do", purpose="the program, for the hub")
