"""The pages on which a member of staff writes a referral."""

from dataclasses import dataclass
from datetime import date

from django.forms import Form
from django.urls import reverse

from rjhub.design import words
from rjhub.design.forms import drawing
from rjhub.design.forms.form import Form as Questions
from rjhub.design.links import Link
from rjhub.design.pieces import Row, Tag, Task, Tone
from rjhub.partnership.pathway.wording import in_words
from rjhub.referrals.forms.draft import ABOUT, SAFETY, Page, Sheet, side_of
from rjhub.referrals.forms.people import Who
from rjhub.referrals.models import Draft
from rjhub.sharing.vocabulary import Side

DONE, DOING, TO_DO = "Completed", Tag("In progress", Tone.DOING), Tag("Not yet started", Tone.TO_DO)
OPTIONAL = Tag("Optional", Tone.WAITING)
CANNOT = "Cannot start yet"


@dataclass(frozen=True)
class Group:
    """Tasks that belong together, under a heading; a person can be taken out again."""

    heading: str
    tasks: tuple[Task, ...]
    removal: Link | None = None
    note: str = ""


@dataclass(frozen=True)
class TaskList:
    """What a referral needs, and how far it is."""

    groups: tuple[Group, ...]
    add_harmed: Link
    add_responsible: Link
    nobody_responsible: bool
    sending: tuple[Task, ...]
    discarding: Link
    back: Link
    title: str = "Refer somebody for restorative justice"


@dataclass(frozen=True)
class Section:
    """One page of questions."""

    form: Questions
    title: str
    caption: str
    opening: str
    typing_href: str
    setting_aside_href: str
    loud: bool
    back: Link
    note: str = ""


@dataclass(frozen=True)
class Answers:
    """One page's answers, to be checked."""

    heading: str
    rows: tuple[Row, ...]
    change: Link


@dataclass(frozen=True)
class Checking:
    """Everything that is about to be sent."""

    groups: tuple[tuple[str, tuple[Answers, ...]], ...]
    version: int
    sending_href: str
    ready: bool
    back: Link
    title: str = "Check your answers before you send this"


@dataclass(frozen=True)
class Removing:
    """Asking once more before something that was typed goes."""

    text: str
    button: str
    back: Link
    title: str


def task_list(draft: Draft, sheet: Sheet) -> TaskList:
    """The task list of a draft."""
    checking = reverse("referrals:checking", args=[draft.id])
    check = Task(
        "Check your answers and send", "Ready" if sheet.ready() else CANNOT, checking if sheet.ready() else ""
    )
    return TaskList(
        groups=tuple(_groups(draft, sheet)),
        add_harmed=_adding(draft, sheet, Side.HARMED),
        add_responsible=_adding(draft, sheet, Side.RESPONSIBLE),
        nobody_responsible=not any(side_of(slot) == Side.RESPONSIBLE for slot in sheet.slots()),
        sending=(check,),
        discarding=Link("Throw this draft away", reverse("referrals:discarding", args=[draft.id])),
        back=Link("Your referrals", reverse("referrals:sent")),
    )


def section(draft: Draft, sheet: Sheet, page: Page, form: Questions, *, opening: str) -> Section:
    """One page of a draft."""
    return Section(
        form=form,
        title=page.title,
        caption=heading_of(sheet, page.group),
        opening=opening,
        typing_href=reverse("referrals:typing", args=[draft.id, page.key]),
        setting_aside_href=reverse("referrals:setting_aside", args=[draft.id, page.key]),
        loud=page.part in {"contact", "risks"},
        back=Link("Back to the task list", reverse("referrals:draft", args=[draft.id])),
        note=_note(sheet, page),
    )


def checking(draft: Draft, sheet: Sheet) -> Checking:
    """Everything in a draft, to be checked."""
    groups: dict[str, list[Answers]] = {}
    for page in sheet.pages():
        if page.needed or not sheet.empty(page):
            groups.setdefault(heading_of(sheet, page.group), []).append(_answers(draft, sheet, page))
    return Checking(
        groups=tuple((heading, tuple(answers)) for heading, answers in groups.items()),
        version=draft.version,
        sending_href=reverse("referrals:sending", args=[draft.id]),
        ready=sheet.ready(),
        back=Link("Back to the task list", reverse("referrals:draft", args=[draft.id])),
    )


def heading_of(sheet: Sheet, group: str) -> str:
    """What a group of pages is called: a person by their name, once there is one."""
    if group in {ABOUT, SAFETY}:
        return {ABOUT: "The referral", SAFETY: "Keeping people safe"}[group]
    word = in_words(sheet.writer.words, side_of(group).label.capitalize())
    page = next(iter(sheet.pages_about(group)))
    who = sheet.answered(page)
    if isinstance(who, Who) and who.is_valid():
        return f"{word}: {who.answer().name}"
    others = [slot for slot in sheet.slots() if side_of(slot) == side_of(group)]
    return word if len(others) == 1 else f"{word} {others.index(group) + 1}"


def answers_of(form: Form) -> tuple[Row, ...]:
    """Questions and answers of a page, without what belongs to an option that was not chosen."""
    skipped = {
        name
        for field_name, field in form.fields.items()
        for value, names in getattr(field, "reveals", {}).items()
        if value not in _picked(form, field_name)
        for name in names
    }
    return tuple(
        Row(str(form.fields[name].label), _said(form, name)) for name in form.fields if name not in skipped
    )


def _picked(form: Form, name: str) -> set[str]:
    value = form[name].value()
    return {str(each) for each in (value if isinstance(value, (list, tuple)) else [value])}


def _said(form: Form, name: str) -> str | None:
    kept = form.cleaned_data.get(name) if form.is_valid() else None
    if isinstance(kept, date):
        return words.day(kept)
    said = drawing.in_words(form.fields[name], form[name].value())
    return None if said == "Nothing" else said


def _adding(draft: Draft, sheet: Sheet, side: Side) -> Link:
    address = reverse("referrals:draft_people", args=[draft.id, side.value])
    return Link(in_words(sheet.writer.words, f"Add a {side.label}"), address)


def _groups(draft: Draft, sheet: Sheet) -> list[Group]:
    keys = dict.fromkeys(page.group for page in sheet.pages())
    return [
        Group(
            heading=heading_of(sheet, key),
            tasks=tuple(_task(draft, sheet, page) for page in sheet.pages() if page.group == key),
            removal=Link("Take this person out", reverse("referrals:removal", args=[draft.id, key]))
            if key in sheet.slots()
            else None,
            note=_without_contact(sheet, key),
        )
        for key in keys
    ]


def _task(draft: Draft, sheet: Sheet, page: Page) -> Task:
    return Task(page.title, _status(sheet, page), reverse("referrals:section", args=[draft.id, page.key]))


def _status(sheet: Sheet, page: Page) -> Tag | str:
    if page.key in sheet.content.waiting:
        return Tag("Look again", Tone.SOON)
    if sheet.empty(page):
        return TO_DO if page.needed else OPTIONAL
    return DONE if sheet.done(page) else DOING


def _answers(draft: Draft, sheet: Sheet, page: Page) -> Answers:
    return Answers(
        heading=page.title,
        rows=tuple(row for row in answers_of(sheet.answered(page)) if row.value),
        change=Link("Change", reverse("referrals:section", args=[draft.id, page.key])),
    )


def _without_contact(sheet: Sheet, key: str) -> str:
    if key not in sheet.slots() or side_of(key) != Side.HARMED or sheet.writer.asks_about_harmed:
        return ""
    return in_words(
        sheet.writer.words,
        "Your agency works with people responsible, so RJ Hub does not ask you how to reach a person harmed. Leave it "
        "out everywhere. The hub finds out from a service that works with people harmed.",
    )


def _note(sheet: Sheet, page: Page) -> str:
    if page.part == "who" and side_of(page.slot) == Side.RESPONSIBLE:
        return "If nobody knows who is responsible, go back and take this person out of the referral."
    return _without_contact(sheet, page.slot) if page.part == "who" else ""
