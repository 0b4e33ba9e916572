"""The database's share of memory: of the machine, or of the container that it runs in."""

from pathlib import Path

import pytest

from rjhub.server import memory


@pytest.fixture
def limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "memory.max"
    monkeypatch.setattr(memory, "LIMITS", (path, tmp_path / "missing"))
    return path


def test_a_small_container_gives_the_least_that_postgresql_works_well_with(limit: Path) -> None:
    limit.write_text("512000000\n")
    assert memory.settings() == {"shared_buffers": "128MB", "effective_cache_size": "256MB"}


def test_a_container_without_a_limit_has_the_whole_machine(limit: Path) -> None:
    limit.write_text("max\n")
    without = memory.available_mb()
    limit.unlink()
    assert without == memory.available_mb() > 0


def test_a_large_machine_keeps_most_of_its_memory_for_others(
    limit: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "available_mb", lambda: 512_000)
    assert memory.settings() == {"shared_buffers": "2048MB", "effective_cache_size": "256000MB"}
