"""A visit: the pages on which somebody asks for restorative justice, and what is sent when they are done."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from rjhub.design import forms
from rjhub.referrals.actions.submission import Circumstances, Identity, Named, Situation, Submission
from rjhub.referrals.forms import asking
from rjhub.referrals.forms.draft import query_of, unjudged
from rjhub.referrals.models.draft import Content, Typed
from rjhub.referrals.vocabulary import Known, RaisedBy, Source
from rjhub.sharing.vocabulary import Side

WHO = (
    (Source.SELF_HARMED.value, "I was harmed"),
    (Source.SELF_RESPONSIBLE.value, "I caused harm"),
    (Source.FAMILY.value, "I ask for somebody in my family, or somebody I support"),
)
TITLES = {
    "contact": "How we can contact you safely",
    "you": "About you",
    "happened": "What happened",
    "hopes": "What you hope for",
    "worries": "Staying safe",
}


@dataclass(frozen=True, kw_only=True)
class Visit:
    """What a visitor has typed so far, with the questions of each page."""

    content: Content
    districts: tuple[str, ...]
    force_code: str

    @property
    def who(self) -> Source:
        """Who asks."""
        return Source(self.content.slots[0])

    @property
    def steps(self) -> tuple[str, ...]:
        """The pages, in their order: safe contact comes first."""
        return tuple(TITLES)

    def after(self, key: str) -> str | None:
        """The page after a page; None after the last one."""
        later = self.steps[self.steps.index(key) + 1 :]
        return later[0] if later else None

    def before(self, key: str) -> str | None:
        """The page before a page; None before the first one."""
        earlier = self.steps[: self.steps.index(key)]
        return earlier[-1] if earlier else None

    def missing(self) -> Iterator[str]:
        """Pages that still need an answer, or of two answers the one that holds."""
        waiting = self.content.waiting
        return (key for key in self.steps if key in waiting or not self.answered(key).is_valid())

    def answered(self, key: str) -> forms.Form:
        """A page with what was typed on it, checked."""
        return self.ask(key, self.content.page(key).typed)

    def shown(self, key: str) -> forms.Form:
        """A page as it is to be answered. What was sent last from a second tab waits there, without complaints."""
        page, waiting = self.content.page(key), self.content.waiting.get(key)
        if waiting is None and page.finished:
            return self.answered(key)
        typed = page.typed if waiting is None else waiting
        return unjudged(self.ask(key, typed)) if typed else self.ask(key, None)

    def ask(self, key: str, typed: Typed | None) -> forms.Form:
        """The questions of a page; with `typed`, answered."""
        data = None if typed is None else query_of(typed)
        if key == "happened":
            return asking.WhatHappened(data, districts=self.districts)
        if key == "you" and self.who == Source.FAMILY:
            return asking.YouAndThem(data)
        return asking.QUESTIONS[key](data)

    def side(self) -> Side:
        """On whose side the person is that this is about."""
        if self.who == Source.FAMILY:
            return Side(cast(asking.YouAndThem, self._valid("you")).cleaned_data["side"])
        return Side.HARMED if self.who == Source.SELF_HARMED else Side.RESPONSIBLE

    def submission(self, key: str) -> Submission:
        """What is sent. Only when nothing is missing."""
        happened = cast(asking.WhatHappened, self._valid("happened"))
        raised = {
            Source.SELF_HARMED: RaisedBy.HARMED,
            Source.SELF_RESPONSIBLE: RaisedBy.RESPONSIBLE,
            Source.FAMILY: RaisedBy.FAMILY,
        }
        knows, agrees = self._wish()
        return Submission(
            key=key,
            circumstances=Circumstances(
                source=self.who,
                raised_by=raised[self.who],
                initiator=self.side().value,
                aware=knows,
                agreeable=agrees,
                district=happened.cleaned_data["district"] or "",
            ),
            incidents=(happened.answer(self.force_code),),
            people=tuple(self._people()),
            risks=cast(asking.Worries, self._valid("worries")).answer(self.side()),
        )

    def _people(self) -> Iterator[Named]:
        hopes = self._valid("hopes").cleaned_data
        yield Named(
            side=self.side(),
            identity=cast(Any, self._valid("you")).answer(),
            reach=cast(asking.Contact, self._valid("contact")).answer(),
            situation=self._situation(hopes),
        )
        if hopes["other_name"]:
            given, _, family = hopes["other_name"].rpartition(" ")
            other = Side.RESPONSIBLE if self.side() == Side.HARMED else Side.HARMED
            yield Named(side=other, identity=Identity(given_name=given[:80], family_name=family[:80]))

    def _situation(self, hopes: dict[str, Any]) -> Situation:
        you = self._valid("you")
        family = isinstance(you, asking.YouAndThem)
        return Situation(
            told=Known.NOT_KNOWN,
            # Whoever asks for themself wants to be contacted; for a relative, that is for them to say.
            agrees_to_contact=Known.NOT_KNOWN if family else Known.YES,
            hopes=hopes["hopes"],
            relationship=hopes["relationship"],
            own_words=self._valid("happened").cleaned_data["own_words"],
            asked_for_by=you.asked_for_by if isinstance(you, asking.YouAndThem) else "",
        )

    def _wish(self) -> tuple[str, str]:
        if self.who != Source.FAMILY:
            return Known.YES, Known.YES
        said = self._valid("you").cleaned_data
        return said["knows"], said["agrees"]

    def _valid(self, key: str) -> forms.Form:
        form = self.answered(key)
        assert form.is_valid()  # noqa: S101 - asked only when nothing is missing
        return form
