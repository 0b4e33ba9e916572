"""A receipt is a small file that somebody keeps, and nobody can change."""

import json

import pytest

from rjhub.audit import receipts
from rjhub.audit.receipts import NoReceiptError, Receipt

KEY = receipts.key_from("a secret")
PLAIN = Receipt(
    partnership="sussex", number=7, entries=12, sealed_at="2026-03-01T10:00:00.000000Z", head="ab" * 32
)


def test_a_receipt_comes_back_from_its_file():
    signed = KEY.sign(PLAIN)
    back = receipts.read(signed.text())
    assert back == signed
    assert back.is_signed()
    assert back.fingerprint in signed.text()
    assert back.file_name == "receipt-sussex-000007.json"


@pytest.mark.parametrize(
    "changed",
    [{"number": 8}, {"entries": 11}, {"head": "ba" * 32}, {"partnership": "kent"}, {"sealed_at": "x"}],
)
def test_a_receipt_that_was_changed_is_not_signed(changed):
    said = json.loads(KEY.sign(PLAIN).text())
    assert not receipts.read(json.dumps(said | changed)).is_signed()


def test_another_secret_is_another_key():
    assert receipts.key_from("another").public != KEY.public


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", "not json", '{"kind": "RJ Hub receipt 1"}', '{"kind": "RJ Hub receipt 1", "number": 3}'],
)
def test_what_is_no_receipt_is_refused_in_words(text):
    with pytest.raises(NoReceiptError, match=r"receipt|It does not say"):
        receipts.read(text)


@pytest.mark.parametrize(
    "changed", [{"head": "zz"}, {"head": "ab"}, {"number": "7"}, {"public_key": "00"}, {"head": 5}]
)
def test_a_receipt_with_a_broken_value_is_refused(changed):
    said = json.loads(KEY.sign(PLAIN).text())
    with pytest.raises(NoReceiptError):
        receipts.read(json.dumps(said | changed))
