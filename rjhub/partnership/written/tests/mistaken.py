"""One kind of written file, and what its loader says when somebody makes a mistake in it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from types import ModuleType

import pytest

from rjhub.partnership.written.errors import FileError, FileErrors
from rjhub.partnership.written.faults import Fault, Rule
from rjhub.partnership.written.mistakes import Mistake
from rjhub.partnership.written.parts import Part


@dataclass(frozen=True)
class Kind:
    """A kind of file: what loads it, what it raises, where its rules stand, and its example with the mistakes."""

    load: Callable[..., Part]
    errors: type[FileErrors]
    rules: ModuleType
    example: Callable[[], str]
    mistakes: Callable[[], Sequence[Mistake]]

    def errors_in(self, text: str) -> tuple[FileError, ...]:
        """Everything that the loader says is wrong."""
        with pytest.raises(self.errors) as raised:
            self.load(text, name="anytown.yaml")
        return raised.value.errors

    def names(self, mistake: Mistake) -> None:
        """The loader names a mistake with its line, and nothing else."""
        text = mistake.make(self.example())
        (error,) = self.errors_in(text)
        assert error.message == mistake.says
        assert text.splitlines()[error.line - 1].strip() == mistake.line
        assert error.column >= 1

    def names_at_once(self, *changes: tuple[str, str]) -> None:
        """Every one of many mistakes is named, in the order of their lines."""
        text = self.example()
        for find, replace in changes:
            text = text.replace(find, replace, 1)
        found = self.errors_in(text)
        assert len(found) == len(changes)
        assert [error.line for error in found] == sorted(error.line for error in found)

    def rules_that_no_mistake_breaks(self, monkeypatch: pytest.MonkeyPatch) -> set[str]:
        """The rules of the loader that none of the mistakes shows at work."""
        broken: set[str] = set()

        def watched(rule: Rule) -> Rule:
            def find(whole: Part) -> Iterator[Fault]:
                for fault in rule.find(whole):
                    broken.add(name_of(rule))
                    yield fault

            return Rule(rule.needs, find)

        every = self.rules.RULES
        monkeypatch.setattr(self.rules, "RULES", tuple(watched(rule) for rule in every))
        for mistake in self.mistakes():
            self.errors_in(mistake.make(self.example()))
        return {name_of(rule) for rule in every} - broken


def name_of(rule: Rule) -> str:
    return f"{rule.find.__module__}.{rule.find.__qualname__}"
