"""Answers to "may this be done?", always with the reason that the person is shown."""

from dataclasses import dataclass
from typing import Self


class Refused(Exception):
    """The answer was no. Carries the reasons, each a plain sentence for the person who asked."""

    def __init__(self, *reasons: str) -> None:
        self.reasons = reasons or ("You cannot do this.",)
        super().__init__(" ".join(self.reasons))


class Conflict(Exception):
    """Two people saved the same thing: the second one has to look at what the first one wrote."""

    def __init__(
        self,
        message: str = "Somebody else changed this while you had it open. Check their change and save again.",
    ) -> None:
        self.message = message
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Decision:
    """Yes or no, and why. A "no" without a reason cannot be made (ValueError)."""

    allowed: bool
    reasons: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if any(not reason.strip() for reason in self.reasons):
            message = "A reason must be a sentence, not an empty text."
            raise ValueError(message)
        if not self.allowed and not self.reasons:
            message = "A refusal must say why."
            raise ValueError(message)

    def __bool__(self) -> bool:
        return self.allowed

    def and_(self, *others: Self) -> "Decision":
        """Both must allow. A no keeps every refusing reason, so that the person hears all at once."""
        decisions = (self, *others)
        refusals = [decision for decision in decisions if not decision.allowed]
        reasons = [reason for decision in refusals or decisions for reason in decision.reasons]
        return Decision(allowed=not refusals, reasons=tuple(dict.fromkeys(reasons)))

    def or_refuse(self) -> None:
        """Raise Refused, carrying the reasons, unless allowed."""
        if not self.allowed:
            raise Refused(*self.reasons)


def allow(*reasons: str) -> Decision:
    """Yes; the reasons may name what gives the right ("You lead this case")."""
    return Decision(allowed=True, reasons=reasons)


def refuse(reason: str, *more: str) -> Decision:
    """No, and why: plain sentences that tell the person what stands in the way."""
    return Decision(allowed=False, reasons=(reason, *more))


def allow_if(condition: object, otherwise: str) -> Decision:
    """Yes where the condition holds, else no for the reason given."""
    return allow() if condition else refuse(otherwise)


def all_of(*decisions: Decision) -> Decision:
    """Yes only where each says yes; a no carries every reason."""
    return allow().and_(*decisions)
