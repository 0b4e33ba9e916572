"""What the cast has in the facilitator register: days are counted from the day on which they are taken on."""

import tomllib
import uuid
from collections.abc import Collection
from datetime import date, timedelta
from importlib import resources
from typing import Any

from rjhub.facilitators.actions import availability, clearing, learning, practice
from rjhub.facilitators.models import Learning
from rjhub.facilitators.vocabulary import LANGUAGES, ClearanceKind
from rjhub.kernel import clock
from rjhub.partnership.actions import joining
from rjhub.partnership.models import Agency, Hub, Staff
from rjhub.partnership.vocabulary import TrainingKind
from rjhub.sharing import doors, readers

YEARS = timedelta(days=3 * 365)
_CODES = {name: code for code, name in LANGUAGES}


def enter(emails: Collection[str]) -> None:
    """Give newly taken on members of the cast their entries."""
    for staff, one in _of(emails):
        _enter(staff, one)


def learn(emails: Collection[str]) -> None:
    """Note what they learnt, as they and their supervisors do: each in a transaction of their own."""
    for staff, one in _of(emails):
        _learn(staff, one)


def _of(emails: Collection[str]) -> list[tuple[Staff, dict[str, Any]]]:
    text = resources.files("rjhub.demonstration").joinpath("entries.toml").read_text(encoding="utf-8")
    entries = tomllib.loads(text)["entry"]
    return [(staff, one) for one in entries if (staff := _staff_of(one)).account.email in emails]


def _staff_of(one: dict[str, Any]) -> Staff:
    found = Staff.objects.select_related("agency", "account", "principal", "partnership")
    return found.get(account__name=one["name"], agency__code=one["agency"])


def _enter(staff: Staff, one: dict[str, Any]) -> None:
    hubs = Hub.objects.filter(partnership_id=staff.partnership_id, code__in=one.get("hubs", []))
    supervisor = _named(staff, one["supervisor"]) if "supervisor" in one else None
    practice.say_how_they_work(
        staff, hubs=[hub.id for hub in hubs.order_by("code")], supervisor=supervisor,
        most_cases=one.get("most"), on_trial_until=None, version=0, by=None,
    )  # fmt: skip
    practice.say_what_they_can(
        staff, languages=[_CODES[name] for name in one.get("speaks", [])],
        communication=one.get("communication", []), home_district=one.get("home", ""), miles=one.get("miles"),
        venues=one.get("venues", []), wished_cases=one.get("wishes"), version=0, by=None,
    )  # fmt: skip
    if "free" in one:
        availability.say_week(staff, slots=one["free"], version=0, by=None)
    for begins, ends in one.get("away", []):
        availability.add_leave(
            staff, since=_in(begins), until=_in(ends), submission_key=uuid.uuid4(), by=None
        )
    if "line_manager" in one:
        manager = _named(staff, one["line_manager"])
        joining.name_line_manager(staff, manager=manager, by=None)
    _clear(staff, ClearanceKind.DBS, "", one.get("dbs_lapses_in", 700))
    if "vetting_lapses_in" in one:
        _clear(staff, ClearanceKind.VETTING, "", one["vetting_lapses_in"])
    for code, days in one.get("prisons", {}).items():
        _clear(staff, ClearanceKind.PRISON, code, days)
    for kind, lapses in one.get("trained", {}).items():
        _train(staff, TrainingKind(kind), _in(lapses))
    if "seconded_to" in one:
        agency = Agency.objects.get(partnership_id=staff.partnership_id, code=one["seconded_to"])
        clearing.second(
            staff, to_agency=agency, since=_in(-120), until=_in(240), submission_key=uuid.uuid4(), by=None
        )


def _learn(staff: Staff, one: dict[str, Any]) -> None:
    """Their own hours, noted by themselves; those that are approved, and sessions, are their supervisor's."""
    noted = [_note(staff, each) for each in one.get("learnt", [])]
    if "supervisor" not in one or not (noted or "supervised" in one):
        return
    supervisor = _named(staff, one["supervisor"])
    with doors.opened(
        readers.reader_for(supervisor), door="demonstration", purpose="approve hours of learning"
    ):
        for learnt, is_approved in noted:
            if is_approved:
                learning.approve(learnt, by=supervisor, at=clock.now())
        for days in one.get("supervised", []):
            learning.record_supervision(
                staff, held_on=_in(-days), minutes=60, words="", submission_key=uuid.uuid4(), by=supervisor,
                at=clock.now(),
            )  # fmt: skip


def _note(staff: Staff, each: dict[str, Any]) -> tuple[Learning, bool]:
    with doors.opened(readers.reader_for(staff), door="demonstration", purpose="note hours of learning"):
        noted = learning.note_learning(
            learnt_on=_in(-each["days_ago"]), minutes=60 * each["hours"], what=each["what"],
            submission_key=uuid.uuid4(), by=staff, at=clock.now(),
        )  # fmt: skip
    return noted, each.get("approved", False)


def _named(staff: Staff, name: str) -> Staff:
    found = Staff.objects.filter(partnership_id=staff.partnership_id, account__name=name)
    return found.select_related("agency", "account", "principal", "partnership").order_by("since", "id")[0]


def _clear(staff: Staff, kind: ClearanceKind, prison: str, lapses_in: int) -> None:
    until = _in(lapses_in)
    clearing.record_clearance(
        staff, kind=kind, prison=prison, since=until - YEARS, until=until, evidence="Personnel file",
        submission_key=uuid.uuid4(), by=None, at=clock.now(),
    )  # fmt: skip


def _train(staff: Staff, kind: TrainingKind, lapses_on: date) -> None:
    joining.add_training(
        staff,
        course=f"{kind.label}, 2 days",
        kind=kind,
        completed_on=lapses_on - YEARS,
        lapses_on=lapses_on,
        by=None,
    )


def _in(days: int) -> date:
    return clock.today() + timedelta(days=days)
