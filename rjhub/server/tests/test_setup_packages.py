"""Making the environment, with an installer that only notes what it was asked."""

import json
import platform
import subprocess
from pathlib import Path

import pytest

from rjhub.server.setup import installer, packages
from rjhub.server.setup.packages import Environment
from rjhub.server.trouble import TroubleError

NOTING_INSTALLER = """#!/bin/sh
echo "$1 $2" >> "{notes}"
case "$1" in
venv)
  for last; do :; done
  mkdir -p "$last/bin" "$last/lib/python3.11/site-packages"
  ln -sf {python} "$last/bin/python" ;;
pip) {sync} ;;
esac
"""


class Clone:
    """A directory with lock files, and an installer of its own."""

    def __init__(self, root: Path, python: str) -> None:
        self.root = root
        self.environment = Environment(root)
        self._python = python
        self._notes = root / "notes"
        for lock in packages.LOCKS.values():
            (root / lock).write_text("django==5.2.19\n")
        self.let_installing("true")

    def let_installing(self, sync: str) -> None:
        program = self.root / "uv"
        program.write_text(NOTING_INSTALLER.format(notes=self._notes, python=self._python, sync=sync))
        program.chmod(0o755)

    def asked(self) -> list[str]:
        """Give what the installer was asked since the last time."""
        asked = self._notes.read_text().splitlines() if self._notes.exists() else []
        self._notes.unlink(missing_ok=True)
        return asked


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clone:
    clone = Clone(tmp_path, packages._base_python())
    monkeypatch.setattr(installer, "ensure", lambda _tools: tmp_path / "uv")
    return clone


def test_the_first_time_the_environment_is_made_and_filled(clone: Clone) -> None:
    python = clone.environment.ensure("program")

    assert python.exists()
    assert clone.asked() == ["venv --quiet", "pip sync"]
    assert (
        clone.environment.directory / "lib/python3.11/site-packages/rjhub.pth"
    ).read_text() == f"{clone.root}\n"


def test_the_command_works_from_a_directory_with_any_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "Priya's clone"
    root.mkdir()
    clone = Clone(root, packages._base_python())
    clone.let_installing("true")
    monkeypatch.setattr(installer, "ensure", lambda _tools: root / "uv")
    (root / "rjhub").mkdir()
    (root / "rjhub" / "__main__.py").write_text("import sys; print(sys.argv[1:])")
    clone.environment.ensure("program")

    command = clone.environment.directory / "bin" / "rjhub"
    answer = subprocess.run(
        [command, "check", "a b"], env={"PYTHONPATH": str(root)}, capture_output=True, text=True, check=False
    )

    assert answer.stdout == "['check', 'a b']\n"


def test_the_second_time_nothing_is_done(clone: Clone) -> None:
    clone.environment.ensure("program")
    clone.asked()

    clone.environment.ensure("program")

    assert clone.asked() == []


def test_an_environment_for_the_tests_serves_the_program_too(clone: Clone) -> None:
    clone.environment.ensure("program")
    clone.environment.ensure("tests")
    clone.asked()

    clone.environment.ensure("program")

    assert clone.asked() == []


def test_a_changed_lock_is_installed_into_the_same_environment(clone: Clone) -> None:
    clone.environment.ensure("program")
    clone.asked()
    (clone.root / "requirements.lock").write_text("django==5.2.20\n")

    clone.environment.ensure("program")

    assert clone.asked() == ["pip sync"]


def test_an_interrupted_installation_is_made_anew(clone: Clone) -> None:
    clone.let_installing("exit 1")
    with pytest.raises(TroubleError):
        clone.environment.ensure("program")
    clone.asked()
    clone.let_installing("true")

    clone.environment.ensure("program")

    assert clone.asked() == ["venv --quiet", "pip sync"]


def test_a_clone_that_was_moved_gets_a_new_environment(clone: Clone) -> None:
    clone.environment.ensure("program")
    stamp = clone.environment.directory / "rjhub-installed.json"
    stamp.write_text(json.dumps({**json.loads(stamp.read_text()), "root": "/where/it/was"}))
    clone.asked()

    clone.environment.ensure("program")

    assert clone.asked() == ["venv --quiet", "pip sync"]


def test_an_environment_whose_python_went_away_is_made_anew(clone: Clone) -> None:
    python = clone.environment.ensure("program")
    clone.asked()
    python.unlink()
    python.symlink_to("/no/such/python")

    clone.environment.ensure("program")

    assert clone.asked() == ["venv --quiet", "pip sync"]


@pytest.mark.parametrize(
    ("said", "meaning"),
    [
        ("error: failed to write: No space left on device (os error 28)", "disk is full"),
        ("error: Failed to fetch `https://index.example`: dns error", "Check the network"),
        ("error: Hash mismatch for `django==5.2.19`", "is not the one that was locked"),
        ("error: something new", "something new"),
    ],
)
def test_what_the_installer_says_is_said_in_plain_words(clone: Clone, said: str, meaning: str) -> None:
    clone.let_installing(f"echo '{said}' >&2; exit 2")

    with pytest.raises(TroubleError, match=meaning):
        clone.environment.ensure("program")


def test_a_full_disk_is_said_before_anything_is_fetched(
    clone: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packages, "SPACE_MB", {"program": 10**12})

    with pytest.raises(TroubleError, match=r"MB free, and setting up needs"):
        clone.environment.ensure("program")

    assert clone.asked() == []


@pytest.mark.parametrize(
    ("system", "machine", "library"),
    [
        ("Darwin", "arm64", ("", "")),
        ("Linux", "x86_64", ("musl", "1.2")),
        ("Linux", "riscv64", ("glibc", "2.36")),
        ("Linux", "x86_64", ("glibc", "2.17")),
    ],
    ids=["a Mac", "Alpine", "another processor", "an old Linux"],
)
def test_a_machine_for_which_the_parts_are_not_built_is_told_which_are(
    monkeypatch: pytest.MonkeyPatch, system: str, machine: str, library: tuple[str, str]
) -> None:
    monkeypatch.setattr(platform, "system", lambda: system)
    monkeypatch.setattr(platform, "machine", lambda: machine)
    monkeypatch.setattr(platform, "libc_ver", lambda: library)

    with pytest.raises(TroubleError, match=f"on x86_64 or arm64.*This machine is {system} {machine}"):
        installer.wheel_for_this_machine()
