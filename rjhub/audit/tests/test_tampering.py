"""Whoever owns the database cannot change the log unseen (proof 5, its short form)."""

import re

import psycopg
import pytest

from rjhub.audit import receipts, verifying
from rjhub.audit.proving import forging, invented, tamper, timing
from rjhub.audit.tests.conftest import KEY, Log

pytestmark = pytest.mark.alone


def test_every_attack_is_found_by_an_agency_with_only_its_last_receipt():
    result = tamper.prove(count=45, seed=3)
    assert result.missed == []
    assert result.attacks == result.found == 45 - result.without_effect
    assert (result.false_alarms, result.named) == (0, result.nameable)
    assert tamper.summary(result)[1].endswith("Missed: 0.")


def test_a_log_is_timed_with_all_of_its_rows_and_seals_and_holds():
    taken = timing.measure(300, 6, 1)
    assert (taken.rows, taken.seals, taken.holds) == (300, 6, True)
    assert min(taken.writing, taken.sealing, taken.verifying) > 0


def said(log: Log, *kept: receipts.Receipt) -> list[str]:
    asked = verifying.Asked(partnership=1, code="sussex", receipts=kept, public_key=KEY.public)
    return [found.words for found in verifying.verify(log.dsn, asked).findings]


@pytest.fixture
def sealed(log: Log) -> Log:
    log.acts(4)
    log.seal()
    log.looks(4)
    log.seal()
    return log


INSERT = (
    "INSERT INTO audit_entry (partnership_id, tag, subject_kind, subject_id, changed, {}) "
    "VALUES (1, 'a:b:c', 'Case', '1', '{{}}', {})"
)


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE audit_entry SET tag = 'a:b:c' WHERE id = 3", "Entry 3 of .*, under seal 1 .*, was changed"),
        ("UPDATE audit_consultation SET files = '{}' WHERE id = 2", "Consultation 2 of .* seal 2 .*, was changed"),
        ("DELETE FROM audit_entry WHERE id = 2", "Entry 2, under seal 1 .*, was taken out"),
        ("UPDATE audit_entry SET position = (SELECT max(position) FROM audit_consultation) WHERE id = 1",
         "Entry 1, under seal 1 .*, was taken out"),
        (INSERT.format("position", "5"), "Entry 5 of .* was put in under seal 1"),
        (INSERT.format("position", "-5"), "Entry 5 of .* was put in under seal 1"),
        (INSERT.format("at", "'2020-03-01'"), "Entry 5 says that it was written 2020-03-01"),
        ("UPDATE audit_seal SET entry_list = '' WHERE number = 1", "list of what is under seal 1 .* was changed"),
        ("DELETE FROM audit_signature", "Seal 1 .* is not signed with the key of this installation"),
    ],
)  # fmt: skip
def test_the_first_thing_that_was_changed_is_named(sealed, statement, words):
    assert said(sealed) == []
    sealed.owner.execute(statement)
    assert any(re.search(words, each) for each in said(sealed)), said(sealed)


def test_a_back_dated_row_is_seen_after_it_was_sealed_too(sealed):
    sealed.looks(at="2020-03-01")
    sealed.seal()
    assert any("says that it was written 2020-03-01" in each for each in said(sealed))


def test_a_chain_made_anew_without_the_key_is_seen_even_without_a_receipt(sealed):
    sealed.owner.execute("DELETE FROM audit_entry WHERE id = 2")
    with sealed.owner.transaction():
        forging.rechain(sealed.owner, tamper.STRANGE_KEY)
    assert ["is not signed with the key" in each for each in said(sealed)] == [True]


def test_a_chain_made_anew_with_the_stolen_key_is_seen_by_whoever_kept_a_receipt(sealed, monkeypatch):
    monkeypatch.setattr(invented, "CODE", "sussex")
    sealed.acts()
    kept = sealed.seal()
    sealed.owner.execute("DELETE FROM audit_entry WHERE id = 2")
    with sealed.owner.transaction():
        forging.rechain(sealed.owner, KEY)
    assert said(sealed) == []
    (words,) = said(sealed, kept)
    assert "receipt for seal 3" in words
    assert "says another head than the log" in words


def test_a_tail_cut_off_or_an_older_copy_is_seen_by_whoever_kept_a_receipt(sealed):
    sealed.acts()
    kept = sealed.seal()
    sealed.owner.execute("DELETE FROM audit_signature WHERE number = 3")
    sealed.owner.execute("DELETE FROM audit_seal WHERE number = 3")
    sealed.owner.execute("DELETE FROM audit_entry WHERE id = 5")
    assert said(sealed) == []
    (words,) = said(sealed, kept)
    assert "goes further than the log, which ends at seal 2" in words


def test_of_several_receipts_the_last_that_fits_says_from_where_it_went_wrong(sealed, monkeypatch):
    monkeypatch.setattr(invented, "CODE", "sussex")
    sealed.acts()
    older = sealed.seal()
    sealed.acts(2)
    newer = sealed.seal()
    sealed.owner.execute("DELETE FROM audit_entry WHERE id = 6")
    with sealed.owner.transaction():
        forging.rechain(sealed.owner, KEY)
    (words,) = said(sealed, newer, older)
    assert words.endswith("Up to seal 3 it fits an older receipt.")


@pytest.mark.parametrize("table", ["audit_entry", "audit_consultation", "audit_seal", "audit_signature"])
@pytest.mark.parametrize(
    "statement",
    ["UPDATE {} SET partnership_id = 2", "DELETE FROM {}", "TRUNCATE {} CASCADE", "DROP TABLE {}"],
)
def test_the_program_itself_can_neither_change_nor_delete_what_is_logged_or_sealed(sealed, table, statement):
    sealed.owner.execute("SET ROLE rjhub_app")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        sealed.owner.execute(statement.format(table))


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO audit_seal (partnership_id, number) VALUES (1, 9)",
        INSERT.format("position", "5"),
        INSERT.format("salt", "NULL"),
        "SELECT salt FROM audit_entry",
        "SELECT keeper.erase_references(1::smallint, gen_random_uuid(), NULL)",
        "UPDATE keeper.position_shift SET ahead = 0",
    ],
)
def test_the_program_itself_can_neither_forge_a_seal_nor_choose_where_a_row_is_sealed(sealed, statement):
    sealed.owner.execute("SET ROLE rjhub_app")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        sealed.owner.execute(statement)
