"""The pages of a draft: which there are, what stands on each, and what becomes of them when it is sent."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, cast

from django.forms import ChoiceField
from django.forms.utils import ErrorDict
from django.http import QueryDict

from rjhub.design import forms
from rjhub.partnership.pathway.schema import Words
from rjhub.partnership.pathway.wording import in_words
from rjhub.referrals.actions.submission import Circumstances as Kept
from rjhub.referrals.actions.submission import Named, Situation, Submission
from rjhub.referrals.forms.circumstances import Circumstances, Court, WhatHappened
from rjhub.referrals.forms.people import AboutHarmed, AboutResponsible, Agreed, Who, WhoResponsible
from rjhub.referrals.forms.reaching import SafeContact
from rjhub.referrals.forms.risks import KnownRisks
from rjhub.referrals.models.draft import Content, Typed
from rjhub.sharing.vocabulary import Side

ABOUT, PEOPLE, SAFETY = "about", "people", "safety"
TITLES = {
    "circumstances": "How it came about",
    "happened": "What happened",
    "court": "Police and court",
    "risks": "Risks that you know of",
    "who": "Who they are",
    "contact": "How to contact them safely",
    "situation": "Their situation",
    "agreed": "What they agreed to",
}


@dataclass(frozen=True, kw_only=True)
class Writer:
    """Who is writing, as far as the questions depend on it."""

    asks_about_harmed: bool
    districts: tuple[str, ...] = ()
    force_code: str = ""
    source: str = ""
    words: Words = field(default_factory=Words)


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page of a draft. A page about somebody has their slot, like "harmed-1"."""

    key: str
    title: str
    group: str
    needed: bool = True
    slot: str = ""

    @property
    def part(self) -> str:
        """What the page asks about: "who" of "harmed-1-who"."""
        return self.key.removeprefix(f"{self.slot}-") if self.slot else self.key


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A draft, with the questions on each of its pages."""

    content: Content
    writer: Writer
    _forms: dict[str, forms.Form] = field(default_factory=dict, compare=False)

    def pages(self) -> Iterator[Page]:
        """Every page, in the order in which they are filled in."""
        for key, needed in (("circumstances", True), ("happened", True), ("court", False)):
            yield Page(key=key, title=TITLES[key], group=ABOUT, needed=needed)
        for slot in self.slots():
            yield from self.pages_about(slot)
        yield Page(key="risks", title=TITLES["risks"], group=SAFETY)

    def slots(self) -> list[str]:
        """Whom it names: people harmed first."""
        return sorted(self.content.slots)

    def pages_about(self, slot: str) -> Iterator[Page]:
        """The pages about one person. Whoever may not know how to reach somebody is not asked."""
        parts = [("who", True), ("contact", True), ("situation", False), ("agreed", True)]
        for part, needed in parts:
            if part == "contact" and side_of(slot) == Side.HARMED and not self.writer.asks_about_harmed:
                continue
            yield Page(key=f"{slot}-{part}", title=TITLES[part], group=slot, needed=needed, slot=slot)

    def find(self, key: str) -> Page | None:
        """The page of a key."""
        return next((page for page in self.pages() if page.key == key), None)

    def following(self, page: Page) -> Page | None:
        """The next page of the same group, on which somebody goes on without going back to the list."""
        pages = [each for each in self.pages() if each.group == page.group]
        later = pages[pages.index(page) + 1 :]
        return later[0] if later else None

    def empty(self, page: Page) -> bool:
        """Whether nothing is typed on a page."""
        return not any(text for texts in self.content.page(page.key).typed.values() for text in texts)

    def done(self, page: Page) -> bool:
        """Whether a page is right as it stands."""
        return (not page.needed and self.empty(page)) or self.answered(page).is_valid()

    def ready(self) -> bool:
        """Whether everything is there that a referral needs, and nothing that is wrong."""
        return bool(self.content.slots) and all(self.done(page) for page in self.pages())

    def answered(self, page: Page) -> forms.Form:
        """A page with what was typed on it, checked."""
        if page.key not in self._forms:
            self._forms[page.key] = self.ask(page, self.content.page(page.key).typed)
        return self._forms[page.key]

    def shown(self, page: Page) -> forms.Form:
        """A page to be filled in or looked at again, without complaints about what is not there yet."""
        if self.empty(page):
            return self.ask(page, None)
        return unjudged(self.ask(page, self.content.page(page.key).typed))

    def ask(self, page: Page, typed: Typed | None) -> forms.Form:
        """The questions of a page, in the words of the area; with `typed`, answered."""
        return in_words_of(self.writer.words, self._plain(page, typed))

    def _plain(self, page: Page, typed: Typed | None) -> forms.Form:
        data = None if typed is None else query_of(typed)
        part = page.part
        responsible = side_of(page.slot) == Side.RESPONSIBLE
        if part == "circumstances":
            return Circumstances(data, initial={"source": self.writer.source})
        if part == "happened":
            initial = {"force_code": self.writer.force_code}
            return WhatHappened(data, initial=initial, districts=self.writer.districts)
        if part == "risks":
            return KnownRisks(data, asks_about_harmed=self.writer.asks_about_harmed)
        plain: dict[str, type[forms.Form]] = {
            "court": Court,
            "who": WhoResponsible if responsible else Who,
            "contact": SafeContact,
            "situation": AboutResponsible if responsible else AboutHarmed,
            "agreed": Agreed,
        }
        return plain[part](data)

    def submission(self, key: str) -> Submission:
        """What is sent. Only for a draft that is ready."""
        about = {**self._answer("circumstances"), **self._answer("court")}
        happened = cast(WhatHappened, self._valid("happened"))
        return Submission(
            key=key,
            circumstances=Kept(**about, district=happened.cleaned_data["district"] or ""),
            incidents=(happened.answer(),),
            people=tuple(self._named(slot) for slot in self.slots()),
            risks=cast(KnownRisks, self._valid("risks")).answer(),
        )

    def _named(self, slot: str) -> Named:
        said = {**self._answer(f"{slot}-situation"), **self._answer(f"{slot}-agreed")}
        contact = self.find(f"{slot}-contact")
        return Named(
            side=side_of(slot),
            identity=cast(Who, self._valid(f"{slot}-who")).answer(),
            reach=cast(SafeContact, self._valid(contact.key)).answer() if contact else None,
            situation=replace(Situation(), **said),
        )

    def _answer(self, key: str) -> dict[str, Any]:
        page = self.find(key)
        if page is None or (not page.needed and self.empty(page)):
            return {}
        return cast(dict[str, Any], self._valid(key).answer())  # type: ignore[attr-defined]

    def _valid(self, key: str) -> forms.Form:
        page = self.find(key)
        assert page is not None  # noqa: S101 - asked only about pages that there are
        form = self.answered(page)
        assert form.is_valid()  # noqa: S101 - asked only when the draft is ready
        return form


def unjudged(form: forms.Form) -> forms.Form:
    """The same form with what was typed, and without complaints."""
    form._errors = ErrorDict()  # type: ignore[attr-defined]  # noqa: SLF001 - Django has no other way
    return form


def in_words_of(words: Words, form: forms.Form) -> forms.Form:
    """The same form, with what the area calls people in its questions, hints and answers to choose from."""
    for asked in form.fields.values():
        asked.label = in_words(words, str(asked.label or ""))
        asked.help_text = in_words(words, str(asked.help_text or ""))
        if isinstance(asked, ChoiceField):
            offered = cast(Iterable[tuple[Any, Any]], asked.choices)
            asked.choices = [(value, in_words(words, str(said))) for value, said in offered]
    return form


def side_of(slot: str) -> Side:
    """Whose side a slot is on: "harmed-1" is somebody harmed. Pages about nobody count as neutral."""
    return Side(slot.partition("-")[0]) if slot else Side.NEUTRAL


def typed_in(form: forms.Form, data: QueryDict) -> Typed:
    """What was typed into the questions of a form, right or wrong, and nothing else that the browser sent."""
    return {
        name: [str(value) for value in values]
        for name, values in data.lists()
        if name.partition("-")[0] in form.fields
    }


def query_of(typed: Typed) -> QueryDict:
    """What was typed, as forms read it."""
    data = QueryDict(mutable=True)
    for name, values in typed.items():
        data.setlist(name, list(values))
    return data
