"""How likely it is, in words and in numbers that go with them."""

from rjhub.design.pieces import Tag, Tone
from rjhub.matching.weighing import Weighing

_TAGS = {
    "certain": Tag("Almost certainly the same", Tone.SPECIAL),
    "likely": Tag("Probably the same", Tone.SOON),
    "possible": Tag("May be the same", Tone.TO_DO),
    "": Tag("Probably different", Tone.WAITING),
}
_ALMOST_ALL, _ALMOST_NONE = 0.99, 0.01


def tag(odds: float, weighing: Weighing) -> Tag:
    """What a pair is called."""
    return _TAGS[weighing.called(odds)]


def chance(odds: float) -> str:
    """A probability as people say it: about how many in a hundred pairs like this."""
    share = 1 / (1 + 2 ** -max(min(odds, 60.0), -60.0))
    if share > _ALMOST_ALL:
        return "more than 99 in 100"
    if share < _ALMOST_NONE:
        return "fewer than 1 in 100"
    return f"about {round(100 * share)} in 100"


def bits(value: float) -> str:
    """A weight with its sign."""
    return f"{value:+.1f}".replace("-", "\u2212")
