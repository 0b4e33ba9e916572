"""Questions about who does what on a case."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from rjhub.cases.pairing import level_of
from rjhub.design import forms
from rjhub.partnership.models import Staff
from rjhub.partnership.vocabulary import Level
from rjhub.sharing.vocabulary import Acquaintance


def offered(staff: Iterable[Staff]) -> list[tuple[str, str]]:
    """Members of staff to choose from, with their agencies."""
    return [(str(one.id), f"{one.name}, {one.agency.short_name}") for one in staff]


def facilitators_offered(
    staff: Iterable[Staff], known: Mapping[UUID, Sequence[str]]
) -> list[tuple[str, str]]:
    """Facilitators to choose from, with their agencies, levels, and what else is known of them."""
    return [
        (
            str(one.id),
            f"{one.name}, {one.agency.short_name} ({'; '.join((_level(one), *known.get(one.id, ())))})",
        )
        for one in staff
    ]


def _level(staff: Staff) -> str:
    held = level_of(staff)
    return Level(held).label if held else "no level"


class Allocation(forms.Form):
    """Two facilitators for a case."""

    lead = forms.LongSelect("Lead facilitator", (), what="the lead facilitator")
    second = forms.LongSelect("Co-facilitator", (), what="the co-facilitator", required=False)
    override = forms.Text(
        "If a rule is put aside, why?",
        hint="Only where the page says that a rule is put aside",
        required=False,
    )

    def __init__(
        self,
        data: object,
        *,
        staff: Iterable[Staff],
        known: Mapping[UUID, Sequence[str]],
        initial: dict[str, str] | None = None,
    ) -> None:
        """Offer these members of staff, with what is known of each."""
        super().__init__(data, initial=initial)
        choices = facilitators_offered(staff, known)
        self.offer_choices("lead", [("", "Choose one"), *choices])
        self.offer_choices("second", [("", "Nobody"), *choices])


class AllocationAnswer(forms.Form):
    """Accepting or declining a case."""

    answer = forms.Choice(
        "Can you take this case?",
        (
            ("accept", "Yes, and I know nobody in it"),
            ("conflict", "No, because I know somebody in it"),
            ("decline", "No, for another reason"),
        ),
        what="whether you can take this case",
        reveals={"conflict": ["kind"], "decline": ["because"]},
    )
    kind = forms.Choice("How do you know them?", Acquaintance.choices, what="how you know them")
    because = forms.Text("Why not?", what="why not", hint="For example: I have no time")


class Somebody(forms.Form):
    """Choosing one member of staff."""

    staff = forms.LongSelect("Who?", (), what="who it is")

    def __init__(self, data: object, *, staff: Iterable[Staff]) -> None:
        """Offer these members of staff."""
        super().__init__(data)
        self.offer_choices("staff", [("", "Choose one"), *offered(staff)])


class Handover(Somebody):
    """Asking somebody to answer for a case."""

    why = forms.Text("Why?", what="why they should answer for it")


class HandoverAnswer(forms.Form):
    """Accepting or declining to answer for a case."""

    answer = forms.Choice(
        "Will you answer for this case?",
        (("accept", "Yes, from now on"), ("decline", "No")),
        what="whether you will answer for this case",
        reveals={"decline": ["because"]},
    )
    because = forms.Text("Why not?", what="why not")
