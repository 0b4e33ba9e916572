"""The lock files: every package with its hash, and no address, so that any index will do."""

import os
import subprocess
from pathlib import Path

from rjhub.server.setup import index
from rjhub.server.setup.packages import LOCKS
from rjhub.server.setup.progress import step

OPTIONS = ("--universal", "--generate-hashes", "--python-version", "3.11", "--quiet")


def write(root: Path, uv: Path) -> int:
    """Write both lock files, keeping what is locked already wherever pyproject.toml still allows it."""
    tests, program = LOCKS["tests"], LOCKS["program"]
    with step("Locking what the program and its tests need"):
        code = _compile(root, uv, "--group", "dev", "--group", "test", "-o", tests)
    with step("Locking what the program needs"):
        return code or _compile(root, uv, "-o", program)


def _compile(root: Path, uv: Path, *arguments: str) -> int:
    environment = {
        **os.environ,
        **index.settings_for_uv(os.environ),
        "UV_CUSTOM_COMPILE_COMMAND": "python3 dev.py lock",
    }
    command = [str(uv), "pip", "compile", *OPTIONS, "pyproject.toml", *arguments]
    return subprocess.run(
        command, cwd=root, env=environment, check=False, stdout=subprocess.DEVNULL
    ).returncode
