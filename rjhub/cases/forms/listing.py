"""What the list of cases can be narrowed down by."""

from rjhub.design import forms
from rjhub.kernel import references
from rjhub.partnership.models import Hub, Staff
from rjhub.partnership.pathway.stages import StageKind

STATES = (
    ("open", "Being worked on"),
    ("waiting", "Waiting"),
    ("closed", "Closed"),
    ("all", "Open and closed"),
)


class CaseFilters(forms.Filters):
    """Filters of the list of cases."""

    reference = forms.Line("Case reference", read=references.parse, longest=20, required=False)
    state = forms.Select("Open or closed", STATES, empty="Open", required=False)
    stage = forms.Select(
        "Stage", [(kind.value, kind.label) for kind in StageKind], empty="Every stage", required=False
    )
    hub = forms.Select("Hub", (), empty="Every hub", required=False)
    mine = forms.Choices("Only", (("mine", "Cases that I answer for"),), required=False)

    def __init__(self, data: object, *, staff: Staff) -> None:
        """Offer the hubs of the reader's own partnership."""
        super().__init__(data)
        hubs = Hub.objects.filter(partnership_id=staff.partnership_id).order_by("name")
        self.offer_choices("hub", [("", "Every hub"), *((hub.code, hub.name) for hub in hubs)])
