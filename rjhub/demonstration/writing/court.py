"""Writes what the court does in a case before sentence, and what it is told."""

from dataclasses import dataclass
from uuid import UUID

from rjhub.cases import sealing
from rjhub.cases.actions import court_paper
from rjhub.cases.models import CourtReport
from rjhub.cases.vocabulary import CourtReportAbout
from rjhub.demonstration.invented.histories.events import Event
from rjhub.demonstration.writing.area import Member
from rjhub.demonstration.writing.book import Book, day
from rjhub.demonstration.writing.tables import Row
from rjhub.design import words
from rjhub.design.pdf import pdf

_TAKES_PART = "Takes part freely, and was told that this promises nothing about the sentence."
_TOOK_PART = "Took part, and says that it was worth it."
_NOT_TOLD = "What the person harmed thinks is not told to the court."
_TO_COURT = "the court office"


@dataclass
class _Paper:
    """A report as far as it takes to seal its document into its row."""

    id: UUID
    partnership_id: int
    case_id: str
    sealed: bytes = b""


def adjourned(book: Book, event: Event) -> None:
    """The court gives time for assessments; the report is due when it is over."""
    matter = _matter(book)
    matter["adjourned_on"], matter["adjourned_until"] = day(event.at), event.detail["until"]
    matter["report_due_on"] = matter["hearing_on"] = event.detail["until"]
    detail = f"to {words.day(event.detail['until'])}"
    book.happened("cases:court:adjourn", by=book.who(event.by), at=event.at, row=matter, detail=detail)


def deferred(book: Book, event: Event) -> None:
    """The court puts off the sentence; the person responsible agreed to what that asks of them."""
    matter, until = _matter(book), event.detail["until"]
    matter["deferral_made_on"], matter["deferred_until"] = day(event.at), until
    matter["undertaken"] = True
    book.happened(
        "cases:court:defer", by=book.who(event.by), at=event.at, row=matter, detail=words.day(until)
    )


def sentenced(book: Book, event: Event) -> None:
    """The court passes sentence."""
    matter, sentence = _matter(book), event.detail["sentence"][:200]
    matter["sentenced_on"], matter["sentence"] = day(event.at), sentence
    book.happened(
        "cases:court:sentence", by=book.who(event.by), at=event.at, row=matter, detail="Sentence passed"
    )


def court_report_sent(book: Book, event: Event) -> None:
    """The court is told whether both sides are suitable, or what took place; the paper is kept as it was sent."""
    said, by = event.detail, book.who(event.by)
    about = CourtReportAbout(said["about"])
    suitability = about == CourtReportAbout.SUITABILITY
    row = book.add(
        CourtReport,
        event.at,
        about=about.value,
        suitable=True if suitability else None,
        harmed_view="",
        responsible_view=_TAKES_PART if suitability else _TOOK_PART,
        findings=said["findings"],
        proposal=said["proposal"],
        written_at=event.at,
        written_by_id=by.id,
        sent_on=day(event.at),
        sent_by_id=by.id,
        sent_to=_TO_COURT.capitalize(),
        sent_how="By secure email",
    )
    paper = _Paper(UUID(row["id"]), row["partnership_id"], row["case_id"])
    row["sealed"] = sealing.seal(_paper_of(book, row, about, by), paper)
    book.latest[f"report/{about.value}"] = row
    book.happened("cases:court_report:send", by=by, at=event.at, row=row, detail=about.label)
    book.happened("cases:court_report:disclose", by=by, at=event.at, row=row, detail=_TO_COURT)


def _paper_of(book: Book, row: Row, about: CourtReportAbout, by: Member) -> bytes:
    case, matter = book.opened, _matter(book)
    return pdf(
        "cases/court_report",
        {
            "title": court_paper.TITLES[about],
            "reference": case["reference"],
            "made": f"Sent {words.day(row['sent_on'])}",
            "draft": "",
            "facts": [
                ["Case", case["reference"]],
                ["Court", matter["court"]],
                ["Offence", case["offence"]],
                ["Written by", f"{by.name}, {by.agency.short_name}"],
            ],
            "result": "Suitable" if row["suitable"] else "",
            "harmed_heading": f"What the {book.area.pathway.words.harmed} thinks",
            "harmed_view": _NOT_TOLD,
            "harmed_consent": "",
            "responsible_heading": f"What the {book.area.pathway.words.responsible} thinks",
            "responsible_view": row["responsible_view"],
            "findings": row["findings"],
            "proposal": row["proposal"],
            "no_promise": "Nobody has been promised anything about sentence in return for taking part.",
        },
    )


def _matter(book: Book) -> Row:
    if "court" not in book.latest:
        raise ValueError(f"{book.story.key}: nothing is before a court")
    return book.latest["court"]
