"""Questions about what makes a case sensitive or complex, and about its approval."""

from collections.abc import Iterable
from typing import Any

from rjhub.cases.actions.approving import Approving
from rjhub.cases.vocabulary import ApprovalDecision
from rjhub.design import forms
from rjhub.partnership.pathway.case_words import SensitiveFlag
from rjhub.partnership.vocabulary import Role


class Raising(forms.Form):
    """Marking a case as sensitive or complex."""

    flag = forms.Select("What is it?", (), what="what it is", coerce=SensitiveFlag)
    why = forms.Text("What do you know about it?", what="what you know about it", hint="Name nobody")

    def __init__(self, data: Any, *, up: Iterable[str]) -> None:
        """Offer what the case is not marked with yet."""
        super().__init__(data)
        marked = set(up)
        offered = [(one.value, one.label) for one in SensitiveFlag if one.value not in marked]
        self.fields["flag"].choices = [("", "Choose one"), *offered]  # type: ignore[attr-defined]


class Lowering(forms.Form):
    """Taking a mark away."""

    because = forms.Text("Why is it no longer so?", what="why it is no longer so")


class Approval(forms.Once):
    """Approving a case, or not."""

    decision = forms.Choice(
        "May this case go on?",
        ApprovalDecision,
        what="whether this case may go on",
        hints={ApprovalDecision.REFUSED: "The hub decides what happens then"},
    )
    why = forms.Text("Why?", what="why you decide so")
    conditions = forms.Text("On which conditions?", required=False)

    def approving(self, role: Role) -> Approving:
        """The answers, as the action takes them."""
        given = self.cleaned_data
        return Approving(
            decision=given["decision"], role=role, why=given["why"], conditions=given["conditions"] or ""
        )
