"""One PostgreSQL server process and its data directory: make, launch, recognise and halt.

Standard library only. Who may share a running server is decided in `postgres`.
"""

import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from rjhub.server import memory, programs
from rjhub.server.programs import DatabaseTroubleError, Identity

OWNER = "rjhub_owner"
PORT = 5432
PORT_LINE, SOCKET_LINE, STATUS_LINE = 3, 4, 7  # of postmaster.pid, counted from 0
START_SECONDS = 300  # a server that was killed first replays its journal
STOP_SECONDS = 30
SPACE_MB = 200
LOG_MB = 10
# The kernel's limit for the address of a socket is 107 bytes, and PostgreSQL adds its file's name.
SOCKET_PATH_BYTES = 107 - len(f"/.s.PGSQL.{PORT}")

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "jit": "off",  # its compiling costs more than our short queries take
    "timezone": "UTC",
    "log_timezone": "UTC",
    # The log must not hold what people typed: no values of keys, no parameters, no text of failed statements.
    "log_error_verbosity": "terse",
    "log_parameter_max_length_on_error": "0",
    "log_min_error_statement": "panic",
    # For a disk without moving parts, and for a partnership that has grown: a checkpoint less often, smaller journals.
    "random_page_cost": "1.1",
    "max_wal_size": "4GB",
    "wal_compression": "on",
}
# A cluster for tests may lose everything when the machine stops.
FAST_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    # What it learns of a table is a transaction, for which the sealing of the log would wait.
    "autovacuum": "off",
}


def make(data: Path, identity: Identity, *, fast: bool) -> None:
    """Make an empty data directory; it appears under its name only when it is whole."""
    _refuse_if_full(data)
    making = data.with_name("data.making")
    shutil.rmtree(making, ignore_errors=True)
    initdb = programs.reachable(programs.find(), identity) / "initdb"
    options = ["-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-instructions"]
    made = identity.run(initdb, "-D", making, *options, *(["--no-sync"] if fast else []))
    if made.returncode:
        shutil.rmtree(making, ignore_errors=True)
        raise DatabaseTroubleError(f"The database could not be made. {explain(made.stderr)}")
    making.rename(data)


def launch(data: Path, identity: Identity, *, fast: bool, tied: bool) -> "subprocess.Popen[bytes]":
    """Start the server of a data directory and wait until it answers."""
    directory = _programs_for(data, identity)
    _clear_leftovers(data)
    log = _log_of(data, identity)
    already_said = log.stat().st_size
    settings = SETTINGS | {"unix_socket_directories": _socket_directory(data, identity)}
    settings |= FAST_SETTINGS if fast else memory.settings()
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    tie = programs.tie("INT") if tied else []  # SIGINT is PostgreSQL's orderly stop
    process = identity.spawn(*tie, directory / "postgres", "-D", data, "-p", PORT, *options, log=log)
    try:
        _await_ready(data, process, log, already_said)
    except BaseException:
        halt(data, process.pid, process)
        raise
    return process


def running(data: Path) -> int | None:
    """Give the process id of the server of this data directory, if it runs and is not just stopping.

    The file postmaster.pid alone does not tell: after a crash it stays, and its number may be another
    program's.
    """
    note = _read_note(data)
    if len(note) <= STATUS_LINE or note[STATUS_LINE].startswith("stopping"):
        return None
    return int(note[0]) if _works_in(int(note[0]), data) else None


def address(data: Path) -> tuple[str, int]:
    """Give socket directory and port of the running server."""
    note = _read_note(data)
    return note[SOCKET_LINE], int(note[PORT_LINE])


def halt(data: Path, pid: int, process: "subprocess.Popen[bytes] | None" = None) -> None:
    """Stop the server: first close its sessions, and if that takes too long, at once."""

    def alive() -> bool:
        return process.poll() is None if process else _works_in(pid, data)

    for order in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        deadline = time.monotonic() + STOP_SECONDS
        if alive():
            os.kill(pid, order)
        while alive() and time.monotonic() < deadline:
            time.sleep(0.02)


def explain(log: str) -> str:
    """Say what PostgreSQL's own words mean for the person who started the program."""
    if "No space left on device" in log:
        return "The disk is full. Free some space and start again; nothing that was saved is lost."
    if "Address already in use" in log or "is still in use" in log:
        return "Another server still uses this data directory. Stop it, or wait a moment and start again."
    if "could not look up effective user ID" in log:
        return (
            "This user has no name on this machine, and PostgreSQL wants one: give it a line in /etc/passwd."
        )
    said = re.findall(r"(?:FATAL|PANIC|ERROR|error|LOG):\s*(.+)", log)
    return "PostgreSQL says: " + ("; ".join(said[-3:]) if said else log.strip()[-500:] or "nothing")


def _programs_for(data: Path, identity: Identity) -> Path:
    major = int((data / "PG_VERSION").read_text())
    try:
        return programs.reachable(programs.find(major), identity)
    except DatabaseTroubleError as missing:
        raise DatabaseTroubleError(
            f"The database in {data} was made by PostgreSQL {major}, and only that version can open it; it "
            f"is not on this machine. To keep the data, install PostgreSQL {major}, set RJHUB_PG_BIN to the "
            "directory of its programs and start again. To throw the data away: python3 dev.py reset"
        ) from missing


def _clear_leftovers(data: Path) -> None:
    """Wait for a server that is stopping, or for the children of one that was killed; remove its note."""
    deadline = time.monotonic() + STOP_SECONDS
    while left := [name for name in _processes() if _works_in(int(name), data)]:
        if time.monotonic() > deadline:
            raise DatabaseTroubleError(
                f"An earlier server of the database in {data} does not end. Stop it: kill {' '.join(left)}"
            )
        time.sleep(0.1)
    (data / "postmaster.pid").unlink(missing_ok=True)


def _processes() -> list[str]:
    return [entry.name for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _works_in(pid: int, data: Path) -> bool:
    """Tell PostgreSQL's processes by the directory in which they work."""
    try:
        return Path(f"/proc/{pid}/cwd").readlink() == data.resolve()
    except OSError:  # it has ended, or it is another user's, who cannot work in our directory
        return False


def _log_of(data: Path, identity: Identity) -> Path:
    log = data.with_name("log")
    if log.exists() and log.stat().st_size > LOG_MB * 1_000_000:
        log.rename(log.with_name("log.old"))
    log.touch(mode=0o600)
    return identity.give(log)


def _socket_directory(data: Path, identity: Identity) -> str:
    directory = data.with_name("socket")
    if len(os.fsencode(directory)) > SOCKET_PATH_BYTES:
        directory = Path(tempfile.mkdtemp(prefix="rjhub-"))
    if len(os.fsencode(directory)) > SOCKET_PATH_BYTES:
        directory.rmdir()
        directory = Path(tempfile.mkdtemp(prefix="rjhub-", dir="/tmp"))
    directory.mkdir(exist_ok=True)
    directory.chmod(0o700)
    return str(identity.give(directory))


def _await_ready(data: Path, process: "subprocess.Popen[bytes]", log: Path, already_said: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            said = log.read_bytes()[already_said:].decode(errors="replace")
            raise DatabaseTroubleError(f"The database did not start. {explain(said)} (All of it: {log})")
        note = _read_note(data)
        if len(note) > STATUS_LINE and note[STATUS_LINE].startswith("ready") and int(note[0]) == process.pid:
            return
        time.sleep(0.02)
    raise DatabaseTroubleError(f"The database did not answer within {START_SECONDS} seconds. See {log}")


def _read_note(data: Path) -> list[str]:
    """Read postmaster.pid: process, data directory, start, port, socket, address, memory, status."""
    try:
        return (data / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return []


def _refuse_if_full(data: Path) -> None:
    free = shutil.disk_usage(data.parent).free // 1_000_000
    if free < SPACE_MB:
        raise DatabaseTroubleError(
            f"There is not enough space for the database in {data.parent}: {free} MB are free and it needs "
            f"{SPACE_MB} MB."
        )
