"""Somebody's references can be taken out of the log, and the log still holds."""

import json
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import psycopg
import pytest

from rjhub.audit import exporting, sealing, verifying
from rjhub.audit.tests.conftest import KEY, Log

pytestmark = pytest.mark.alone

ERASED = UUID("0193a0c4-5b1e-7cc3-98c4-dc0c0c07398f")
OTHER = UUID("0193a0c4-5b1e-7cc3-98c4-dc0c0c073990")
TOOL = Path(__file__).parents[3] / "tools" / "check_log.py"


@pytest.fixture
def named(log: Log) -> Log:
    log.acts(2, file=str(ERASED))
    log.acts(2)
    log.looks(3, files=4)
    log.owner.execute("UPDATE audit_consultation SET files = ARRAY[%s, %s] WHERE id = 2", [OTHER, ERASED])
    log.seal()
    return log


def report(log: Log, *receipts) -> verifying.Report:
    asked = verifying.Asked(partnership=1, code="sussex", receipts=receipts, public_key=KEY.public)
    return verifying.verify(log.dsn, asked)


def erase(log: Log, file: UUID) -> int:
    ((rows,),) = log.owner.execute("SELECT keeper.erase_references(1::smallint, %s, NULL)", [file]).fetchall()
    return rows


def test_what_is_erased_is_gone_and_everything_still_fits(named):
    assert erase(named, ERASED) == 3
    everything = str(named.owner.execute("SELECT * FROM audit_entry").fetchall())
    everything += str(named.owner.execute("SELECT * FROM audit_consultation").fetchall())
    assert str(ERASED) not in everything
    assert (report(named).holds, report(named).erased) == (True, 3)
    kept = named.seal()
    assert report(named, kept).holds


def test_who_else_stood_in_the_same_row_can_still_be_told_and_erased_later(named):
    erase(named, ERASED)
    ((files,),) = named.owner.execute("SELECT files FROM audit_consultation WHERE id = 2").fetchall()
    assert files == [OTHER, UUID(int=0)]
    named.owner.execute("UPDATE audit_consultation SET files[1] = gen_random_uuid() WHERE id = 2")
    assert not report(named).holds
    named.owner.execute("UPDATE audit_consultation SET files[1] = %s WHERE id = 2", [OTHER])
    assert erase(named, OTHER) == 1
    assert report(named).holds


def test_the_erased_reference_cannot_be_tried_out(named):
    erase(named, ERASED)
    ((salts, kept),) = named.owner.execute(
        "SELECT count(salt), count(kept) FROM audit_entry WHERE subject_id = ''"
    ).fetchall()
    assert (salts, kept) == (0, 2)


def test_each_erasure_stands_in_the_log(named):
    erase(named, ERASED)
    told = named.owner.execute(
        "SELECT subject_kind, subject_id FROM audit_entry WHERE tag = 'audit:reference:erase' ORDER BY 1, 2"
    ).fetchall()
    assert told == [("Consultation", "2"), ("Entry", "1"), ("Entry", "2")]


def test_an_erasure_that_stands_nowhere_is_found(named):
    erase(named, ERASED)
    named.owner.execute(
        "DELETE FROM audit_entry WHERE tag = 'audit:reference:erase' AND subject_kind = 'Entry'"
    )
    assert [found.words[:26] for found in report(named).findings] == [
        "Entry 1 was made anonymous",
        "Entry 2 was made anonymous",
    ]


def test_what_is_not_sealed_yet_is_not_erased(named):
    named.acts(file=str(ERASED))
    with pytest.raises(psycopg.errors.RaiseException, match="nothing is sealed yet"):
        erase(named, ERASED)


def exported(log: Log, to: Path) -> Path:
    with psycopg.connect(log.dsn) as connection:
        to.write_text("".join(f"{line}\n" for line in exporting.lines(connection, 1, "sussex")))
    return to


def checked(*files: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(  # noqa: S603 - our own tool
        [sys.executable, "-I", str(TOOL), *map(str, files)], capture_output=True, text=True, check=False
    )


def test_software_that_shares_no_code_agrees(named, tmp_path):
    erase(named, ERASED)
    kept = tmp_path / "receipt.json"
    kept.write_text(named.seal().text())
    named.looks()
    export = exported(named, tmp_path / "log.jsonl")
    fine = checked(export, kept)
    assert (fine.returncode, fine.stdout) == (0, "Everything fits, with 1 receipts.\n")

    named.owner.execute("UPDATE audit_consultation SET door = 'people:person' WHERE id = 3")
    named.owner.execute("DELETE FROM audit_entry WHERE id = 4")
    wrong = checked(exported(named, export), kept)
    assert wrong.returncode == 1
    assert wrong.stdout == "entry 4 under seal 1 was taken out\nconsultation 3 under seal 1 was changed\n"


def test_software_that_shares_no_code_sees_a_forged_receipt_and_a_log_cut_short(named, tmp_path):
    forged, kept = tmp_path / "forged.json", tmp_path / "receipt.json"
    named.acts()
    receipt = named.seal()
    kept.write_text(receipt.text())
    forged.write_text(json.dumps(json.loads(receipt.text()) | {"entries": 4}))
    named.owner.execute("DELETE FROM audit_signature WHERE number = 2")
    named.owner.execute("DELETE FROM audit_seal WHERE number = 2")
    wrong = checked(exported(named, tmp_path / "log.jsonl"), forged, kept).stdout.splitlines()
    assert wrong == [
        "the receipt for seal 2 was changed: its signature is not good",
        "the receipt for seal 2 does not fit: the log was replaced, or its end cut off",
    ]


def test_a_database_restored_elsewhere_goes_on_after_its_last_seal(named):
    """There transactions are counted anew, so here all that was is moved far ahead instead."""
    far = 10**12
    named.owner.execute("UPDATE audit_seal SET stop = %s, ceiling = %s", [far, far])
    with pytest.raises(psycopg.errors.RaiseException, match="counted anew"):
        named.seal()
    with named.owner.transaction():
        assert sealing.continue_after_restore(named.owner.cursor())
    with named.owner.transaction():
        assert not sealing.continue_after_restore(named.owner.cursor())
    named.acts(2)
    assert named.seal().entries == 9
