"""The program's own Python environment, `.venv`: exactly what a lock file names, and the command `rjhub`."""

import fcntl
import hashlib
import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rjhub.server.setup import index, installer
from rjhub.server.setup.progress import say, step
from rjhub.server.trouble import TroubleError

LOCKS = {"program": "requirements.lock", "tests": "requirements-dev.lock"}
SPACE_MB = {"program": 1_000, "tests": 2_000}
MEANINGS = {
    ("No space left on device",): (
        "The disk is full. Free about 2 GB and run the same command again; it goes on where it stopped."
    ),
    ("hash mismatch", "Hash mismatch"): (
        "A package is not the one that was locked (its hash differs), so nothing was installed from it. Run "
        "the same command again; if it happens again, tell whoever looks after your package index."
    ),
    ("error sending request", "dns error", "Failed to fetch", "client error", "timed out", "onnect"): (
        "Packages could not be fetched. Check the network. Behind a proxy, set HTTPS_PROXY; if your "
        "organisation has its own index, set UV_DEFAULT_INDEX to its address. Then run the same command "
        "again."
    ),
}


class Environment:
    """The environment of one clone of the project."""

    def __init__(self, root: Path) -> None:
        """Name the clone's directory; nothing is made yet."""
        self.root = root
        self.directory = root / ".venv"
        self.python = self.directory / "bin" / "python"
        self._tools = root / ".tools"
        self._stamp = self.directory / "rjhub-installed.json"
        self._unfinished = self.directory / "rjhub-unfinished"

    def ensure(self, purpose: str) -> Path:
        """Give the environment's Python, installing what is missing. What was installed before stays quick.

        Raises TroubleError.
        """
        if not self._is_ready(purpose):
            with self._alone():
                if not self._is_ready(purpose):
                    self._install(purpose)
        return self.python

    def installer(self) -> Path:
        """Give the path of uv, fetching it the first time."""
        with self._alone():
            return installer.ensure(self._tools)

    def _is_ready(self, purpose: str) -> bool:
        # An environment for the tests holds everything that the program needs, too.
        try:
            installed = json.loads(self._stamp.read_text())
        except (OSError, ValueError):
            return False
        wanted = [self._state(known) for known in ("tests", purpose)]
        return installed in wanted and not self._unfinished.exists() and self._python_runs()

    def _state(self, purpose: str) -> dict[str, str]:
        lock = (self.root / LOCKS[purpose]).read_bytes()
        return {
            "root": str(self.root),
            "python": sys.version.split()[0],
            "purpose": purpose,
            "lock": hashlib.sha256(lock).hexdigest(),
        }

    def _python_runs(self) -> bool:
        try:
            return subprocess.run([self.python, "-c", ""], capture_output=True, check=False).returncode == 0
        except OSError:
            return False

    def _install(self, purpose: str) -> None:
        self._refuse_if_full(purpose)
        with step(f"Fetching the installer (uv {installer.VERSION})"):
            uv = installer.ensure(self._tools)
        if not self._can_go_on_from_here():
            with step("Making the Python environment"):
                self._uv(
                    uv,
                    "venv",
                    "--quiet",
                    "--clear",
                    "--no-project",
                    "--python",
                    _base_python(),
                    self.directory,
                )
        self._unfinished.touch()
        count = sum("==" in line for line in (self.root / LOCKS[purpose]).read_text().splitlines())
        with step(f"Installing {count} packages, each checked against its hash"):
            lock = self.root / LOCKS[purpose]
            self._uv(uv, "pip", "sync", "--require-hashes", "--no-build", "--python", self.python, lock)
        self._write_command()
        self._stamp.write_text(json.dumps(self._state(purpose)))
        self._unfinished.unlink()

    def _can_go_on_from_here(self) -> bool:
        """One that was interrupted, moved or made with another Python is made anew: it takes a second."""
        try:
            installed = json.loads(self._stamp.read_text())
        except (OSError, ValueError):
            return False
        same = all(installed.get(name) == self._state("program")[name] for name in ("root", "python"))
        return same and not self._unfinished.exists() and self._python_runs()

    def _uv(self, uv: Path, *arguments: object) -> None:
        environment = {
            **os.environ,
            **index.settings_for_uv(os.environ),
            "UV_PYTHON_DOWNLOADS": "never",
            "UV_NO_PROGRESS": "1",
            "UV_CACHE_DIR": os.environ.get("UV_CACHE_DIR") or str(_cache(self.root)),
        }
        command = [str(uv), *map(str, arguments)]
        said: list[str] = []
        with subprocess.Popen(
            command,
            cwd=self.root,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        ) as running:
            for line in running.stderr or ():
                said.append(line)
                if line.startswith(("Downloading", "Prepared", "Installed")):
                    say(f"      {line.strip()}")
        if running.returncode:
            raise TroubleError(explain("".join(said)))

    def _write_command(self) -> None:
        """Put the clone on the environment's path and make `.venv/bin/rjhub`, without building anything."""
        site = next((self.directory / "lib").glob("python3*/site-packages"))
        (site / "rjhub.pth").write_text(f"{self.root}\n")
        command = self.directory / "bin" / "rjhub"
        # Through the shell, because a #! line may hold neither a long path nor a space.
        command.write_text(f'#!/bin/sh\nexec {shlex.quote(str(self.python))} -P -m rjhub "$@"\n')
        command.chmod(0o755)

    def _refuse_if_full(self, purpose: str) -> None:
        free = shutil.disk_usage(self.root).free // 1_000_000
        if free < SPACE_MB[purpose]:
            raise TroubleError(
                f"The disk that holds {self.root} has {free} MB free, and setting up needs "
                f"{SPACE_MB[purpose]} MB. Free some space and run the same command again."
            )

    @contextmanager
    def _alone(self) -> Iterator[None]:
        try:
            self._tools.mkdir(exist_ok=True)
            lock = (self._tools / "lock").open("w")
        except PermissionError as error:
            raise TroubleError(
                f"{self.root} belongs to another user of this machine ({error}). Use a clone of your own, or "
                "run this as the user who set it up."
            ) from error
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say("  Waiting for another set-up of this directory to end ...")
                fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def explain(said: str) -> str:
    """Say what uv's own words mean for the person who started it."""
    for signs, meaning in MEANINGS.items():
        if any(sign in said for sign in signs):
            return f"{meaning}\n\nWhat the installer said:\n{said.strip()[-1500:]}"
    return f"The packages could not be installed. What the installer said:\n{said.strip()[-1500:]}"


def _base_python() -> str:
    """Give the Python of this machine, even if the one that runs us is in an environment."""
    return getattr(sys, "_base_executable", None) or sys.executable


def _cache(root: Path) -> Path:
    """Keep what was fetched in the home directory, as uv does, if there is one that can be written to."""
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    probe = next(parent for parent in (home, *home.parents) if parent.exists())
    return home / "uv" if os.access(probe, os.W_OK) else root / ".cache" / "uv"
