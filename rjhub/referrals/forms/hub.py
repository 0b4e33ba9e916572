"""What a hub is asked about referrals."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from rjhub.design import forms
from rjhub.kernel import references
from rjhub.partnership.models import Staff
from rjhub.partnership.vocabulary import Role
from rjhub.referrals.models import ReferralParty
from rjhub.referrals.queries.listing import JOINED, UNCHECKED
from rjhub.referrals.vocabulary import DeclineReason, Sameness, Source, Status

ANOTHER = "another"
STATES = (
    (UNCHECKED, "Received, duplicates not checked"),
    (Status.RECEIVED.value, "Received"),
    (Status.ACCEPTED.value, "Accepted"),
    (JOINED, "Joined to another case"),
    (Status.DECLINED.value, "Declined"),
    (Status.WITHDRAWN.value, "Withdrawn"),
)


class ReferralFilters(forms.Filters):
    """Filters of the hub's list of referrals."""

    reference = forms.Line("Reference", read=references.parse, longest=20, required=False)
    status = forms.Select("Status", STATES, empty="Every status", required=False)
    hub = forms.Select("Hub", (), empty="Every hub of yours", required=False)
    source = forms.Select("Comes from", Source, empty="Everywhere", required=False)
    since = forms.Date("Received from", required=False)
    until = forms.Date("Received until", required=False)

    def __init__(self, data: object, *, staff: Staff) -> None:
        """Offer the hubs that the reader coordinates."""
        super().__init__(data)
        held = [role.hub for role in staff.current_roles() if role.role == Role.COORDINATOR and role.hub]
        self.fields["hub"].choices = [(hub.code, hub.name) for hub in held]  # type: ignore[attr-defined]


class Duplicates(forms.Form):
    """Whether a referral is about an incident that the hubs have already."""

    decision = forms.Choice(
        "Is it about an incident that a hub has already?",
        Sameness,
        what="what you decide",
        hints={
            Sameness.SAME: "No second case is opened. Whoever sent this reads only that it was accepted",
            Sameness.NOT_SURE: "The referral waits. Find out first, for example from the other hub",
        },
        reveals={Sameness.SAME: ("joined_to", "reference")},
    )
    joined_to = forms.Choice("Which one?", (), what="the one that is about the same incident")
    reference = forms.Line(
        "Its reference",
        what="the reference",
        width="20",
        longest=20,
        required=False,
        read=references.parse,
        hint="Only if you chose another one",
    )
    note = forms.Text(
        "Note", what="the note", limit=800, rows=3, required=False, hint="Why you decide so. Only hubs see it"
    )

    def __init__(self, *args: Any, offered: Iterable[tuple[UUID, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        pairs = [(str(key), text) for key, text in offered]
        self.fields["joined_to"].choices = [*pairs, (ANOTHER, "Another one")]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Another one needs its reference."""
        answers = super().clean() or self.cleaned_data
        if (
            answers.get("joined_to") == ANOTHER
            and not answers.get("reference")
            and "reference" not in self.errors
        ):
            self.add_error("reference", f"Enter the whole reference, like {references.EXAMPLE}")
        return answers


class Accepting(forms.Form):
    """How a referral is taken on; a question only where the partnership has several pathways."""

    pathway = forms.Choice("Which pathway does the case follow?", (), what="the pathway")

    def __init__(self, *args: Any, offered: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        if len(offered) > 1:
            self.offer_choices("pathway", [(str(key), name) for key, name in offered])
        else:
            del self.fields["pathway"]


class Declining(forms.Form):
    """Why a hub does not take a referral on."""

    reason = forms.Choice(
        "Why do you decline it?",
        DeclineReason,
        what="why you decline it",
        hint="Whoever sent it reads this",
        reveals={DeclineReason.NOT_AGREED: ("said_no",)},
    )
    said_no = forms.Choices(
        "Who does not want it?",
        (),
        what="who does not want it",
        hint="Nobody will be asked to contact them about it again",
    )
    words = forms.Text(
        "What should whoever sent it know?",
        what="what they should know",
        limit=800,
        rows=4,
        required=False,
        hint="They read exactly this. Say nothing about other cases or other people's decisions",
    )

    def __init__(self, *args: Any, parties: Iterable[ReferralParty], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["said_no"].choices = [(str(party.id), party.named_as) for party in parties]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Without a listed reason, words have to say it."""
        answers = super().clean() or self.cleaned_data
        if answers.get("reason") == DeclineReason.OTHER and not answers.get("words"):
            self.add_error("words", "Enter what whoever sent it should know")
        return answers
