"""The program's own database, started for real in directories of its own."""

import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
import pytest

from rjhub.server import postgres, postmaster, programs
from rjhub.server.programs import DatabaseTroubleError


def ask(cluster: postgres.Cluster, question: str) -> str:
    with psycopg.connect(
        host=cluster.socket, port=cluster.port, user=cluster.owner, dbname="postgres"
    ) as database:
        row = database.execute(question).fetchone()
    assert row is not None
    return str(row[0])


def keep_something(cluster: postgres.Cluster) -> None:
    with psycopg.connect(
        host=cluster.socket, port=cluster.port, user=cluster.owner, dbname="postgres"
    ) as database:
        database.execute("drop table if exists kept; create table kept as select 7 as n")


def test_a_new_cluster_answers_and_stops(empty: Path) -> None:
    cluster = postgres.start(empty, fast=True)

    assert ask(cluster, "select rolsuper from pg_roles where rolname = current_user") == "True"
    assert ask(cluster, "show timezone") == "UTC"
    assert ask(cluster, "show jit") == "off"
    assert ask(cluster, "show listen_addresses") == ""
    assert ask(cluster, "show server_encoding") == "UTF8"
    assert Path(cluster.socket).stat().st_mode & 0o777 == 0o700
    assert cluster.stop()
    assert postgres.find(empty) is None


def test_the_log_keeps_what_people_typed_to_itself(base: Path, data: Path) -> None:
    cluster = postgres.start(base, fast=True)
    with pytest.raises(psycopg.errors.InvalidTextRepresentation):
        ask(cluster, "select 'Priya Example'::int")
    with pytest.raises(psycopg.errors.UniqueViolation):
        ask(
            cluster,
            "create temporary table person (name text unique);"
            "insert into person values ('Priya Example'), ('Priya Example')",
        )
    cluster.stop()

    log = data.with_name("log").read_text()
    assert "duplicate key" in log
    assert "insert into" not in log
    assert "(name)=" not in log


def test_what_was_saved_is_there_at_the_next_start(base: Path) -> None:
    first = postgres.start(base, fast=True)
    keep_something(first)
    first.stop()

    second = postgres.start(base, fast=True)

    assert ask(second, "select n from kept") == "7"


def test_a_second_program_joins_the_running_cluster_and_leaves_it_running(base: Path) -> None:
    serving = postgres.start(base, fast=True)

    visitor = postgres.start(base, fast=True)
    assert visitor.pid == serving.pid
    assert not visitor.stop()
    assert ask(serving, "select 1") == "1"


def test_the_last_one_out_stops_the_cluster(base: Path) -> None:
    starter = postgres.start(base, fast=True)
    visitor = postgres.start(base)

    assert not starter.stop()
    assert ask(visitor, "select 1") == "1"
    assert visitor.stop()
    assert postgres.find(base) is None


def test_a_cluster_that_nobody_held_is_left_running_unless_forced(base: Path) -> None:
    start_and_leave_it = (
        f"import pathlib; from rjhub.server import postgres; postgres.start(pathlib.Path({str(base)!r}))"
    )
    subprocess.run([sys.executable, "-c", start_and_leave_it], check=True)

    visitor = postgres.start(base)
    assert not visitor.stop()
    found = postgres.find(base)
    assert found is not None
    assert found.stop(force=True)
    assert postgres.find(base) is None


def test_looking_whether_a_cluster_runs_takes_no_share_in_it(base: Path) -> None:
    starter = postgres.start(base, fast=True)
    found = postgres.find(base)

    assert found is not None
    assert (found.pid, found.socket) == (starter.pid, starter.socket)
    assert not found.stop()
    assert starter.stop()


def test_stopping_twice_is_harmless(base: Path) -> None:
    cluster = postgres.start(base, fast=True)

    assert cluster.stop()
    assert not cluster.stop()


def test_a_tied_cluster_stops_when_the_program_that_started_it_is_killed(base: Path) -> None:
    program = (
        "import pathlib, sys; from rjhub.server import postgres;"
        f"cluster = postgres.start(pathlib.Path({str(base)!r}), fast=True, tied=True);"
        "print(cluster.pid, flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as starter:
        assert starter.stdout is not None
        server = os.pidfd_open(int(starter.stdout.readline()))
        starter.kill()
        ended, _, _ = select.select([server], [], [], 20)
        os.close(server)

    assert ended
    assert postgres.find(base) is None


def test_a_killed_server_starts_again_despite_the_note_it_left(base: Path, data: Path) -> None:
    cluster = postgres.start(base)
    keep_something(cluster)
    os.kill(cluster.pid, signal.SIGKILL)
    cluster.stop()
    assert (data / "postmaster.pid").exists()

    again = postgres.start(base)

    assert ask(again, "select n from kept") == "7"


def test_the_number_of_a_dead_server_may_be_another_programs_by_now(base: Path, data: Path) -> None:
    cluster = postgres.start(base, fast=True)
    note = (data / "postmaster.pid").read_text()
    cluster.stop()
    (data / "postmaster.pid").write_text(note.replace(str(cluster.pid), str(os.getpid()), 1))

    again = postgres.start(base, fast=True)

    assert again.pid != os.getpid()
    assert ask(again, "select 1") == "1"


def test_a_long_path_gets_a_socket_elsewhere_which_goes_with_the_server(tmp_path: Path) -> None:
    base = tmp_path / "a-directory-with-a-name-so-long" / ("x" * 80)
    cluster = postgres.start(base, fast=True)

    assert len(cluster.socket) <= postmaster.SOCKET_PATH_BYTES
    joined = postgres.find(base)
    assert joined is not None
    assert joined.socket == cluster.socket
    assert ask(joined, "select 1") == "1"
    assert postgres.erase(base)
    assert not Path(cluster.socket).exists()


def test_data_of_another_version_is_refused_with_what_to_do(base: Path, data: Path) -> None:
    (data / "PG_VERSION").write_text("9\n")

    with pytest.raises(DatabaseTroubleError, match=r"made by PostgreSQL 9.*RJHUB_PG_BIN.*dev.py reset"):
        postgres.start(base)

    assert (data / "PG_VERSION").exists()


def test_a_full_disk_is_said_before_anything_is_made(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postmaster, "SPACE_MB", 10**12)

    with pytest.raises(DatabaseTroubleError, match="not enough space"):
        postgres.start(empty)

    assert not (empty / "data").exists()


def test_a_disk_that_fills_up_later_is_said_in_plain_words() -> None:
    assert "disk is full" in postmaster.explain('FATAL:  could not write "pg_wal/x": No space left on device')


def test_a_server_that_refuses_to_start_says_why(base: Path, data: Path) -> None:
    (data / "postgresql.conf").write_text("shared_buffers = much\n")

    with pytest.raises(DatabaseTroubleError, match="shared_buffers"):
        postgres.start(base, fast=True)

    assert postmaster.running(data) is None


def test_no_postgresql_on_the_machine_is_said(
    empty: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("RJHUB_PG_BIN", raising=False)
    monkeypatch.setattr(programs, "WHEELS", ())
    monkeypatch.setattr(programs, "DISTRIBUTION", tmp_path / "nothing")

    with pytest.raises(DatabaseTroubleError, match=r"was not found.*dev.py setup"):
        postgres.start(empty)


def test_a_cluster_half_made_when_the_machine_stopped_is_made_anew(empty: Path) -> None:
    (empty / "data.making").mkdir(parents=True)
    (empty / "data.making" / "PG_VERSION").write_text("18\n")

    cluster = postgres.start(empty, fast=True)

    assert ask(cluster, "select 1") == "1"


def test_erasing_stops_the_server_and_leaves_nothing(empty: Path) -> None:
    cluster = postgres.start(empty, fast=True)

    assert postgres.erase(empty)

    assert not empty.exists()
    assert not Path(f"/proc/{cluster.pid}/cwd").exists()
    assert not postgres.erase(empty)


def test_without_user_namespaces_the_server_does_not_run_as_root_either(
    empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The process really becomes nobody then, so its programs and data must be where nobody can reach them.
    store = Path(tempfile.mkdtemp(prefix="rjhub-test-", dir="/var/tmp"))
    monkeypatch.setattr(programs, "namespaces_work", lambda: False)
    monkeypatch.setattr(programs, "ROOT_STORE", store)
    monkeypatch.delenv("RJHUB_PG_BIN", raising=False)
    monkeypatch.setenv("RJHUB_PG_BIN", str(behind_a_closed_door(programs.find(), tmp_path)))
    try:
        cluster = postgres.start(empty, fast=True)
        assert Path(f"/proc/{cluster.pid}").stat().st_uid == (os.geteuid() or programs.NOBODY)
        assert ask(cluster, "select 1") == "1"
        assert postgres.erase(empty)
        assert not cluster.data.exists()
    finally:
        shutil.rmtree(store)


def behind_a_closed_door(directory: Path, tmp_path: Path) -> Path:
    """Give PostgreSQL's programs by a path that only we may walk, like a clone in root's own directory."""
    package = directory.parents[1]
    (tmp_path / "closed").mkdir(mode=0o700)
    for part in (package, package.with_name(f"{package.name}.libs")):
        if part.exists():
            (tmp_path / "closed" / part.name).symlink_to(part)
    return tmp_path / "closed" / directory.relative_to(package.parent)


@pytest.mark.parametrize(
    ("has_a_name", "sees_itself_as_nobody"),
    [(True, False), (False, True)],
    ids=["a user", "a number without a name"],
)
def test_a_user_without_a_name_sees_itself_as_nobody(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *, has_a_name: bool, sees_itself_as_nobody: bool
) -> None:
    # PostgreSQL looks its user's name up; nobody has one everywhere.
    monkeypatch.setattr(programs, "namespaces_work", lambda: True)
    monkeypatch.setattr(programs.os, "geteuid", lambda: 4242)
    monkeypatch.setattr(programs, "_has_a_name", lambda uid: has_a_name)

    assert bool(programs.identity_for(tmp_path / "data").prefix) is sees_itself_as_nobody


def test_a_tied_program_that_comes_too_late_does_not_start(tmp_path: Path) -> None:
    # As if the one that started it had died before the tie was made: somebody else is its parent.
    late = [*programs.tie("TERM"), "touch", str(tmp_path / "started")]

    subprocess.run([sys.executable, "-c", f"import subprocess; subprocess.run({late!r})"], check=True)

    assert not (tmp_path / "started").exists()
