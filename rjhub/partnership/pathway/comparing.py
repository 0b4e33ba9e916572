"""What changed between two versions of a pathway, in words for an administrator."""

from rjhub.partnership.pathway.conditions import When
from rjhub.partnership.pathway.parts import Clock, Gate, Next
from rjhub.partnership.pathway.schema import Pathway
from rjhub.partnership.written.comparing import Comparing

_COMPARING = Comparing(
    known_by=("key", "stage", "type", "check", "rule", "name"),
    whole=(When, Next, Gate),
    spoken={Clock: lambda clock: clock.text},
)


def compare(old: Pathway, new: Pathway) -> list[str]:
    """Each difference as a sentence, in the order of the file. Empty if they say the same."""
    return _COMPARING.sentences(old, new)
