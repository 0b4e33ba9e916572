"""`rjhub serve`, with a web server and a worker that only pretend, and a real database."""

import json
import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import resolve

from rjhub.server import ports, postgres, run
from rjhub.server.trouble import TroubleError

SERVICE = """
import sys
from rjhub.server import run
from rjhub.server.setup.progress import complain
from rjhub.server.trouble import TroubleError

DO = {{"setup": {setup!r}, "worker": {worker!r}}}
run.python = lambda *module: [sys.executable, "-c", DO[module[-1]]]
run._web_server = lambda service, data: [
    sys.executable, "-m", "http.server", str(service.port), "--bind", service.host, "--directory", str(data)
]
try:
    sys.exit(run.serve(run.Service("127.0.0.1", {port}, 1, 1, with_worker=True, with_setup=True)))
except TroubleError as trouble:
    complain(str(trouble))
    sys.exit(1)
"""
WAIT = "import signal; signal.pause()"


@pytest.fixture
def data(tmp_path: Path, base: Path) -> Path:
    """Give a data directory whose database is made already."""
    (tmp_path / "postgres").symlink_to(base)
    return tmp_path


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class Serving:
    """A running `rjhub serve`, and what it says."""

    def __init__(self, data: Path, port: int, setup: str = "pass", worker: str = WAIT) -> None:
        self.data = data
        self.process = subprocess.Popen(
            [sys.executable, "-c", SERVICE.format(port=port, setup=setup, worker=worker)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "RJHUB_DATA": str(data), "DATABASE_URL": ""},
        )

    def until_ready(self) -> str:
        """Read until the line that says so."""
        return self.until_said("is ready on")

    def until_said(self, words: str) -> str:
        """Read until a line with these words."""
        said = ""
        for line in self.process.stdout or ():
            said += line
            if words in line:
                return said
        raise AssertionError(said)

    def to_its_end(self) -> tuple[int, str]:
        said, _ = self.process.communicate(timeout=30)
        return self.process.returncode, said

    def parts(self) -> list[int]:
        """Give handles on web server, worker and database."""
        return [os.pidfd_open(child) for child in self.children()]

    def children(self) -> list[int]:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(child) for child in children.split()]


@pytest.fixture
def serving(data: Path, port: int) -> Iterator[Serving]:
    serving = Serving(data, port)
    yield serving
    serving.process.kill()
    serving.to_its_end()


def test_it_stops_everything_on_ctrl_c(serving: Serving) -> None:
    serving.until_ready()
    parts = serving.parts()
    assert len(parts) == 3

    serving.process.send_signal(signal.SIGINT)
    code, said = serving.to_its_end()

    assert code == 0, said
    assert said.splitlines()[-2:] == ["Stopping: web server, worker, database ...", "Stopped."]
    assert len(select.select(parts, [], [], 0)[0]) == 3
    assert postgres.find(serving.data / "postgres") is None


def test_nothing_outlives_it_when_it_is_killed(serving: Serving) -> None:
    serving.until_ready()
    waiting = serving.parts()

    serving.process.kill()

    while waiting:
        ended, _, _ = select.select(waiting, [], [], 20)
        assert ended, "a part goes on without us"
        waiting = [part for part in waiting if part not in ended]


def test_when_the_web_server_ends_by_itself_everything_is_stopped(serving: Serving) -> None:
    serving.until_ready()
    web = next(
        child for child in serving.children() if b"http.server" in Path(f"/proc/{child}/cmdline").read_bytes()
    )

    os.kill(web, signal.SIGKILL)
    code, said = serving.to_its_end()

    assert code == 1
    assert "The web server (exit code -9) ended unexpectedly, so everything is stopped." in said
    assert postgres.find(serving.data / "postgres") is None


ENDS_ONCE = """
import pathlib, os, signal, sys
first = pathlib.Path(os.environ["RJHUB_DATA"]) / "first"
if first.exists():
    signal.pause()
first.touch()
sys.exit(3)
"""


def test_a_worker_that_ends_by_itself_is_started_again(data: Path, port: int) -> None:
    serving = Serving(data, port, worker=ENDS_ONCE)

    said = serving.until_said("The worker runs again.")
    serving.process.send_signal(signal.SIGINT)

    assert "The worker ended unexpectedly (exit code 3). It is started again in 1 s." in said
    assert serving.to_its_end()[0] == 0


def test_a_database_that_ends_by_itself_is_started_again(serving: Serving) -> None:
    serving.until_ready()
    found = postgres.find(serving.data / "postgres")
    assert found is not None

    os.kill(found.pid, signal.SIGKILL)
    said = serving.until_said("The database runs again.")
    again = postgres.find(serving.data / "postgres")
    serving.process.send_signal(signal.SIGINT)

    assert "The database ended unexpectedly" in said
    assert again is not None
    assert again.pid != found.pid
    assert serving.to_its_end()[0] == 0
    assert postgres.find(serving.data / "postgres") is None


def test_when_setting_up_fails_nothing_is_started(data: Path, port: int) -> None:
    serving = Serving(data, port, setup="raise SystemExit('no table')")

    code, said = serving.to_its_end()

    assert code == 1
    assert "no table" in said
    assert "Nothing was started." in said
    assert postgres.find(data / "postgres") is None


def test_a_second_one_on_the_same_data_says_where_the_first_is(
    serving: Serving, data: Path, port: int
) -> None:
    serving.until_ready()

    code, said = Serving(data, port).to_its_end()

    assert code == 1
    assert (
        f"already serves the data in {data}, on http://127.0.0.1:{port} (process {serving.process.pid})"
        in said
    )
    assert serving.process.poll() is None


def test_the_note_of_one_that_was_killed_keeps_nobody_out(data: Path, port: int) -> None:
    (data / run.NOTE).write_text(json.dumps({"pid": os.getpid(), "url": "http://127.0.0.1:1"}))
    serving = Serving(data, port)

    assert f"is ready on http://127.0.0.1:{port} " in serving.until_ready()

    serving.process.terminate()
    assert serving.to_its_end()[0] == 0


def test_a_port_that_is_taken_is_said_with_who_has_it(port: int) -> None:
    said = rf"Port {port} .* by process {os.getpid()} .*PORT=8001"
    with socket.create_server(("127.0.0.1", port)), pytest.raises(TroubleError, match=said):
        ports.refuse_if_taken("127.0.0.1", port)

    ports.refuse_if_taken("127.0.0.1", port)


def test_the_page_that_it_waits_for_is_there() -> None:
    assert resolve(run.FIRST_PAGE).view_name == "account_login"


@pytest.mark.parametrize("number", [0, -1, 70000])
def test_a_number_that_is_no_port_is_refused(number: int) -> None:
    with pytest.raises(TroubleError, match="is no port"):
        ports.refuse_if_taken("127.0.0.1", number)
