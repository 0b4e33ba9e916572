"""Questions about who is kept out of a case."""

from collections.abc import Iterable

from rjhub.cases.forms.responsibility import offered
from rjhub.design import forms
from rjhub.partnership.models import Staff
from rjhub.sharing.vocabulary import Acquaintance

OF_THEM = {
    Acquaintance.KIN: "Family, or a former partner",
    Acquaintance.ACQUAINTANCE: "A friend, a neighbour or somebody they know",
    Acquaintance.STREET: "They live in the same street or building",
    Acquaintance.OTHER: "Another reason why they should not see this",
}


class OwnConflict(forms.Form):
    """How one knows somebody in the case."""

    kind = forms.Choice("How do you know them?", Acquaintance.choices, what="how you know them")


class ConflictOfSomebody(forms.Form):
    """Who else knows somebody in the case, and how."""

    staff = forms.LongSelect("Who?", (), what="who it is")
    kind = forms.Choice(
        "How do they know somebody in the case?",
        [(kind.value, words) for kind, words in OF_THEM.items()],
        what="how they know somebody in the case",
    )

    def __init__(self, data: object, *, staff: Iterable[Staff]) -> None:
        """Offer these members of staff."""
        super().__init__(data)
        self.offer_choices("staff", [("", "Choose one"), *offered(staff)])


class Sealing(forms.Form):
    """Who goes on seeing a case that is sealed, and why it is."""

    keeps = forms.Choices("Who else goes on seeing it?", (), what="who goes on seeing it", required=False)
    because = forms.Text("Why is the case sealed?", what="why the case is sealed")

    def __init__(self, data: object, *, staff: Iterable[Staff]) -> None:
        """Offer these members of staff."""
        super().__init__(data)
        self.offer_choices("keeps", offered(staff))


class Unsealing(forms.Form):
    """Why a case need not be sealed any more."""

    because = forms.Text(
        "Why does it not have to be sealed any more?", what="why it does not have to be sealed any more"
    )


class ConflictEnding(forms.Form):
    """Why somebody has no conflict of interest any more."""

    because = forms.Text(
        "Why is it no conflict of interest any more?",
        what="why it is no conflict of interest any more",
        hint="For example: it was recorded about the wrong member of staff",
    )
