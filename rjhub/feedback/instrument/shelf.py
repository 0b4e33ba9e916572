"""The questionnaires that come with the program, and loading one: everything that is wrong with it, with its lines."""

import re
from functools import cache
from importlib import resources

from rjhub.feedback.instrument.rules import faults
from rjhub.feedback.instrument.schema import Questionnaire
from rjhub.partnership.written import loading
from rjhub.partnership.written.errors import FileErrors
from rjhub.partnership.written.plain_english import PlainEnglish


class QuestionnaireErrors(FileErrors):
    """Everything that is wrong with the file of a questionnaire, in the order of its lines."""


IN_WORDS = PlainEnglish(
    whole=Questionnaire,
    nouns={
        "sides": "side",
        "went": "way",
        "language": "language",
        "about": "subject",
    },
    reference="see docs/feedback.md",
    missing={"en": "there are no English words here ('en:'); every text has them"},
)
_LOADER = loading.Loader(
    of="a questionnaire", whole=Questionnaire, in_words=IN_WORDS, faults=faults, errors=QuestionnaireErrors
)
_NAME = re.compile(r"(?P<key>[a-z_]+)-(?P<version>\d+)\.yaml")


def load(text: str, *, name: str) -> Questionnaire:
    """The questionnaire in the text of a file. Raises QuestionnaireErrors, with everything that is wrong."""
    return _LOADER.load(text, name=name)


@cache
def shipped() -> tuple[Questionnaire, ...]:
    """Every version of every questionnaire that comes with the program, in the order of their names.

    Raises QuestionnaireErrors for a file that is wrong, and ValueError for one that is not what its name says.
    """
    folder = resources.files("rjhub.feedback").joinpath("questionnaires")
    found = []
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if name := _NAME.fullmatch(file.name):
            loaded = load(file.read_text(encoding="utf-8"), name=file.name)
            if (loaded.key, str(loaded.version)) != (name["key"], name["version"]):
                message = f"{file.name} holds version {loaded.version} of '{loaded.key}'"
                raise ValueError(message)
            found.append(loaded)
    return tuple(found)


def find(key: str, version: int) -> Questionnaire:
    """One version of one. Raises KeyError."""
    for one in shipped():
        if (one.key, one.version) == (key, version):
            return one
    raise KeyError(key, version)


def newest(key: str) -> Questionnaire:
    """The version that is asked now. Raises KeyError."""
    versions = [one.version for one in shipped() if one.key == key]
    if not versions:
        raise KeyError(key)
    return find(key, max(versions))
