"""A referral from a program: the same questions as in the browser, by page and name, answered as JSON."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rjhub.design import forms
from rjhub.referrals.actions.submission import Submission
from rjhub.referrals.forms.draft import Page, Sheet, Writer, side_of
from rjhub.referrals.models.draft import Content, Typed, Written

Said = Mapping[str, Any]
NOBODY = "Name at least one person: somebody who was harmed, or somebody who is responsible"


@dataclass(frozen=True)
class Question:
    """A question of a page, as a program can look it up."""

    page: str
    name: str
    asks: str
    needed: bool
    choices: tuple[tuple[str, str], ...]


def problems(sheet: Sheet, said: Mapping[str, Said]) -> dict[str, list[str]]:
    """What is wrong, for each page and name."""
    if not sheet.content.slots:
        return {"people": [NOBODY]}
    wrong: dict[str, list[str]] = {}
    known = {page.key: page for page in sheet.pages()}
    for key in said.keys() - known.keys():
        wrong[key] = ["There is no such page, or your agency may not be told this."]
    for key, page in known.items():
        form = sheet.ask(page, {})
        for name in said.get(key, {}).keys() - form.fields.keys():
            wrong[f"{key}.{name}"] = ["There is no such question on this page."]
        if page.needed or not sheet.empty(page):
            for name, texts in sheet.answered(page).errors.items():
                wrong[f"{key}.{name}"] = [str(text) for text in texts]
    return wrong


def sheet_from(said: Mapping[str, Said], slots: list[str], writer: Writer) -> Sheet:
    """The pages of a draft, as if somebody had filled them in."""
    sheet = Sheet(content=Content(slots=slots), writer=writer)
    for page in sheet.pages():
        sheet.content.pages[page.key] = Written(_typed(sheet.ask(page, {}), said.get(page.key, {})))
    return sheet


def submission(sheet: Sheet, key: str) -> Submission:
    """What is sent, of a sheet without problems."""
    return sheet.submission(key)


def questions(writer: Writer) -> Iterator[Question]:
    """Every question that somebody is asked about a referral with one person on each side."""
    sheet = Sheet(content=Content(slots=["harmed-1", "responsible-1"]), writer=writer)
    for page in sheet.pages():
        for name, field in sheet.ask(page, None).fields.items():
            choices = tuple(
                (str(value), str(label)) for value, label in getattr(field, "choices", ()) if value
            )
            yield Question(_place(page), name, str(field.label), bool(field.required), choices)


def _place(page: Page) -> str:
    return f"people ({side_of(page.slot).value}): {page.part}" if page.slot else page.key


def _typed(form: forms.Form, said: Said) -> Typed:
    """Answers as a browser would send them."""
    typed: Typed = {}
    for name, value in said.items():
        if value is None or name not in form.fields:
            continue
        if isinstance(form.fields[name], forms.Date):
            typed |= _day(name, str(value))
        elif isinstance(value, list):
            typed[name] = [str(one) for one in value]
        elif isinstance(value, bool):
            typed[name] = ["yes" if value else "no"]
        else:
            typed[name] = [str(value)]
    return typed


def _day(name: str, text: str) -> Typed:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return {f"{name}-day": [text]}
    return {f"{name}-day": [str(day.day)], f"{name}-month": [str(day.month)], f"{name}-year": [str(day.year)]}
