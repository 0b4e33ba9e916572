"""What figures are asked by."""

from collections.abc import Mapping

from rjhub.design import forms
from rjhub.partnership.pathway.case_words import CjStage, OffenceGroup
from rjhub.reporting.vocabulary import Period


class FigureFilters(forms.Filters):
    """The period, and which part of everything."""

    period = forms.Select("Period", (), empty="This quarter so far", required=False)
    hub = forms.Select("Hub", (), empty="Every hub", required=False)
    cj_stage = forms.Select(
        "Criminal justice stage",
        [(one.value, one.label) for one in CjStage],
        empty="Every stage",
        required=False,
    )
    offence_group = forms.Select(
        "Kind of offence",
        [(one.value, one.label) for one in OffenceGroup],
        empty="Every kind",
        required=False,
    )

    def __init__(self, data: object, *, periods: list[Period], hubs: Mapping[str, str]) -> None:
        """Offer the periods that there are today, and the hubs of the reader's own partnership."""
        super().__init__(data)
        spans = [(one.key, one.words) for one in periods]
        self.offer_choices("period", [("", "This quarter so far"), *spans])
        self.offer_choices("hub", [("", "Every hub"), *hubs.items()])


class Submitting(forms.Once):
    """Which period a return is submitted for."""

    period = forms.Select("Which period?", (), what="the period")

    def __init__(self, data: object = None, *, periods: list[Period]) -> None:
        """Offer the periods that are over, newest first."""
        super().__init__(data)
        self.offer_choices("period", [(one.key, one.words) for one in periods])
