"""What a hub is asked when a referral is attached to a case, or taken out of it."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from rjhub.cases.actions.settling_people import Who
from rjhub.cases.vocabulary import WhoIsWho
from rjhub.design import forms


class WhoIs(forms.Form):
    """Who each person of a referral is: one question for each, with the people of the case on the same side."""

    note = forms.Text(
        "Note",
        what="the note",
        limit=800,
        rows=3,
        required=False,
        hint="Why it is the same incident. Only hubs see it",
    )
    field_order = ()

    def __init__(
        self,
        data: object = None,
        *,
        named: Mapping[UUID, str],
        offered: Mapping[UUID, Sequence[tuple[UUID, str]]],
        known: Mapping[UUID, str],
        with_note: bool = True,
    ) -> None:
        """Ask about everybody in `named`. `offered` are whom they may be, `known` what hubs have decided before."""
        super().__init__(data)
        self.people = list(named)
        for key, name in named.items():
            same = [(str(party), f"The same person as {called}") for party, called in offered[key]]
            others = [(one.value, str(one.label)) for one in (WhoIsWho.ADD, WhoIsWho.LATER)]
            self.fields[f"who-{key}"] = forms.Choice(
                f"Who is {name}?", (*same, *others), what=f"who {name} is", initial=known.get(key, "")
            )
        if not with_note:
            del self.fields["note"]
        self.order_fields([*(f"who-{key}" for key in named), "note"])

    def who(self) -> dict[UUID, Who]:
        """The answers."""
        return {key: _who(self.cleaned_data[f"who-{key}"]) for key in self.people}


class Detaching(forms.Form):
    """Why a referral is taken out of a case again."""

    because = forms.Text(
        "Why is it not about this incident?", limit=400, rows=3, what="why it is not about this incident"
    )


def _who(answer: str) -> Who:
    if answer in {WhoIsWho.ADD, WhoIsWho.LATER}:
        return Who(WhoIsWho(answer))
    return Who(WhoIsWho.SAME, UUID(answer))
