"""Writes what the court does in a case before sentence, and what it is told."""

from rjhub.cases.models import CourtReport
from rjhub.demonstration.invented.histories.events import Event
from rjhub.demonstration.writing.book import Book, day
from rjhub.demonstration.writing.tables import Row

_TAKES_PART = "Takes part freely, and was told that this promises nothing about the sentence."
_TOOK_PART = "Took part, and says that it was worth it."


def adjourned(book: Book, event: Event) -> None:
    """The court gives time for assessments; the report is due when it is over."""
    matter = _matter(book)
    matter["adjourned_on"], matter["adjourned_until"] = day(event.at), event.detail["until"]
    matter["report_due_on"] = matter["hearing_on"] = event.detail["until"]
    book.happened("cases:court:adjourn", by=book.who(event.by), at=event.at, row=matter)


def deferred(book: Book, event: Event) -> None:
    """The court puts off the sentence."""
    matter = _matter(book)
    matter["deferral_made_on"], matter["deferred_until"] = day(event.at), event.detail["until"]
    book.happened("cases:court:defer", by=book.who(event.by), at=event.at, row=matter)


def sentenced(book: Book, event: Event) -> None:
    """The court passes sentence."""
    matter = _matter(book)
    matter["sentenced_on"], matter["sentence"] = day(event.at), event.detail["sentence"][:200]
    book.happened("cases:court:sentence", by=book.who(event.by), at=event.at, row=matter)


def court_report_sent(book: Book, event: Event) -> None:
    """The court is told whether both sides are suitable, or what took place."""
    said, by = event.detail, book.who(event.by)
    view = _TAKES_PART if said["about"] == "suitability" else _TOOK_PART
    row = book.add(
        CourtReport,
        event.at,
        about=said["about"],
        harmed_view=view,
        responsible_view=view,
        findings=said["findings"],
        proposal=said["proposal"],
        written_at=event.at,
        written_by_id=by.id,
        sent_on=day(event.at),
        sent_by_id=by.id,
        sent_how="By secure e-mail to the court",
    )
    book.happened("cases:court_report:send", by=by, at=event.at, row=row)


def _matter(book: Book) -> Row:
    if "court" not in book.latest:
        raise ValueError(f"{book.story.key}: nothing is before a court")
    return book.latest["court"]
