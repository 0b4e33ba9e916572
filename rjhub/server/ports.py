"""Whether a port is free, and if not, who has it."""

import socket
from contextlib import suppress
from pathlib import Path

from rjhub.server.trouble import TroubleError

LARGEST = 65535
LISTENING = "0A"


def refuse_if_taken(host: str, port: int) -> None:
    """Raise TroubleError that names the program which has the port, if this machine tells."""
    if not 0 < port <= LARGEST:
        raise TroubleError(f"PORT={port} is no port. Choose a number from 1024 to {LARGEST}, like PORT=8001.")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except PermissionError as error:
            raise TroubleError(
                f"Only root may use port {port}. Choose another: PORT=8001 in front of the command."
            ) from error
        except OSError as error:
            who = owner_of(port)
            raise TroubleError(
                f"Port {port} on {host} cannot be used: {error.strerror}{f' by {who}' if who else ''}. Stop "
                "that program, or choose another port: PORT=8001 in front of the command."
            ) from error


def owner_of(port: int) -> str | None:
    """Name the process that listens on a port, if we may see it."""
    inodes = {f"socket:[{inode}]" for inode in _listening_on(port)}
    for process in Path("/proc").iterdir():
        if process.name.isdigit() and inodes and inodes & _sockets_of(process):
            command = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
            return f"process {process.name} ({command[:80]})"
    return None


def _listening_on(port: int) -> set[str]:
    found = set()
    for table in ("tcp", "tcp6"):
        lines = Path(f"/proc/net/{table}").read_text().splitlines()[1:]
        for fields in map(str.split, lines):
            if fields[3] == LISTENING and int(fields[1].rpartition(":")[2], 16) == port:
                found.add(fields[9])
    return found


def _sockets_of(process: Path) -> set[str]:
    found = set()
    with suppress(OSError):  # it is another user's, or it has ended
        for descriptor in (process / "fd").iterdir():
            with suppress(OSError):  # closed meanwhile
                found.add(str(descriptor.readlink()))
    return found
