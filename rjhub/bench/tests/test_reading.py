"""The benchmark of watching what people read says how long each part takes."""

from typing import Any

from rjhub.bench import reading
from rjhub.demonstration.writing.generation import running
from rjhub.demonstration.writing.generation.running import Wanted
from rjhub.demonstration.writing.tests.databases import a_copy_of


def test_every_part_is_measured_on_what_was_generated(
    template_database: str, django_db_setup: None, django_db_blocker: Any
) -> None:
    with django_db_blocker.unblock(), a_copy_of(template_database, "bench_reading"):
        wanted = Wanted(partnerships=1, people=0, cases=30, years=1, seed=2, log_rows=6_000, processes=1)
        running.generate(wanted, lambda _: None)
        measured = dict(reading.measure())
    assert len(measured) == 7
    assert all(seconds > 0 for seconds in measured.values())
    assert any("readings of a partnership" in words for words in measured)
