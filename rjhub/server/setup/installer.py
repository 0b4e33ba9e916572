"""Getting uv, which installs everything else: one file, of one version, checked against its known hash."""

import importlib.util
import io
import os
import platform
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from rjhub.server.setup import index
from rjhub.server.trouble import TroubleError

VERSION = "0.13.9"
OLDEST_GLIBC = (2, 28)  # what the wheel with PostgreSQL is built for


@dataclass(frozen=True)
class Wheel:
    """The file of a platform and its SHA-256."""

    filename: str
    sha256: str


WHEELS = {
    "x86_64": Wheel(
        f"uv-{VERSION}-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
        "d7f459fe4fd247d830351c75686d3996ace3c6f3f728eb0e85a30b7ada0cef19",
    ),
    "aarch64": Wheel(
        f"uv-{VERSION}-py3-none-manylinux_2_28_aarch64.whl",
        "ecb6028d79dc96fbeafffe5c8af62a7099487ebc05a701e76714eebcffd06375",
    ),
}


def ensure(tools: Path) -> Path:
    """Give the path of uv, fetching it the first time. It appears under its name only when it is whole."""
    uv = tools / f"uv-{VERSION}"
    if uv.exists():
        return uv
    wheel = wheel_for_this_machine()
    tools.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="uv-", dir=tools) as draft:
        program = _by_pip(wheel, Path(draft)) or _by_hand(wheel, Path(draft))
        program.chmod(0o755)
        program.replace(uv)
    return uv


def wheel_for_this_machine() -> Wheel:
    """Raise TroubleError on a machine for which the program's parts are not built."""
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(platform.machine().lower(), platform.machine())
    library, version = platform.libc_ver()
    known = tuple(int(part) for part in version.split(".")[:2] if part.isdigit())
    if platform.system() == "Linux" and library == "glibc" and known >= OLDEST_GLIBC and machine in WHEELS:
        return WHEELS[machine]
    here = " ".join(filter(None, [platform.system(), platform.machine(), library, version]))
    raise TroubleError(
        "RJ Hub sets itself up on Linux with glibc 2.28 or later, on x86_64 or arm64: Debian 10, Ubuntu "
        f"20.04, Red Hat 8 and anything newer. This machine is {here}. Use such a machine, or a virtual one."
    )


def _by_pip(wheel: Wheel, draft: Path) -> Path | None:
    """Ask pip, where there is one, because it knows all that this machine's index needs."""
    if not importlib.util.find_spec("pip"):
        return None
    requirements = draft / "requirements.txt"
    requirements.write_text(f"uv=={VERSION} --hash=sha256:{wheel.sha256}\n")
    options = ["--target", str(draft), "--no-deps", "--only-binary", ":all:", "--require-hashes"]
    answer = subprocess.run(
        [sys.executable, "-m", "pip", "install", "-q", *options, "-r", str(requirements)],
        capture_output=True,
        check=False,
        env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_USER": "0"},
    )
    program = draft / "bin" / "uv"
    return program if answer.returncode == 0 and program.exists() else None


def _by_hand(wheel: Wheel, draft: Path) -> Path:
    content = index.fetch(index.configured(os.environ), "uv", wheel.filename, wheel.sha256)
    program = draft / "uv-program"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        program.write_bytes(archive.read(f"uv-{VERSION}.data/scripts/uv"))
    return program
