"""Starting afresh deletes the demonstration's data, and nobody else's."""

import fcntl
import json
import subprocess
import sys
from pathlib import Path

import pytest

from rjhub.server import program, resetting, run
from rjhub.server.trouble import TroubleError
from rjhub.settings.environment import Environment


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the data of a demonstration that was stopped."""
    monkeypatch.setattr(
        program, "environment", lambda: Environment.model_construct(database_url="", data=tmp_path)
    )
    for name in ("outbox", "test"):
        (tmp_path / name).mkdir()
    for name in ("secrets.json", resetting.DEMONSTRATION_NOTE):
        (tmp_path / name).touch()
    return tmp_path


def reset(*, everything: bool = False) -> str:
    return "\n".join(resetting.reset(everything=everything))


def test_the_demonstration_is_deleted_and_the_tests_database_stays(data: Path) -> None:
    assert "Deleted from" in reset()

    assert [left.name for left in data.iterdir()] == ["test"]


def test_deleting_nothing_says_so(data: Path) -> None:
    reset()

    assert "There is no data in" in reset()


def test_data_that_may_be_real_is_kept_unless_somebody_insists(data: Path) -> None:
    (data / "postgres").mkdir()
    (data / resetting.DEMONSTRATION_NOTE).unlink()

    with pytest.raises(TroubleError, match=r"may be real.*--everything"):
        reset()
    assert (data / "secrets.json").exists()

    reset(everything=True)
    assert not (data / "secrets.json").exists()


def test_a_server_of_the_operators_own_is_never_touched(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = Environment.model_construct(database_url="postgresql://hub@db.example/hub", data=data)
    monkeypatch.setattr(program, "environment", lambda: theirs)

    with pytest.raises(TroubleError, match="never deletes anything there"):
        reset(everything=True)

    assert (data / "secrets.json").exists()


def test_a_running_service_is_stopped_first(data: Path) -> None:
    program_that_holds_the_data = (
        "import fcntl, signal, sys; note = open(sys.argv[1], 'a'); fcntl.flock(note, fcntl.LOCK_EX);"
        "print('holds', flush=True); signal.pause()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program_that_holds_the_data, str(data / run.NOTE)],
        stdout=subprocess.PIPE,
        text=True,
    ) as service:
        assert service.stdout is not None
        service.stdout.readline()
        (data / run.NOTE).write_text(json.dumps({"pid": service.pid, "url": "http://127.0.0.1:8000"}))

        assert "Stopped the service on http://127.0.0.1:8000." in reset()

    assert service.returncode < 0


def test_a_service_that_does_not_stop_keeps_its_data(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resetting, "SECONDS_TO_STOP", 0)
    monkeypatch.setattr(resetting.os, "kill", lambda *_: None)
    (data / run.NOTE).write_text(json.dumps({"pid": 1, "url": "http://127.0.0.1:8000"}))
    with (data / run.NOTE).open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)

        with pytest.raises(TroubleError, match=r"did not stop.*Nothing was deleted"):
            reset()

    assert (data / "secrets.json").exists()
