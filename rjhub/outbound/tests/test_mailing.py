"""Mail to people at work: fixed words, one recipient, one record, and nothing of any case."""

import pytest
from django.core import mail
from hypothesis import given
from hypothesis import strategies as st

from rjhub.kernel import contact_details, references
from rjhub.outbound import carrying, mailing
from rjhub.outbound.models import Mail
from rjhub.outbound.words import FILLED_WITH, WORDS, Attached, Kind

LINK = "https://rjhub.example/invitation/k3y"
RIGHT = {
    "name": "Tom Ashby", "by": "Meera Anand", "agency": "Sussex Police", "hub": "Bexhill hub",
    "partnership": "Sussex", "link": LINK, "what": "Your password was changed",
    "until": "9 November 2026 at 9:30am", "sealed_at": "2026-11-09 09:30:00", "number": "12", "entries": "1,204",
    "fingerprint": "ab12 cd34 ef56 0000 1111 2222 3333 4444",
    "file": "receipt-sussex-000012.json",
}  # fmt: skip
# One of what people type, which no place in any words takes.
TYPED = [
    "Alice Fenwick said that he rang her again\nand again",
    "Rosa, 07700 900321",
    "BN1 1AA",
    f"About {references.EXAMPLE}",
    "https://elsewhere.example/steal",
    "javascript:alert(1)",
    "",
]


def filled_for(kind: Kind) -> dict[str, str]:
    return {name: RIGHT[name] for name in WORDS[kind].places}


def test_every_kind_of_mail_is_reviewed_and_every_place_says_what_fits_there() -> None:
    assert set(WORDS) == set(Kind)
    assert {kind: sorted(words.places) for kind, words in WORDS.items()} == {
        Kind.PASSWORD_LINK: ["link", "name"],
        Kind.ACCOUNT_CHANGED: ["name", "what"],
        Kind.INVITATION: ["agency", "by", "link", "name", "until"],
        Kind.SOMETHING_TO_DO: [],
        Kind.REQUEST_WAITS: [],
        Kind.EMERGENCY: [],
        Kind.ANSWER_LINK: ["hub", "link", "until"],
        Kind.STANDS_STILL: [],
        Kind.RECEIPT: ["entries", "file", "fingerprint", "number", "partnership", "sealed_at"],
    }
    assert set().union(*(words.places for words in WORDS.values())) == set(FILLED_WITH) == set(RIGHT)
    assert {kind for kind, words in WORDS.items() if words.attaches} == {Kind.RECEIPT}


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.RECEIPT])
def test_a_mail_goes_to_one_person_and_is_recorded_without_their_address(kind: Kind) -> None:
    assert mailing.send(kind, to="tom.ashby@sussex-police.example", filled=filled_for(kind))
    (sent,) = mail.outbox
    assert (sent.to, sent.cc, sent.bcc) == (["tom.ashby@sussex-police.example"], [], [])
    kept = Mail.objects.get()
    assert (kept.kind, kept.outcome) == (kind, "sent")
    assert kept.recipient == mailing.digest_of("Tom.Ashby@sussex-police.example")
    assert "tom" not in kept.recipient


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("typed", TYPED)
def test_nothing_that_somebody_typed_gets_into_a_mail(kind: Kind, typed: str) -> None:
    for place in WORDS[kind].places:
        try:
            subject, body = mailing.written(kind, filled_for(kind) | {place: typed})
        except mailing.NotInTheWords:
            continue
        assert typed.strip() not in subject + body or not typed.strip()


@given(typed=st.text(max_size=200))
def test_no_place_takes_a_way_to_reach_somebody_a_reference_or_a_second_line(typed: str) -> None:
    for place in ("name", "by", "agency", "hub", "partnership"):
        if FILLED_WITH[place](typed):
            assert not contact_details.found_in(typed)
            assert not {"\n", "\r"} & set(typed)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "to",
    [
        "one@sussex-police.example, two@sussex-police.example",
        "one@sussex-police.example;two@sussex-police.example",
        "one@sussex-police.example\nbcc: two@sussex-police.example",
        "Two <two@sussex-police.example>",
        "nobody",
        "",
    ],
)
def test_a_mail_never_goes_to_two(to: str) -> None:
    with pytest.raises(carrying.NotOneRecipient):
        mailing.send(Kind.SOMETHING_TO_DO, to=to)
    assert mail.outbox == []


def test_only_the_receipt_has_a_file_and_only_one_of_its_type() -> None:
    spreadsheet = Attached("people.csv", "Alice", "text/csv")
    for kind in Kind:
        with pytest.raises(mailing.NotInTheWords):
            mailing.send(
                kind, to="tom.ashby@sussex-police.example", attached=spreadsheet, filled=filled_for(kind)
            )


@pytest.mark.django_db
def test_a_mail_that_the_server_does_not_take_is_recorded_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(_: mail.EmailMessage) -> int:
        raise ConnectionRefusedError

    monkeypatch.setattr(mail.EmailMessage, "send", refuses)
    assert not mailing.send(Kind.EMERGENCY, to="tom.ashby@sussex-police.example")
    assert Mail.objects.get().outcome == "could_not"
