"""What changed between two versions of an agreement, in words for an administrator."""

from rjhub.partnership.agreement.parts import Lasts
from rjhub.partnership.agreement.schema import Agreement
from rjhub.partnership.written.comparing import Comparing

_COMPARING = Comparing(
    known_by=("number", "type", "role", "record", "name"),
    whole=(),
    spoken={Lasts: lambda lasts: lasts.text},
)


def compare(before: Agreement, after: Agreement) -> list[str]:
    """Each difference as a sentence, in the order of the file. Empty if they say the same."""
    return _COMPARING.sentences(before, after)
