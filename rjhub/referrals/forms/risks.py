"""What somebody who refers knows of that could put people at risk."""

from collections.abc import Iterator
from typing import Any

from rjhub.design import forms
from rjhub.referrals.actions.submission import Risk
from rjhub.referrals.vocabulary import RiskKind
from rjhub.sharing.vocabulary import Side

NONE = "None that I know of"


class KnownRisks(forms.Form):
    """Kinds of risk on each side, each with a description.

    Whoever may not know of one side is not asked about it.
    """

    def __init__(self, *args: Any, asks_about_harmed: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.sides = (Side.HARMED, Side.RESPONSIBLE) if asks_about_harmed else (Side.RESPONSIBLE,)
        for side in self.sides:
            self._ask_about(side)

    def answer(self) -> tuple[Risk, ...]:
        """Each risk, as it is kept."""
        return tuple(self._risks())

    def _ask_about(self, side: Side) -> None:
        names = {kind: f"{side.value}_{kind.value}" for kind in RiskKind}
        self.fields[f"{side.value}_kinds"] = forms.Choices(
            f"Risks to or from the {side.label}",
            RiskKind,
            none=NONE,
            what=f"the risks about the {side.label}, or “{NONE}”",
            reveals={kind: (name,) for kind, name in names.items()},
        )
        for kind, name in names.items():
            self.fields[name] = forms.Text(
                "What do you know about it?",
                what=f"what you know about {kind.label[:1].lower()}{kind.label[1:]}",
                limit=1000,
                rows=3,
                required=False,
            )

    def _risks(self) -> Iterator[Risk]:
        for side in self.sides:
            for kind in self.cleaned_data[f"{side.value}_kinds"]:
                text = self.cleaned_data.get(f"{side.value}_{kind}") or ""
                yield Risk(side=side, kind=kind, description=text)
