"""What an operator types and reads."""

import errno
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click
import pytest
from click.testing import CliRunner, Result

from rjhub import cli
from rjhub.server import checks, preparing, program, run
from rjhub.server.checks.finding import Finding, ok, warning, wrong
from rjhub.server.trouble import TroubleError

ALL = cli.rjhub.list_commands(click.Context(cli.rjhub))


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands use the tests' own database instead of starting one."""

    @contextmanager
    def running() -> Iterator[None]:
        yield

    monkeypatch.setattr(program, "running", running)
    monkeypatch.setattr(program, "load", lambda: None)


def rjhub(*words: str) -> Result:
    return CliRunner().invoke(cli.rjhub, words)


def test_the_commands_that_an_operator_needs_are_there() -> None:
    assert {"serve", "setup", "migrate", "worker", "check", "reset", "cast"} <= set(ALL)


@pytest.mark.parametrize("name", ALL)
def test_every_command_is_explained_with_an_example(name: str) -> None:
    said = rjhub(name, "--help").output

    assert f"Usage: rjhub {name}" in said
    assert "Example: " in said


def test_the_list_of_commands_says_what_each_is_for() -> None:
    said = rjhub("--help").output.splitlines()

    for name in ALL:
        (line,) = [line for line in said if line.startswith(f"  {name} ")]
        assert len(line.split()) > 3


def test_help_does_not_wait_for_django() -> None:
    for_help = "import sys; from rjhub.cli import rjhub; rjhub(['--help'], standalone_mode=False);"
    for_help += "sys.exit('django' in sys.modules or 'pydantic' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", for_help], capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        (TroubleError("Port 8000 cannot be used."), "Port 8000 cannot be used."),
        (
            OSError(errno.ENOSPC, "No space left on device"),
            "The disk is full. Free some space and start again; nothing that was saved is lost.",
        ),
    ],
    ids=["trouble", "a full disk"],
)
def test_trouble_is_said_in_plain_words_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], trouble: Exception, said: str
) -> None:
    def serve(_service: run.Service) -> int:
        raise trouble

    monkeypatch.setattr(run, "serve", serve)
    monkeypatch.setattr(sys, "argv", ["rjhub", "serve"])

    with pytest.raises(SystemExit) as ended:
        cli.main()

    assert ended.value.code == 1
    assert capsys.readouterr().err == f"\n{said}\n"


def test_a_setting_that_cannot_be_understood_is_named() -> None:
    asked = "from rjhub.cli import main; import sys; sys.argv = ['rjhub', 'serve']; main()"
    answer = subprocess.run(
        [sys.executable, "-c", asked], env={"PORT": "abc"}, capture_output=True, text=True, check=False
    )

    assert answer.returncode == 1
    assert "PORT: Input should be a valid integer" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_serve_passes_on_what_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[run.Service] = []
    monkeypatch.setattr(run, "serve", lambda service: asked.append(service) or 0)

    assert (
        rjhub("serve", "--host", "0.0.0.0", "--port", "8123", "--no-worker", "--threads", "8").exit_code == 0
    )

    assert asked == [run.Service("0.0.0.0", 8123, 2, 8, with_worker=False, with_setup=True)]
    assert asked[0].url == "http://127.0.0.1:8123"


@pytest.mark.parametrize(
    ("findings", "code"),
    [
        ([ok("clock", "agrees")], 0),
        ([ok("clock", "agrees"), warning("worker", "is silent", "Start one.")], 0),
        ([ok("clock", "agrees"), wrong("roles", "rjhub_app is SUPERUSER", "Run `rjhub setup`.")], 1),
    ],
)
def test_check_fails_only_if_something_is_wrong(
    monkeypatch: pytest.MonkeyPatch, findings: list[Finding], code: int
) -> None:
    monkeypatch.setattr(checks, "run", lambda: iter(findings))

    answer = rjhub("check")
    for_programs = rjhub("check", "--json")

    assert (answer.exit_code, for_programs.exit_code) == (code, code)
    assert answer.output.splitlines()[0] == "ok       clock: agrees."
    assert answer.output.splitlines()[-1].endswith(findings[-1].remedy or "agrees.")
    assert [found["level"] for found in json.loads(for_programs.output)] == [f.level.value for f in findings]


def test_migrate_can_only_say_what_it_would_do(monkeypatch: pytest.MonkeyPatch) -> None:
    migrated: list[bool] = []
    monkeypatch.setattr(preparing, "pending_migrations", lambda: ["cases.0009_pausing"])
    monkeypatch.setattr(preparing, "migrate", lambda: migrated.append(True))
    monkeypatch.setattr(preparing, "make_roles", lambda: ["made the role rjhub_new"])

    assert rjhub("migrate", "--plan").output == "would apply cases.0009_pausing\n"
    assert migrated == []
    assert rjhub("migrate").output == "Database: made the role rjhub_new\napplied cases.0009_pausing\n"
    assert migrated == [True]


@pytest.mark.django_db
def test_cast_lists_who_can_sign_in() -> None:
    people = json.loads(rjhub("cast", "--json").output)
    marian = next(person for person in people if person["email"].startswith("marian.okafor@"))
    table = rjhub("cast").output

    assert marian["partnership"] == "sussex"
    assert marian["roles"] == ["coordinator", "facilitator"]
    assert len({person["partnership"] for person in people}) == 5
    assert marian["password"] in table.splitlines()[0]
    assert all(person["email"] in table for person in people)


@pytest.mark.django_db
def test_without_a_demonstration_there_is_no_cast(monkeypatch: pytest.MonkeyPatch) -> None:
    from rjhub.demonstration import cast

    monkeypatch.setattr(cast, "members", tuple)

    answer = rjhub("cast")

    assert isinstance(answer.exception, TroubleError)
    assert "python3 dev.py demo" in str(answer.exception)
