"""What a questionnaire file says: its scales, and its questions in groups, each in every language that it has."""

from typing import Annotated, Literal

from pydantic import Field, StrictInt

from rjhub.feedback.vocabulary import Language, Variant
from rjhub.partnership.written.parts import Key, OneOrMore, Part, Text
from rjhub.partnership.written.words import Word


class Side(Word):
    """Who answers."""

    HARMED = "harmed", "person harmed"
    RESPONSIBLE = "responsible", "person responsible"


class Wording(Part):
    """The same words in each language: English always, easy read and Welsh if the file has them."""

    en: Text
    easy: Text | None = None
    cy: Text | None = None

    def read(self, language: Language) -> str:
        """The words in a language; in English where there are none."""
        return getattr(self, language.value) or self.en


class Option(Part):
    """An answer that can be chosen."""

    value: Key
    text: Wording
    score: StrictInt | None = Field(default=None, description="for adding up; left out where it says nothing")


class Scale(Part):
    """Answers that several questions share."""

    key: Key
    options: tuple[Option, ...] = Field(min_length=2)

    @property
    def values(self) -> tuple[str, ...]:
        """What may be answered."""
        return tuple(option.value for option in self.options)


class Question(Part):
    """One question. It is answered by choosing from a scale, or in words; it can always be left out."""

    key: Key
    text: Wording
    scale: Key | None = Field(default=None, description="left out where it is answered in words")
    sides: Annotated[tuple[Side, ...], OneOrMore] = tuple(Side)
    went: Annotated[tuple[Variant, ...], OneOrMore] = tuple(Variant)
    alert: tuple[Key, ...] = Field(
        default=(), description="answers that a supervisor reads within a working day"
    )
    about: Literal["named"] | None = Field(
        default=None, description="'named' for whether the hub may read it with their name"
    )

    def is_for(self, side: Side, went: Variant) -> bool:
        """Whether somebody is asked this."""
        return side in self.sides and went in self.went


class Group(Part):
    """Questions that stand on one page."""

    key: Key
    title: Wording
    questions: tuple[Question, ...] = Field(min_length=1)


class Draft(Part):
    """A language in which the words are not checked yet."""

    language: Literal["easy", "cy"]
    note: Text


class Questionnaire(Part):
    """A whole questionnaire, of one version. What was asked stays as it was asked: other words are another version."""

    key: Key
    version: Annotated[StrictInt, Field(ge=1)]
    name: Text
    went: Annotated[tuple[Variant, ...], OneOrMore]
    drafts: tuple[Draft, ...] = ()
    scales: tuple[Scale, ...]
    groups: tuple[Group, ...] = Field(min_length=1)

    def scale(self, key: str) -> Scale:
        """A scale by its key. Raises StopIteration for one that is not there."""
        return next(one for one in self.scales if one.key == key)

    @property
    def languages(self) -> tuple[Language, ...]:
        """In which languages it can be read."""
        there = self.groups[0].title
        return tuple(one for one in Language if getattr(there, one.value))

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question, in order."""
        return tuple(question for group in self.groups for question in group.questions)

    def question(self, key: str) -> Question:
        """A question by its key. Raises StopIteration for one that is not there."""
        return next(one for one in self.questions if one.key == key)

    def groups_for(self, side: Side, went: Variant) -> tuple[Group, ...]:
        """The groups of which somebody is asked anything, each with what they are asked."""
        found = []
        for group in self.groups:
            asked = tuple(one for one in group.questions if one.is_for(side, went))
            if asked:
                found.append(group.model_copy(update={"questions": asked}))
        return tuple(found)

    def draft_of(self, language: Language) -> str:
        """What is to be said of words that are not checked yet; empty where they are."""
        return next((one.note for one in self.drafts if one.language == language.value), "")
