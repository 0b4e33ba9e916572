"""`rjhub serve`: database, web server and worker together, from one terminal, until somebody says stop.

This process stays small: it loads no Django. What needs it (setting up, serving, working) is a process of its
own.
"""

import fcntl
import http.client
import json
import os
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from rjhub.server import ports, postgres, program
from rjhub.server.children import Child, python
from rjhub.server.keeping import Kept
from rjhub.server.setup.progress import complain, say, step
from rjhub.server.trouble import TroubleError

SECONDS_TO_ANSWER = 60
FIRST_PAGE = "/account/sign-in"
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
NOTE = "serving.json"


@dataclass(frozen=True)
class Service:
    """What is asked of `rjhub serve`."""

    host: str
    port: int
    web_processes: int
    threads: int
    with_worker: bool
    with_setup: bool

    @property
    def url(self) -> str:
        """Give the address that a browser on this machine uses."""
        return f"http://{self.reachable_host}:{self.port}"

    @property
    def reachable_host(self) -> str:
        """Give the host to connect to: one that listens everywhere is reached through this machine's own."""
        return "127.0.0.1" if self.host in {"0.0.0.0", "::"} else self.host  # noqa: S104 - compared, not bound


class _StopAskedError(BaseException):
    """Somebody pressed Ctrl-C or sent a signal that asks for an orderly stop."""


def serve(service: Service) -> int:
    """Serve until asked to stop; answer the exit code, which is not 0 if a part ended by itself.

    Raises TroubleError.
    """
    data = program.environment().data
    _listen_for_stop()
    try:
        with _only_one(data, service.url), ExitStack() as to_stop:
            try:
                return _serve(service, data, to_stop)
            except _StopAskedError as asked:
                say(f"{asked}\nStopping: web server, worker, database ...")
                raise
            finally:
                _ignore_signals()  # from here on everything stops, in order, and nothing may interrupt that
    except _StopAskedError:
        say("Stopped.")
        return 0


def running_service(data: Path) -> dict[str, object]:
    """Read which process serves this data, on which address, as it noted itself."""
    found: dict[str, object] = json.loads((data / NOTE).read_text() or "{}")
    return {"pid": "?", "url": "?", **found}


def _serve(service: Service, data: Path, to_stop: ExitStack) -> int:
    ports.refuse_if_taken(service.host, service.port)
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": program.settings_module()}
    kept = _start_database(data, to_stop)
    if service.with_setup:
        _set_up(environment, to_stop)
    parts: list[Child | Kept] = []
    to_stop.callback(_stop_in_order, parts)
    with step("Starting the web server"):
        web = Child("web server", _web_server(service, data), environment)
        parts.append(web)
        _await_answer(service, web)
    if service.with_worker:  # after the web server, so that the two do not slow each other down
        worker = Kept("worker", lambda: Child("worker", python("rjhub", "worker"), environment))
        parts.append(worker)
        kept.append(worker)
    say(f"\nRJ Hub is ready on {service.url}   (Ctrl-C stops it)")
    return _watch(web, kept)


def _start_database(data: Path, to_stop: ExitStack) -> list[Kept]:
    if not program.uses_own_database():
        return []
    with step("Starting the database"):
        database = Kept("database", lambda: _Database(postgres.start(data / "postgres", tied=True)))
    to_stop.callback(database.stop)
    return [database]


@dataclass(frozen=True)
class _Database:
    """Our cluster, as a part that can be kept."""

    cluster: postgres.Cluster

    def ended(self) -> int | None:
        return None if self.cluster.runs() else 1

    def stop(self) -> None:
        self.cluster.stop(force=True)


def _set_up(environment: dict[str, str], to_stop: ExitStack) -> None:
    child = Child("set-up", python("rjhub", "setup"), environment)
    to_stop.callback(child.stop)
    if child.wait():
        raise TroubleError("Setting up did not succeed; what stands above says why. Nothing was started.")


def _web_server(service: Service, data: Path) -> list[str]:
    command = python("granian", "--interface", "wsgi", "rjhub.wsgi:application")
    command += ["--host", service.host, "--port", str(service.port), "--no-ws", "--log-level", "warning"]
    command += ["--workers", str(service.web_processes), "--blocking-threads", str(service.threads)]
    # A browser that keeps its connection open would hold a web process back for as long as we let it.
    command += ["--respawn-failed-workers", "--workers-kill-timeout", "2"]
    return [*command, "--static-path-route", "/static", "--static-path-mount", str(data / "static")]


def _stop_in_order(parts: Sequence[Child | Kept]) -> None:
    for part in parts:
        part.stop()


def _await_answer(service: Service, web: Child) -> None:
    """Wait until a page comes, which needs every part of the web server, and the database."""
    deadline = time.monotonic() + SECONDS_TO_ANSWER
    while time.monotonic() < deadline:
        if web.ended() is not None:
            raise TroubleError("The web server ended while it started; what stands above says why.")
        try:
            status = _ask_for_first_page(service)
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
            continue
        if status >= http.HTTPStatus.INTERNAL_SERVER_ERROR:
            raise TroubleError(
                f"The first page answers with an error ({status}); what stands above says why."
            )
        return
    raise TroubleError(
        f"The web server did not answer within {SECONDS_TO_ANSWER} seconds, perhaps because this computer is busy. "
        "What was set up and typed is kept: start it again."
    )


def _ask_for_first_page(service: Service) -> int:
    connection = http.client.HTTPConnection(service.reachable_host, service.port, timeout=30)
    connection.request("GET", FIRST_PAGE, headers={"Host": program.environment().hosts[0]})
    with connection.getresponse() as answer:
        return answer.status


def _watch(web: Child, kept: Sequence[Kept]) -> int:
    """Stay until the web server ends by itself; then everything else is stopped, too."""
    while True:
        code = web.ended()
        if code is not None:
            complain(f"\nThe web server (exit code {code}) ended unexpectedly, so everything is stopped.")
            return 1
        for part in kept:
            part.look()
        time.sleep(0.2)


@contextmanager
def _only_one(data: Path, url: str) -> Iterator[None]:
    """Hold the data for ourselves; with a server of the operator's own, many may serve from one database."""
    if not program.uses_own_database():
        yield
        return
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (data / NOTE).open("a+") as note:
        try:
            fcntl.flock(note, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            other = running_service(data)
            raise TroubleError(
                f"RJ Hub already serves the data in {data}, on {other['url']} (process {other['pid']}). Use "
                f"that one, or stop it first: Ctrl-C in its terminal, or `kill {other['pid']}`."
            ) from error
        note.truncate(0)
        note.write(json.dumps({"pid": os.getpid(), "url": url}))
        note.flush()
        yield


def _listen_for_stop() -> None:
    def stop(number: int, frame: FrameType | None) -> None:
        del frame
        _ignore_signals()
        # Nothing is printed here: the signal may have come in the middle of another print.
        raise _StopAskedError("" if number == signal.SIGINT else f"Asked by {signal.Signals(number).name}.")

    for number in STOP_SIGNALS:
        signal.signal(number, stop)


def _ignore_signals() -> None:
    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)
