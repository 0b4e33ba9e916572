"""One line of a file as a referral: the same questions as in the browser, and what is wrong with the answers."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, cast

from django import forms as django_forms

from rjhub.design import forms
from rjhub.kernel.hidden_characters import made_visible
from rjhub.people.vocabulary import Voicemail
from rjhub.referrals.actions.submission import Submission
from rjhub.referrals.forms.columns import COLUMNS, Column, Kind
from rjhub.referrals.forms.draft import Page, Sheet, Writer, query_of
from rjhub.referrals.forms.risks import KnownRisks
from rjhub.referrals.models.draft import Content, Typed, Written
from rjhub.referrals.vocabulary import Known
from rjhub.sharing.vocabulary import Side

NOBODY = "Name at least one person: somebody who was harmed, or somebody who is responsible"
WHERE = {(column.page, column.field): column.heading for column in COLUMNS}
ASSUMED = {"aware": Known.NOT_KNOWN, "agreeable": Known.NOT_KNOWN}
DAYS = (
    "%d/%m/%Y",
    "%d/%m/%y",
    "%Y-%m-%d",
    "%d.%m.%Y",
    "%d-%m-%Y",
    "%d %B %Y",
    "%d %b %Y",
    "%d-%b-%Y",
    "%d-%b-%y",
)

_NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{2,4})")
_NO_NUMBERS = cast(re.Match[str], re.fullmatch("()()()", ""))
NOT_FROM_YOU = (
    "Your agency may not send how to reach a person harmed, or what puts them at risk. Leave it empty"
)


class Checker:
    """Checks line after line with one set of forms: making them anew for each would take most of the time."""

    def __init__(self, writer: Writer) -> None:
        """Ask what a writer may be asked."""
        self.writer = writer
        self._asked: dict[str, forms.Form] = {}

    def problems(self, cells: dict[str, str]) -> list[str]:
        """What is wrong with a line, in words, each beginning with its column."""
        sheet = self._sheet(cells)
        if not sheet.content.slots:
            return [NOBODY]
        return [
            *(f"{heading}: {NOT_FROM_YOU}" for heading in self._behind_the_wall() if cells.get(heading)),
            *(text for page in sheet.pages() for text in self._problems(sheet, page, cells)),
        ]

    def submission(self, cells: dict[str, str], key: str) -> Submission:
        """What is sent for a line without problems."""
        return self._sheet(cells).submission(key)

    def _behind_the_wall(self) -> list[str]:
        if self.writer.asks_about_harmed:
            return []
        places = {(f"{Side.HARMED}-1-contact", column.field) for column in COLUMNS} | {
            ("risks", "harmed_other")
        }
        return [column.heading for column in COLUMNS if (column.page, column.field) in places]

    def _problems(self, sheet: Sheet, page: Page, cells: dict[str, str]) -> Iterator[str]:
        if not page.needed and sheet.empty(page):
            return
        for name, errors in sheet.answered(page).errors.items():
            heading = WHERE.get((page.key, name), "")
            typed = cells.get(heading, "")
            yield f"{heading or page.title}: {errors[0]}{_said(typed)}"

    def _sheet(self, cells: dict[str, str]) -> Sheet:
        slots = [
            slot
            for slot in (f"{Side.HARMED}-1", f"{Side.RESPONSIBLE}-1")
            if any(cells.get(column.heading) for column in COLUMNS if column.page.startswith(slot))
        ]
        sheet = _Reused(content=Content(slots=slots), writer=self.writer, asked=self._asked)
        for page in sheet.pages():
            sheet.content.pages[page.key] = Written(self._typed(sheet, page, cells))
        return sheet

    def _typed(self, sheet: Sheet, page: Page, cells: dict[str, str]) -> Typed:
        form = sheet.ask(page, {})
        typed: Typed = {}
        for column in (
            column for column in COLUMNS if column.page == page.key and column.field in form.fields
        ):
            typed.update(_answer(column, form.fields[column.field], cells.get(column.heading, "")))
        return typed | _implied(page, typed, form, self.writer)


class _Reused(Sheet):
    """A sheet that puts each line's answers into the forms of the line before."""

    def __init__(self, *, content: Content, writer: Writer, asked: dict[str, forms.Form]) -> None:
        super().__init__(content=content, writer=writer)
        object.__setattr__(self, "_asked", asked)

    def ask(self, page: Page, typed: Typed | None) -> forms.Form:
        asked: dict[str, forms.Form] = self._asked  # type: ignore[attr-defined]
        if page.key not in asked:
            asked[page.key] = _with_choices_looked_up(super().ask(page, {}))
        form = asked[page.key]
        form.data, form.is_bound = query_of(typed or {}), True
        form._errors = None  # type: ignore[attr-defined]  # noqa: SLF001 - checked anew for this line
        form._bound_fields_cache.clear()  # type: ignore[attr-defined]  # noqa: SLF001
        return form


def _with_choices_looked_up(form: forms.Form) -> forms.Form:
    for field in form.fields.values():
        if hasattr(field, "choices"):
            field.choices = list(field.choices)
    return form


def _answer(column: Column, field: django_forms.Field, cell: str) -> Typed:
    if not cell:
        return {}
    if column.kind is Kind.DAY:
        return {f"{column.field}-{part}": [text] for part, text in _parts_of(cell).items()}
    if column.kind is Kind.ONE:
        return {column.field: [_value_of(field, cell)]}
    if column.kind is Kind.SEVERAL:
        return {column.field: [_value_of(field, one) for one in re.split("[;|]", cell) if one.strip()]}
    return {column.field: [cell]}


def _value_of(field: django_forms.Field, cell: str) -> str:
    """The value of a choice that somebody wrote in words, in any capitals."""
    wanted = _plain(cell)
    choices: Any = getattr(field, "choices", ())
    for value, label in choices:
        if wanted in {_plain(str(value)), _plain(str(label))}:
            return str(value)
    return cell


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", text.casefold()).strip()


def _parts_of(cell: str) -> dict[str, str]:
    """Day, month and year of a date in one of the ways that spreadsheets write it; else what is there, as the day."""
    for way in DAYS:
        try:
            day = datetime.strptime(cell, way)  # noqa: DTZ007 - a day, no moment
        except ValueError:
            continue
        return {"day": str(day.day), "month": str(day.month), "year": str(day.year)}
    parts = (_NUMBERS.fullmatch(cell) or _NO_NUMBERS).groups()
    return {name: text or cell for name, text in zip(("day", "month", "year"), parts, strict=True)}


def _implied(page: Page, typed: Typed, form: forms.Form, writer: Writer) -> Typed:
    """What follows from the cells that are there, where the page in the browser asks first."""
    if page.part == "circumstances":
        assumed = ASSUMED | {"source": writer.source}
        return {name: [value] for name, value in assumed.items() if name not in typed and value}
    if page.part == "happened":
        return {"when": ["day" if any(name.startswith("happened_on") for name in typed) else "not_known"]}
    if page.part == "contact":
        silent = {} if "voicemail" in typed else {"voicemail": [Voicemail.NEVER.value]}
        return {"known": ["yes" if typed else "no"]} | silent
    if page.part == "agreed":
        return {
            name: [Known.NOT_KNOWN] for name in form.fields if name not in typed and name != "may_be_shared"
        }
    if isinstance(form, KnownRisks):
        return {
            f"{side}_kinds": ["other" if f"{side}_other" in typed else forms.Choices.NONE]
            for side in form.sides
        }
    return {}


def _said(typed: str) -> str:
    return f" (you wrote “{made_visible(typed[:60])}”)" if typed else ""
