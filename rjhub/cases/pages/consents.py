"""Pages of consents."""

from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse

from rjhub.cases.forms.consents import Consent as ConsentForm
from rjhub.cases.forms.consents import Withdrawal as WithdrawalForm
from rjhub.cases.models import Case, Consent, Party
from rjhub.cases.pages.assessing import Card, PeopleApart, Somebody
from rjhub.cases.pages.frame import CaseFrame, frame_for
from rjhub.cases.pages.sides import two_sides
from rjhub.cases.vocabulary import ConsentPurpose
from rjhub.design.links import Link
from rjhub.design.pieces import Row, Tag, Tone
from rjhub.design.words import day
from rjhub.kernel.decisions import Decision
from rjhub.partnership.pathway.schema import Document

AGREED, WITHDRAWN, MISSING = Tag("Agreed", Tone.DONE), Tag("Withdrawn", Tone.STOPPED), Tag("Not recorded")
ABOUT = (
    "Each consent is asked for by itself, and is theirs to withdraw at any moment without a reason. "
    "Agreeing to one thing never means agreeing to the next."
)
EACH_PERSON = (ConsentPurpose.CONTACT, ConsentPurpose.ASSESSMENT, ConsentPurpose.TAKING_PART)
VERBS = {
    ConsentPurpose.CONTACT: "to be contacted",
    ConsentPurpose.ASSESSMENT: "to be assessed",
    ConsentPurpose.TAKING_PART: "to take part",
    ConsentPurpose.DISCLOSURE: "to share something",
}


@dataclass(frozen=True)
class ConsentGiven:
    """Recording a consent, below the wording to which they agree."""

    frame: CaseFrame
    form: ConsentForm
    wording: Document | None
    back: Link
    title: str


@dataclass(frozen=True)
class ConsentWithdrawn:
    """Recording that a consent is taken back, with what follows from it."""

    frame: CaseFrame
    form: WithdrawalForm
    rows: tuple[Row, ...]
    follows: tuple[str, ...]
    back: Link
    title: str


def consents_of(
    case: Case,
    parties: list[Party],
    consents: list[Consent],
    *,
    may_record: dict[Party, Decision],
    may_withdraw: dict[Party, Decision],
) -> PeopleApart:
    """The page, as far as the reader may see it."""
    return PeopleApart(
        frame=frame_for(case, "consents"),
        sides=two_sides(case, parties),
        people={
            party.id: _somebody(
                case, party, [one for one in consents if one.party_id == party.id],
                may_record[party], withdraw=bool(may_withdraw[party]),
            )
            for party in parties
        },
        about=ABOUT,
        title="Consents",
    )  # fmt: skip


def given(case: Case, party: Party, form: ConsentForm, wording: Document | None) -> ConsentGiven:
    """The page on which a consent is recorded."""
    return ConsentGiven(
        frame=frame_for(case, "consents"),
        form=form,
        wording=wording,
        back=_back(case),
        title=f"{party.name} agrees {VERBS[form.purpose]}",
    )


def withdrawn(case: Case, consent: Consent, form: WithdrawalForm) -> ConsentWithdrawn:
    """The page on which its withdrawal is recorded."""
    follows = {
        ConsentPurpose.CONTACT: ("No agency contacts them any more.", "A planned meeting is cancelled."),
        ConsentPurpose.ASSESSMENT: ("Nobody assesses or prepares them any further.",),
        ConsentPurpose.TAKING_PART: ("A planned meeting is cancelled.", "No message is passed on."),
        ConsentPurpose.DISCLOSURE: ("What has not been shared yet is not shared.",),
    }[ConsentPurpose(consent.purpose)]
    return ConsentWithdrawn(
        frame=frame_for(case, "consents"),
        form=form,
        rows=_rows(consent),
        follows=follows,
        back=_back(case),
        title=f"{consent.party.name} withdraws: {consent.get_purpose_display().lower()}",
    )


def _back(case: Case) -> Link:
    return Link("Consents", reverse("cases:consents", args=[case.reference]))


def _somebody(case: Case, party: Party, theirs: list[Consent], may: Decision, *, withdraw: bool) -> Somebody:
    def new(purpose: ConsentPurpose, words: str) -> tuple[Link, ...]:
        address = reverse("cases:consent", args=[case.reference, party.id, purpose.value])
        return (Link(words, address),) if may else ()

    def card(purpose: ConsentPurpose) -> Card:
        ofthis = [one for one in theirs if one.purpose == purpose]
        current = next((one for one in ofthis if one.withdrawn_at is None), None)
        if current is None:
            tag = WITHDRAWN if ofthis else MISSING
            return Card(purpose.label, (Row("Status", tag),), new(purpose, "Record consent"))
        take_back = (_take_back(case, current),) if withdraw else ()
        return Card(purpose.label, _rows(current), (*new(purpose, "Record again"), *take_back))

    shared = [
        Card(f"Sharing: {one.what}", _rows(one), (_take_back(case, one),) if withdraw else ())
        for one in _newest_of_each([one for one in theirs if one.purpose == ConsentPurpose.DISCLOSURE])
    ]
    return Somebody(
        name=party.name,
        new=new(ConsentPurpose.DISCLOSURE, "Record consent to share something"),
        why_not=() if may else may.reasons,
        cards=(*(card(purpose) for purpose in EACH_PERSON), *shared),
        history=tuple(_line(one) for one in theirs),
    )


def _newest_of_each(shared: list[Consent]) -> list[Consent]:
    def named(one: Consent) -> tuple[str, str]:
        return one.what, one.to_whom

    in_force = sorted((one for one in shared if one.withdrawn_at is None), key=named)
    return [next(same) for _, same in groupby(in_force, key=named)]


def _take_back(case: Case, consent: Consent) -> Link:
    return Link("Withdraw", reverse("cases:consent_withdrawal", args=[case.reference, consent.id]))


def _rows(consent: Consent) -> tuple[Row, ...]:
    rows = [
        Row("Status", AGREED),
        Row("Agreed on", day(consent.given_on)),
        Row("How", "In writing" if consent.written else "Spoken"),
        Row("With whom", consent.to_whom),
        Row("What for", consent.what_for),
        Row("Parent or carer", consent.given_by_carer),
        Row("Wording", consent.wording.rpartition(", ")[2].capitalize()),
        Row("Recorded by", consent.recorded_by.name),
        Row("Signed form", _signed_form(consent)),
    ]
    return tuple(row for row in rows if row.value)


def _signed_form(consent: Consent) -> Link | None:
    if consent.document is None:  # there is none, or the reader may not see it
        return None
    address = reverse("cases:document", args=[consent.case.reference, consent.document_id])
    return Link("Open the signed form", address)


def _line(consent: Consent) -> str:
    what = consent.get_purpose_display() + (f" ({consent.what}, {consent.to_whom})" if consent.what else "")
    how = "in writing" if consent.written else "spoken"
    end = "ended with the case, to be asked anew, on" if consent.ended_with_the_case else "withdrawn on"
    ended = f"; {end} {day(consent.withdrawn_at)}" if consent.withdrawn_at else ""
    return f"{what}: agreed on {day(consent.given_on)}, {how}{ended}"
