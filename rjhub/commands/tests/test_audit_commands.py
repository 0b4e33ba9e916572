"""What an operator types about the sealed log."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from click.testing import CliRunner, Result
from django.db import transaction

from rjhub import cli
from rjhub.audit import erasing, receipts
from rjhub.audit.models import Entry
from rjhub.partnership.models import Partnership
from rjhub.server import program
from rjhub.server.trouble import TroubleError

pytestmark = [pytest.mark.django_db, pytest.mark.alone]


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def running() -> Iterator[None]:
        yield

    monkeypatch.setattr(program, "running", running)


def rjhub(*words: str | Path) -> Result:
    return CliRunner().invoke(cli.rjhub, [str(word) for word in words])


def kept(folder: Path, number: int = 3) -> Path:
    unsigned = receipts.Receipt(
        partnership="sussex",
        number=number,
        entries=9,
        sealed_at="2026-03-01T10:00:00.000000Z",
        head="ab" * 32,
    )
    file = folder / "receipt.json"
    file.write_text(receipts.key_of_this_installation().sign(unsigned).text())
    return file


def test_a_log_that_was_not_changed_is_said_to_fit():
    answer = rjhub("audit", "verify", "--partnership", "sussex")
    assert answer.exit_code == 0
    assert "Everything fits. No receipt was given" in answer.output


def test_a_receipt_that_goes_further_than_the_log_ends_with_exit_code_1(tmp_path):
    answer = rjhub("audit", "verify", "--receipt", kept(tmp_path))
    assert answer.exit_code == 1
    assert (
        "THE LOG WAS CHANGED. The receipt for seal 3 of 2026-03-01 10:00:00 UTC goes further" in answer.output
    )


def test_the_same_is_said_to_a_program(tmp_path):
    answer = rjhub("audit", "verify", "--json", "--receipt", kept(tmp_path))
    (report,) = json.loads(answer.output)
    assert (answer.exit_code, report["partnership"], report["holds"]) == (1, "sussex", False)
    assert report["findings"][0]["kind"] == "a receipt does not fit"


def test_what_is_no_receipt_is_refused_in_plain_words(tmp_path):
    file = tmp_path / "receipt.json"
    for text, words in ((None, "cannot be read"), ("{}", "not a receipt"), ("\udcff", "cannot be read")):
        if text is not None:
            file.write_bytes(text.encode(errors="surrogateescape"))
        assert words in str(rjhub("audit", "verify", "--receipt", file).exception)


def test_a_partnership_that_is_not_there_is_said_to_be_unknown():
    trouble = rjhub("audit", "verify", "--partnership", "atlantis").exception
    assert isinstance(trouble, TroubleError)
    assert "There is no partnership 'atlantis'" in str(trouble)


def test_the_newest_receipt_is_written_to_a_file(tmp_path):
    answer = rjhub("audit", "receipt", "--partnership", "sussex", "--to", tmp_path / "kept")
    (file,) = (tmp_path / "kept").iterdir()
    receipt = receipts.read(file.read_text())
    assert receipt.is_signed()
    assert receipt.fingerprint in answer.output
    assert file.name == "receipt-sussex-000001.json"


def test_an_export_is_for_its_owner_only(tmp_path):
    file = tmp_path / "log.jsonl"
    assert rjhub("audit", "export", "--partnership", "sussex", "--to", file).exit_code == 0
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    assert lines[0] == {
        "kind": "export",
        "partnership": lines[0]["partnership"],
        "code": "sussex",
        "version": 1,
    }
    assert {line["kind"] for line in lines[1:]} >= {"entry"}
    assert file.stat().st_mode & 0o077 == 0


def test_erasing_what_is_not_sealed_yet_has_to_wait(behind_the_walls):
    sussex, file = Partnership.objects.get(code="sussex"), uuid4()
    with behind_the_walls():
        assert erasing.erase(sussex.id, file, using="default") == 0
        Entry.objects.create(
            partnership_id=sussex.id, tag="cases:case:open", subject_kind="Case", subject_id="1", file_id=file
        )
        with pytest.raises(erasing.NotSealedError), transaction.atomic():
            erasing.erase(sussex.id, file, using="default")


def test_a_few_attacks_are_all_found():
    answer = rjhub("prove", "tamper", "--attacks", "4", "--seed", "9", "--json")
    assert answer.exit_code == 0, answer.exception
    result = json.loads(answer.output)
    assert (result["missed"], result["attacks"] + result["without_effect"]) == ([], 4)
