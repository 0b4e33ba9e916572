"""Who is named in a referral, and what is known about them."""

from typing import Any

from rjhub.design import forms
from rjhub.kernel import ages, clock
from rjhub.kernel.identifiers import crn, cro, pnc, prison_number
from rjhub.kernel.invalid import Invalid
from rjhub.partnership.reference import prisons
from rjhub.people.vocabulary import IdentifierKind
from rjhub.referrals.actions.submission import Identity
from rjhub.referrals.vocabulary import ContactScheme, Known, Mappa, Order, Responsibility


class Who(forms.Form):
    """Who somebody is."""

    given_name = forms.Line("First name", longest=80, required=False, width="20")
    family_name = forms.Line(
        "Last name",
        longest=80,
        width="20",
        hint="If they use only one name, enter it here",
    )
    other_names = forms.Line(
        "Other names",
        longest=200,
        required=False,
        hint="Names they had before or also use, with commas between them",
    )
    known_as = forms.Line("What they like to be called", longest=80, required=False, width="20")
    born_on = forms.Date("Date of birth", past=True, required=False)
    language = forms.Line(
        "Language they speak, if not English", what="their language", longest=60, required=False, width="20"
    )
    needs_interpreter = forms.Choice(
        "Do they need an interpreter?",
        (("yes", "Yes"), ("no", "No")),
        what="whether they need an interpreter",
        required=False,
    )
    communication_needs = forms.Line(
        "What helps them to take part",
        longest=400,
        required=False,
        hint="For example, large print, a sign language interpreter, or more time",
    )

    def clean_born_on(self) -> Any:
        """Nobody is older than people become."""
        born_on = self.cleaned_data["born_on"]
        if born_on:
            try:
                ages.age_on(clock.today(), born_on)
            except Invalid as wrong:
                self.add_error("born_on", wrong.message)
        return born_on

    def answer(self) -> Identity:
        """Who they are, as it is kept."""
        said = dict(self.cleaned_data)
        kinds = {kind for kind in IdentifierKind if said.get(kind.value)}
        return Identity(
            family_name=said["family_name"],
            given_name=said["given_name"],
            known_as=said["known_as"],
            other_names=said["other_names"],
            born_on=said["born_on"],
            language=said["language"],
            needs_interpreter=said["needs_interpreter"] == "yes",
            communication_needs=said["communication_needs"],
            identifiers={kind: said[kind.value] for kind in kinds},
        )


class WhoResponsible(Who):
    """Who a person responsible is, with the numbers by which agencies know them."""

    pnc = forms.Line("PNC ID", required=False, width="10", read=pnc.parse, hint=f"Like {pnc.EXAMPLE}")
    cro = forms.Line("CRO number", required=False, width="10", read=cro.parse, hint=f"Like {cro.EXAMPLE}")
    crn = forms.Line("Probation CRN", required=False, width="10", read=crn.parse, hint=f"Like {crn.EXAMPLE}")
    prison_number = forms.Line(
        "Prison number",
        required=False,
        width="10",
        read=prison_number.parse,
        hint=f"Like {prison_number.EXAMPLE}",
    )


class AboutHarmed(forms.Form):
    """What helps the hub to support a person harmed."""

    relationship = forms.Line(
        "How do they know the person responsible?",
        what="how they know each other",
        longest=120,
        required=False,
        hint="For example, a stranger, a neighbour or a former partner",
    )
    hopes = forms.Text(
        "What do they hope for?", what="what they hope for", limit=2000, rows=4, required=False
    )
    enhanced_rights = forms.Choice(
        "Do they have enhanced rights under the Victims' Code?",
        Known,
        what="whether they have enhanced rights",
        required=False,
        hint="For people harmed by the most serious crimes, persistently targeted, vulnerable or intimidated",
    )
    statement_made = forms.Choice(
        "Have they made a victim personal statement?",
        Known,
        what="whether they made a statement",
        required=False,
    )
    contact_scheme = forms.Choice(
        "Are they in the probation victim contact scheme?",
        ContactScheme,
        what="whether they are in the scheme",
        required=False,
    )
    victim_support = forms.Line(
        "Who supports them?",
        what="who supports them",
        longest=200,
        required=False,
        hint="Name and service of a support worker, and how to reach that worker",
    )
    children = forms.Line(
        "Children", longest=400, required=False, hint="Children who were there, or who live with them now"
    )

    def answer(self) -> dict[str, Any]:
        """Fields of `Situation` in a submission."""
        return {name: value or "" for name, value in self.cleaned_data.items()}


class AboutResponsible(forms.Form):
    """What the hub has to know about a person responsible before anybody speaks to them."""

    responsibility = forms.Choice(
        "Do they accept responsibility?",
        Responsibility,
        what="whether they accept responsibility",
        required=False,
    )
    relationship = forms.Line(
        "How do they know the person harmed?",
        what="how they know each other",
        longest=120,
        required=False,
        hint="For example, a stranger, a neighbour or a former partner",
    )
    hopes = forms.Text(
        "What do they hope for?", what="what they hope for", limit=2000, rows=4, required=False
    )
    prison_code = forms.LongSelect(
        "Which prison are they in?",
        lambda: [(prison.code, prison.name) for prison in prisons()],
        what="the prison",
        empty="Not in prison, or not known",
        required=False,
    )
    offender_manager = forms.Line(
        "Who manages them?",
        what="who manages them",
        longest=200,
        required=False,
        hint="Name of the probation practitioner, youth justice worker or prison offender manager",
    )
    licence_conditions = forms.Text("Licence conditions", limit=800, rows=3, required=False)
    orders = forms.Choices(
        "Are there any orders?",
        Order,
        what="the orders, or “None that I know of”",
        none="None that I know of",
        required=False,
    )
    orders_detail = forms.Text(
        "What do the orders say?",
        what="what the orders say",
        limit=800,
        rows=3,
        required=False,
        hint="Especially about contact with the person harmed",
    )
    mappa = forms.Choice(
        "Are they managed under MAPPA?", Mappa, what="whether they are managed under MAPPA", required=False
    )

    def answer(self) -> dict[str, Any]:
        """Fields of `Situation` in a submission."""
        said = {name: value or "" for name, value in self.cleaned_data.items()}
        return said | {"orders": tuple(self.cleaned_data["orders"] or ())}


class Agreed(forms.Form):
    """What a person has been told and has agreed to."""

    told = forms.Choice(
        "Have they been told what restorative justice is?", Known, what="whether they have been told"
    )
    agrees_to_contact = forms.Choice(
        "Do they agree to be contacted by the hub?",
        Known,
        what="whether they agree to be contacted",
        hint="If they said no, the hub makes sure that nobody approaches them about it",
    )
    agrees_to_assessment = forms.Choice(
        "Do they agree to be assessed?",
        Known,
        what="whether they agree to be assessed",
    )
    may_be_shared = forms.Text(
        "What did they agree may be shared, and with whom?",
        what="what may be shared",
        limit=800,
        rows=3,
        required=False,
    )

    def answer(self) -> dict[str, Any]:
        """Fields of `Situation` in a submission."""
        return {name: value or "" for name, value in self.cleaned_data.items()}
