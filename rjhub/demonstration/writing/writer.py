"""Turns one story into rows of every table, with whoever may see each."""

from collections.abc import Callable, Mapping

from rjhub.demonstration.invented.histories.events import Event
from rjhub.demonstration.writing import (
    arriving,
    court,
    ending,
    gathering,
    handing_out,
    ledger,
    opening,
    risks,
    surveys,
    tasks,
    together,
)
from rjhub.demonstration.writing.area import Area
from rjhub.demonstration.writing.book import Book
from rjhub.demonstration.writing.ids import Ids
from rjhub.demonstration.writing.sheet import Sheet
from rjhub.demonstration.writing.story import Story
from rjhub.demonstration.writing.tables import Row
from rjhub.demonstration.writing.team import Chosen, Named
from rjhub.kernel import clock

WRITERS: Mapping[str, Callable[[Book, Event], None]] = {
    "referral_received": arriving.referral_received,
    "referral_accepted": arriving.referral_accepted,
    "referral_declined": arriving.referral_declined,
    "stage_started": opening.stage_started,
    "flag_raised": arriving.flag_raised,
    "duplicate_decided": arriving.duplicate_decided,
    "information_asked": gathering.information_asked,
    "information_answered": gathering.information_answered,
    "hub_decided": gathering.hub_decided,
    "allocated": handing_out.allocated,
    "allocation_accepted": handing_out.allocation_accepted,
    "allocation_declined": handing_out.allocation_declined,
    "supervisor_named": handing_out.supervisor_named,
    "approval_decided": handing_out.approval_decided,
    "named_contact_set": handing_out.named_contact_set,
    "contact": gathering.contact,
    "told": gathering.told,
    "consent_given": gathering.consent_given,
    "consent_withdrawn": gathering.consent_withdrawn,
    "acknowledged": gathering.acknowledged,
    "suitability_assessed": gathering.suitability_assessed,
    "risk_assessed": risks.risk_assessed,
    "risk_signed_off": handing_out.risk_signed_off,
    "prepared": gathering.prepared,
    "adjourned": court.adjourned,
    "deferred": court.deferred,
    "court_report_sent": court.court_report_sent,
    "sentenced": court.sentenced,
    "meeting_booked": together.meeting_booked,
    "meeting_cancelled": together.meeting_cancelled,
    "meeting_held": together.meeting_held,
    "message_taken": together.message_taken,
    "message_returned": together.message_returned,
    "message_approved": together.message_approved,
    "message_passed_on": together.message_passed_on,
    "agreement_made": together.agreement_made,
    "item_settled": together.item_settled,
    "harmed_told": together.harmed_told,
    "follow_up_done": together.follow_up_done,
    "paused": ending.paused,
    "resumed": ending.resumed,
    "stop_recorded": ending.stop_recorded,
    "said_no_before": arriving.said_no_before,
    "handover_offered": handing_out.handover_offered,
    "handover_accepted": handing_out.handover_accepted,
    "transfer_offered": handing_out.transfer_offered,
    "transfer_accepted": handing_out.transfer_accepted,
    "party_ended": ending.party_ended,
    "case_closed": ending.case_closed,
}


def write(story: Story, *, area: Area, run: str, named: bool = False, earlier: Row | None = None) -> Book:
    """Write a story on a sheet of its own. `earlier` is the referral to which a duplicate is joined.

    The same story of the same `run` has the same identifiers. `named` says that its events name members of the
    cast. Raises KeyError where an event or a name is unknown, and ValueError where a story breaks a rule that the
    program holds.
    """
    sheet = Sheet(area, Ids(f"{run}/{area.code}/{story.key}"))
    hub = area.hub(story.hub) if story.hub else area.hub_of(story.matter.district)
    team = Named(area, hub) if named else Chosen(area, hub, story.matter)
    book = Book(story, sheet=sheet, hub=hub, team=team)
    if earlier is not None:
        book.latest["earlier referral"] = earlier
    for event in story.events:
        WRITERS[event.kind](book, event)
    tasks.write_tasks(book)
    ledger.write_ledger(book)
    surveys.write_surveys(book, now=clock.now())
    if book.case is not None:
        sheet.at_the_stage_of(book.case, (person.file for person in book.people.values()))
    return book
