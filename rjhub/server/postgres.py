"""The program's own PostgreSQL: made, started and stopped in a directory of the project, on a private socket.

Standard library only, so that everything which sets up the program can use it. It listens on no network
address; whoever may enter the 0700 directory of the socket is trusted, so the directory is the lock.

Several programs may use one cluster at a time: each holds a shared lock on the file `in-use`, and the last
one out stops the server. One that nobody held when we came (started by hand, left behind) is left running.
"""

import contextlib
import errno
import fcntl
import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from rjhub.server import postmaster, programs
from rjhub.server.programs import DatabaseTroubleError, Identity

OWNER = postmaster.OWNER


@dataclass(frozen=True)
class Cluster:
    """A running PostgreSQL of our own, and our share in it if we started or joined it."""

    socket: str
    port: int
    owner: str
    data: Path
    pid: int
    _base: Path = field(repr=False)
    _stops_it: bool = field(repr=False)
    _share: IO[bytes] | None = field(repr=False, compare=False, default=None)
    _process: "subprocess.Popen[bytes] | None" = field(repr=False, compare=False, default=None)

    def runs(self) -> bool:
        """Tell whether the server still runs."""
        return postmaster.running(self.data) == self.pid

    def stop(self, *, force: bool = False) -> bool:
        """Leave the cluster; the last one out stops it. `force` stops it whoever else uses it.

        Answers whether the server was stopped. Sessions that are still open are closed, and what they had not
        committed is undone.
        """
        with _alone(self._base):
            has_share = self._share is not None and not self._share.closed
            if self._share:
                self._share.close()
            if not force and not (has_share and self._stops_it and not _in_use(self._base)):
                return False
            postmaster.halt(self.data, self.pid, self._process)
            if Path(self.socket).parent != self.data.parent:
                shutil.rmtree(self.socket, ignore_errors=True)
            return True


def start(base: Path, *, fast: bool = False, tied: bool = False) -> Cluster:
    """Start the cluster of that directory, making it the first time, or join it if it runs already.

    `fast` is for tests. `tied` stops the server when the calling thread dies, even if it is killed.
    Raises DatabaseTroubleError.
    """
    with _in_plain_words(base):
        base.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _alone(base):
            identity, data = _home(base)
            if pid := postmaster.running(data):
                return _join(base, data, pid)
            if not data.exists():
                postmaster.make(data, identity, fast=fast)
            process = postmaster.launch(data, identity, fast=fast, tied=tied)
            return _join(base, data, process.pid, process)


def find(base: Path) -> Cluster | None:
    """Look whether the cluster of that directory runs; neither start nor join it."""
    with _in_plain_words(base):
        if not base.is_dir():
            return None
    with _in_plain_words(base), _alone(base):
        _, data = _home(base)
        pid = postmaster.running(data)
        return Cluster(*postmaster.address(data), OWNER, data, pid, base, _stops_it=False) if pid else None


def erase(base: Path) -> bool:
    """Stop the cluster of that directory, whoever uses it, and delete it. Answers whether there was one."""
    if not base.is_dir():
        return False
    if cluster := find(base):
        cluster.stop(force=True)
    with _in_plain_words(base):
        _, data = _home(base)
        for home in {data.parent, base}:
            # A server that is just ending takes its own notes away meanwhile.
            shutil.rmtree(home, onerror=_unless_gone)
    return True


def _unless_gone(_: object, __: str, problem: tuple[type[BaseException], BaseException, object]) -> None:
    if not isinstance(problem[1], FileNotFoundError):
        raise problem[1]


def _join(base: Path, data: Path, pid: int, process: "subprocess.Popen[bytes] | None" = None) -> Cluster:
    socket, port = postmaster.address(data)
    stops_it = process is not None or _in_use(base)
    share = _open(base / "in-use")
    fcntl.flock(share, fcntl.LOCK_SH)
    return Cluster(socket, port, OWNER, data, pid, base, stops_it, share, process)


def _home(base: Path) -> tuple[Identity, Path]:
    """Say as whom the server runs and where its data directory is.

    Usually beside us. A process that is really nobody could not enter root's private directories, so there it
    is in a directory of its own, named after ours.
    """
    data = base.resolve() / "data"
    name = hashlib.sha256(os.fsencode(data)).hexdigest()[:12]
    elsewhere = programs.ROOT_STORE / f"database-{name}"
    if os.geteuid() == 0 and elsewhere.exists():
        return Identity(uid=programs.NOBODY, gid=programs.NOBODY), elsewhere / "data"
    identity = programs.identity_for(data)
    if identity.uid != programs.NOBODY:
        return identity, data
    if data.exists():
        raise DatabaseTroubleError(
            f"The database in {data} was made by root inside a user namespace, which this machine "
            "forbids now. Allow user namespaces again, or start it as a user who owns a copy of it."
        )
    elsewhere.mkdir(parents=True, mode=0o700)
    programs.ROOT_STORE.chmod(0o755)
    return identity, identity.give(elsewhere) / "data"


@contextlib.contextmanager
def _alone(base: Path) -> Iterator[None]:
    """Let one program at a time start, join or stop the cluster of a directory."""
    with _open(base / "lock") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _in_use(base: Path) -> bool:
    with _open(base / "in-use") as share:
        try:
            fcntl.flock(share, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


def _open(path: Path) -> IO[bytes]:
    """Open a lock file. One that root makes in a user's directory becomes the user's, who will come back."""
    file = path.open("ab")
    if os.geteuid() == 0:
        owner = path.parent.stat()
        os.chown(path, owner.st_uid, owner.st_gid)
    return file


@contextlib.contextmanager
def _in_plain_words(base: Path) -> Iterator[None]:
    try:
        yield
    except PermissionError as error:
        raise DatabaseTroubleError(
            f"The database in {base} belongs to another user of this machine ({error}). Start the program as "
            "the user who started it the first time, or use a copy of the project of your own."
        ) from error
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        raise DatabaseTroubleError(
            f"The disk that holds {base} is full. Free some space and start again."
        ) from error
