"""Why somebody sees or saw something, for an information officer."""

from dataclasses import dataclass
from datetime import datetime

from rjhub.design.words import moment
from rjhub.partnership.models import Staff
from rjhub.reading.explaining import FileToExplain
from rjhub.reading.forms import Asking
from rjhub.reading.pages import words
from rjhub.sharing import queries
from rjhub.sharing.explaining import Explained
from rjhub.sharing.pages.why import SideOfIt, sides_of

NOT_FOUND = (
    "There is no case or referral with this reference. Check it, or choose it from what people have read."
)


@dataclass(frozen=True)
class WhyPage:
    """The question, and below it the answer."""

    title: str
    form: Asking
    said: str
    sides: tuple[SideOfIt, ...]
    then: str = ""


def question(form: Asking) -> WhyPage:
    """The question alone."""
    return WhyPage("Why can somebody see something?", form, "", ())


def answer(
    form: Asking, staff: Staff, of: FileToExplain, found: Explained, *, at: datetime, past: bool
) -> WhyPage:
    """The answer: for each side and kind of information, the task, the clause, and until when."""
    name = words.file(of.told)
    can = "could" if past else "can"
    there = staff.may_act_at(at)
    when = f"on {moment(at)}" if past else "now"
    version = None if past else queries.in_force(staff.partnership_id)
    return WhyPage(
        title=f"Why {can} {staff.name} see {name}?",
        form=form,
        said=f"This is what {staff.name}, {staff.agency.short_name}, {'saw' if past else 'sees'} of {name} {when}."
        if there
        else f"{staff.name} {'did' if past else 'does'} not work for {staff.agency.short_name} {when}: nothing shows.",
        sides=sides_of(found, version) if there else (),
        then="Roles, grants, signatures, conflicts of interest, sealings and stages count as they were then, and "
        "clauses as the version said that was in force. A clause of a version that has ended is named by its number."
        if past
        else "",
    )
