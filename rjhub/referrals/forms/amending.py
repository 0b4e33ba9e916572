"""Changing or taking back a referral that was sent."""

from typing import Any

from rjhub.design import forms
from rjhub.referrals.forms.circumstances import APPLIES, Circumstances, Court, WhatHappened
from rjhub.referrals.forms.people import AboutHarmed, AboutResponsible, Agreed
from rjhub.referrals.models import Offence, Referral, ReferralParty
from rjhub.sharing.vocabulary import Side

WHY = "Why do you change it?"


class Why(forms.Versioned):
    """The reason of a change, and the version that it was made on."""

    why = forms.Text(WHY, what="why you change it", limit=800, rows=2)

    @property
    def reason(self) -> str:
        """Why it was changed."""
        return str(self.cleaned_data["why"])

    @property
    def seen(self) -> int:
        """The version of the referral that the change was made on."""
        return int(self.cleaned_data["version"])


class AmendAbout(Why, Circumstances, Court):
    """How it came about, and where it stands."""

    field_order = [*Circumstances.base_fields, *Court.base_fields, "why"]

    def changed(self) -> dict[str, Any]:
        """Fields of `Referral`."""
        return _own(Court.answer(self))


class AmendHappened(Why, WhatHappened):
    """What happened. The hub stays the same, whatever the place."""

    field_order = [*WhatHappened.base_fields, "why"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["district"]

    def changed(self) -> dict[str, Any]:
        """Fields of `Offence`."""
        return vars(self.answer())


class AmendHarmed(Why, AboutHarmed, Agreed):
    """What is said about a person harmed."""

    field_order = [*Agreed.base_fields, *AboutHarmed.base_fields, "why"]

    def changed(self) -> dict[str, Any]:
        """Fields of `ReferralParty`."""
        return _own({**AboutHarmed.answer(self), **Agreed.answer(self)})


class AmendResponsible(Why, AboutResponsible, Agreed):
    """What is said about a person responsible."""

    field_order = [*Agreed.base_fields, *AboutResponsible.base_fields, "why"]

    def changed(self) -> dict[str, Any]:
        """Fields of `ReferralParty`."""
        # Last the one that knows which of its answers is a list.
        return _own({**Agreed.answer(self), **AboutResponsible.answer(self)})


Amending = AmendAbout | AmendHappened | AmendHarmed | AmendResponsible


class Withdrawing(forms.Form):
    """Taking a referral back."""

    reason = forms.Text(
        "Why do you withdraw it?",
        what="why you withdraw it",
        limit=800,
        rows=3,
        hint="For example, the person changed their mind, or it was sent by mistake",
    )


def amending(row: Referral | Offence | ReferralParty, version: int, data: Any) -> Amending:
    """The questions that change a row, with what stands in it now."""
    if isinstance(row, Referral):
        kind: type[Amending] = AmendAbout
        initial: dict[str, Any] = {"applies": [name for name, _ in APPLIES if getattr(row, name)]}
    elif isinstance(row, Offence):
        kind, initial = AmendHappened, _when(row)
    else:
        kind = AmendHarmed if row.side == Side.HARMED else AmendResponsible
        initial = {}
    names = [name for name in kind.base_fields if hasattr(row, name) and name not in initial]
    return kind(data, initial={**{name: getattr(row, name) for name in names}, **initial, "version": version})


def _when(row: Offence) -> dict[str, Any]:
    period = row.happened_until is not None
    when = "period" if period else "day" if row.happened_on else "not_known"
    return {
        "when": when,
        "happened_on": None if period else row.happened_on,
        "started_on": row.happened_on if period else None,
        "ended_on": row.happened_until,
    }


def _own(said: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if name not in {"why", "version"}}
