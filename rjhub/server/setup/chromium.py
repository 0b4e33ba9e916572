"""Finding a Chromium for the browser journeys, and fetching one where there is none."""

import os
import shutil
import subprocess
from pathlib import Path

from rjhub.server.setup.progress import step

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NOT_HAD = (
    "The browser journeys did NOT run, because no Chromium could be had. Install one (on Debian: "
    "apt-get install chromium), or name one in RJHUB_CHROMIUM, and run this again."
)
# npm's Chromium is packed for a cloud function; told that it is in one, it also unpacks the libraries that a
# bare machine lacks. They come last on the search path, so that the machine's own are used where it has them.
UNPACK = "import('@sparticuz/chromium').then(async (it) => console.log(await it.default.executablePath()))"
INSIDE_A_CLOUD_FUNCTION = {"AWS_EXECUTION_ENV": "AWS_Lambda_nodejs22.x"}
LAUNCHER = """#!/bin/sh
export LD_LIBRARY_PATH="$LD_LIBRARY_PATH:{home}/al2023/lib"
[ -d /etc/fonts ] || export FONTCONFIG_PATH="{home}/fonts"
exec "{home}/chromium" "$@"
"""


def ensure(root: Path) -> str | None:
    """Give a Chromium that starts: the machine's own, else Debian's, else npm's; None if there is none."""
    for way in (_named_or_installed, _by_apt, _by_npm):
        path = way(root)
        if path and _starts(path):
            return path
    return None


def _named_or_installed(root: Path) -> str | None:
    if named := os.environ.get("RJHUB_CHROMIUM"):
        return named
    return next(filter(None, map(shutil.which, [*NAMES, str(_launcher(root))])), None)


def _by_apt(root: Path) -> str | None:
    del root
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with step("Installing Chromium with apt-get, for the browser journeys"):
        for command in ("update", "install -y --no-install-recommends chromium"):
            subprocess.run(
                ["apt-get", "-q", *command.split()], env=environment, capture_output=True, check=False
            )
    return shutil.which("chromium")


def _by_npm(root: Path) -> str | None:
    if not shutil.which("npm"):
        return None
    launcher = _launcher(root)
    home = launcher.parent
    home.mkdir(parents=True, exist_ok=True)
    with step("Fetching Chromium with npm, for the browser journeys"):
        for file in ("package.json", "package-lock.json"):
            shutil.copy(root / ".ci" / "chromium" / file, home / file)
        fetch = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        subprocess.run(fetch, cwd=home, capture_output=True, check=False)
        environment = {**os.environ, **INSIDE_A_CLOUD_FUNCTION, "TMPDIR": str(home)}
        subprocess.run(["node", "-e", UNPACK], cwd=home, env=environment, capture_output=True, check=False)
        launcher.write_text(LAUNCHER.format(home=home))
        launcher.chmod(0o755)
    return str(launcher)


def _launcher(root: Path) -> Path:
    return root / ".tools" / "chromium" / "launch"


def _starts(path: str) -> bool:
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, check=False, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0
