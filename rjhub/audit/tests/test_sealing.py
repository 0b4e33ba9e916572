"""The log is sealed, and what is whole verifies."""

import psycopg
import pytest

from rjhub.audit import verifying
from rjhub.audit.tests.conftest import KEY, Log

pytestmark = pytest.mark.alone


def verified(log: Log, *receipts, partnership: int = 1) -> verifying.Report:
    asked = verifying.Asked(partnership=partnership, code="sussex", receipts=receipts, public_key=KEY.public)
    return verifying.verify(log.dsn, asked)


def test_what_is_logged_is_sealed_and_holds(log):
    log.acts(7)
    log.looks(5, files=3)
    log.looks(2, files=0)
    first = log.seal()
    log.acts(3)
    second = log.seal()
    log.looks()

    report = verified(log, first, second)

    assert [each.words for each in report.findings] == []
    assert (report.seals, report.entries, report.unsealed) == (2, 17, 1)
    assert (second.number, second.entries) == (2, 17)


def test_nothing_to_seal_makes_no_seal_before_a_day_has_passed(log):
    log.acts()
    assert log.seal() is not None
    assert log.seal() is None
    log.owner.execute("UPDATE audit_seal SET sealed_at = sealed_at - interval '25 hours'")
    assert log.seal().entries == 1


def test_a_transaction_that_commits_late_is_under_a_later_seal_and_none_is_lost(log):
    with psycopg.connect(log.dsn) as slow:
        slow.execute(
            "INSERT INTO audit_entry (partnership_id, tag, subject_kind, subject_id, changed) "
            "VALUES (1, 'cases:case:open', 'Case', '1', '{}')"
        )
        log.acts(2)
        assert log.seal().entries == 0
        slow.commit()
    assert log.seal().entries == 3
    assert verified(log).holds


def test_each_partnership_has_a_chain_of_its_own(log):
    log.acts(2)
    log.acts(3, partnership=2)
    ours, theirs = log.seal(), log.seal(partnership=2)
    assert (ours.entries, theirs.entries) == (2, 3)
    assert verified(log).entries == 2
    assert verified(log, partnership=2).entries == 3


def test_a_big_log_is_verified_by_two_processes_that_agree_with_one(log, monkeypatch):
    for _ in range(4):
        log.acts(3)
        log.looks(3, files=2)
        log.seal()
    alone = verified(log)
    monkeypatch.setattr(verifying, "ENOUGH_FOR_TWO", 1)
    assert verified(log) == alone
    log.owner.execute("DELETE FROM audit_entry WHERE id IN (2, 11)")
    assert [found.seal for found in verified(log).findings] == [1, 4]
