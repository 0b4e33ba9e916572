"""One's own account, and for whom one acts."""

from dataclasses import dataclass

from rjhub.design.links import Link
from rjhub.design.pieces import Row
from rjhub.partnership import forms


@dataclass(frozen=True)
class ActingAs:
    """Choosing for which agency to act."""

    form: forms.ActingAs
    next: str
    now: str
    title: str = "Choose for whom you act"


@dataclass(frozen=True)
class MyAccount:
    """Everything about one's own account."""

    about: tuple[Row, ...]
    work: tuple[Row, ...]
    safety: tuple[Row, ...]
    may_switch: Link | None
    demonstration: bool
    title: str = "Your account"
