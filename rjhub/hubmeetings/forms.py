"""Questions about a hub's meetings."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms as fields

from rjhub.cases.forms.information import ASKED_FOR
from rjhub.cases.forms.responsibility import facilitators_offered, offered
from rjhub.cases.models import Party
from rjhub.design import forms
from rjhub.design.words import capital
from rjhub.hubmeetings.vocabulary import Decided
from rjhub.partnership.models import Agency, Hub, Staff
from rjhub.partnership.pathway.case_words import ClosingReason

WHERE = "Enter a place, or an address of a video call"


class _WhenAndWhere(forms.Form):
    begins_at = forms.Moment("When does it begin?", what="when it begins")
    place = forms.Line("Where?", what="the place", longest=200, required=False)
    link = forms.Line(
        "Address of a video call", what="the address of the video call", longest=400, required=False,
        hint="It begins with https://",
    )  # fmt: skip

    def clean_link(self) -> str:
        """An address that a browser opens safely, or nothing."""
        given = str(self.cleaned_data["link"] or "")
        if given and not given.startswith("https://"):
            raise fields.ValidationError("Enter an address that begins with https://")
        return given

    def clean(self) -> dict[str, Any]:
        """A meeting is somewhere."""
        given = super().clean() or self.cleaned_data
        if not given.get("place") and not given.get("link") and "link" not in self.errors:
            self.add_error("place", WHERE)
        return given


class Arranging(_WhenAndWhere, forms.Once):
    """Arranging a meeting."""

    field_order = ("hub", "begins_at", "place", "link")
    hub = forms.Choice("Which hub meets?", (), what="the hub")

    def __init__(self, data: object, *, hubs: Sequence[Hub]) -> None:
        """Offer the hubs that somebody coordinates."""
        super().__init__(data, initial={"hub": str(hubs[0].id)} if len(hubs) == 1 else None)
        self.offer_choices("hub", [(str(hub.id), hub.name) for hub in hubs])


class Changing(_WhenAndWhere, forms.Versioned):
    """Another time or place."""


class Inviting(forms.Form):
    """Inviting somebody."""

    staff = forms.LongSelect("Who?", (), what="who it is")

    def __init__(self, data: object, *, staff: Iterable[Staff]) -> None:
        """Offer these members of staff."""
        super().__init__(data)
        self.offer_choices("staff", [("", "Choose one"), *offered(staff)])


class Adding(forms.Form):
    """A case that does not wait for the hub by itself."""

    reference = forms.Line("Which case?", what="the reference of the case", hint="Its reference", width="10")
    because = forms.Line("Why does the hub talk about it?", what="why the hub talks about it", longest=400)


class LeavingOut(forms.Form):
    """A word why a case is not talked about."""

    because = forms.Line("Why is it left out?", what="why it is left out", longest=400)


class Ending(forms.Form):
    """Ending a meeting, or calling it off."""

    how = forms.Choice(
        "What happened?",
        (("ended", "The meeting was held and is over"), ("called_off", "It is not held")),
        what="what happened",
    )


_WORDS = {
    Decided.ACCEPT: ("accept_words",),
    Decided.MORE: ("agency", "party", "asked", "category", "asked_by"),
    Decided.ALLOCATE: ("lead", "second", "override"),
    Decided.NOT_SUITABLE: ("reason", "not_suitable_words"),
    Decided.ELSEWHERE: ("to_name", "to_contact", "elsewhere_words", "agreed_by_parties"),
    Decided.TO_DO: ("staff", "to_do", "done_by"),
    Decided.LATER: ("later_words",),
}
# In which question the words of each kind of decision are typed.
TYPED_IN = {
    Decided.ACCEPT: "accept_words",
    Decided.MORE: "asked",
    Decided.ALLOCATE: "override",
    Decided.NOT_SUITABLE: "not_suitable_words",
    Decided.ELSEWHERE: "elsewhere_words",
    Decided.TO_DO: "to_do",
    Decided.LATER: "later_words",
}


class Deciding(forms.Versioned):
    """What a meeting decided about a case."""

    kind = forms.Choice("What was decided?", Decided, what="what was decided", reveals=_WORDS)
    accept_words = forms.Text("In a few words", what="a few words", required=False, rows=3)
    agency = forms.LongSelect("Which agency is asked?", (), what="the agency")
    party = forms.Choice("About whom?", (), what="whom it is about")
    asked = forms.Text("What do you ask?", what="what you ask", hint="One question on each line", rows=3)
    category = forms.Choice(
        "What kind of information is it?",
        [(one.value, capital(one.label)) for one in ASKED_FOR],
        what="what kind of information it is",
    )
    asked_by = forms.Date("By when?", what="by when you need it", future=True)
    lead = forms.LongSelect("Lead facilitator", (), what="the lead facilitator")
    second = forms.LongSelect("Co-facilitator", (), what="the co-facilitator", required=False)
    override = forms.Text(
        "If a rule is put aside, why?", what="why a rule is put aside", required=False, rows=3,
        hint="Only where the page says that a rule is put aside",
    )  # fmt: skip
    reason = forms.LongSelect("Why does the case end?", (), what="why the case ends")
    not_suitable_words = forms.Text("Not suitable because", what="why it is not suitable", rows=3)
    to_name = forms.Line("Which area or provider?", what="the area or provider", longest=120)
    to_contact = forms.Line("Whom do you ask there, and how?", what="whom you ask there", longest=200)
    elsewhere_words = forms.Text("Why should they take it?", what="why they should take it", rows=3)
    agreed_by_parties = forms.YesNo("Do the people agree?", what="whether the people agree")
    staff = forms.LongSelect("Who does it?", (), what="who does it")
    to_do = forms.Line(
        "What is to be done?",
        what="what is to be done",
        longest=160,
        hint="Name nobody: they may not know the case",
    )
    done_by = forms.Date("By when should it be done?", what="by when it should be done", future=True)
    later_words = forms.Text("Why not today?", what="why not today", required=False, rows=3)
    attached = fields.IntegerField(widget=fields.HiddenInput, min_value=0)

    def __init__(
        self,
        data: object,
        *,
        initial: Mapping[str, Any],
        parties: Iterable[Party],
        agencies: Iterable[Agency],
        facilitators: Sequence[Staff],
        known: Mapping[UUID, Sequence[str]],
        staff: Iterable[Staff],
        reasons: Iterable[ClosingReason],
    ) -> None:
        """Offer what this case allows."""
        super().__init__(data, initial=dict(initial))
        self.offer_choices("party", [(str(one.id), one.name) for one in parties])
        self.offer_choices("agency", _one_of((str(one.id), one.name) for one in agencies))
        choices = facilitators_offered(facilitators, known)
        self.offer_choices("lead", _one_of(choices))
        self.offer_choices("second", [("", "Nobody"), *choices])
        self.offer_choices("staff", _one_of(offered(staff)))
        self.offer_choices("reason", _one_of((one.value, one.label) for one in reasons))

    def words(self) -> str:
        """What was typed for the chosen kind of decision."""
        return str(self.cleaned_data.get(TYPED_IN[Decided(self.cleaned_data["kind"])]) or "")


def _one_of(choices: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [("", "Choose one"), *choices]
