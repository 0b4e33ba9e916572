"""Finding a Chromium for the browser journeys and what drives it, and fetching them where there are none."""

import os
import shutil
import subprocess
from pathlib import Path

from rjhub.server.setup.progress import step

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NOT_HAD = (
    "The browser journeys did NOT run, because no Chromium could be had, or what drives it does not start. Install "
    "both (on Debian: apt-get install chromium libatomic1), or name a Chromium in RJHUB_CHROMIUM, and run this again."
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


def ensure(root: Path) -> dict[str, str] | None:
    """Give the variables that name a Chromium which starts and what drives it; None where they cannot be had.

    The machine's own come first, then Debian's, then the Chromium that npm has.
    """
    for fetch in (_nothing, _by_apt, _by_npm):
        fetch(root)
        browser, driver = _browser(root), _driver(root)
        if browser and driver is not None:
            return {"RJHUB_CHROMIUM": browser, **driver}
    return None


def _browser(root: Path) -> str | None:
    named = os.environ.get("RJHUB_CHROMIUM", "")
    found = map(shutil.which, [named, *NAMES, str(_launcher(root))])
    return next((path for path in found if path and _starts(path)), None)


def _driver(root: Path) -> dict[str, str] | None:
    """Playwright brings a Node of its own, which lacks a library on a bare Debian; the machine's will do, too."""
    own = next((root / ".venv").glob("lib/python3*/site-packages/playwright/driver/node"), None)
    if own and _starts(str(own)):
        return {}
    node = shutil.which("node")
    return {"PLAYWRIGHT_NODEJS_PATH": node} if node and _starts(node) else None


def _nothing(root: Path) -> None:
    """Fetch nothing: what the machine has may do."""


def _by_apt(root: Path) -> None:
    del root
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with step("Installing Chromium with apt-get, for the browser journeys"):
        for command in ("update", "install -y --no-install-recommends chromium libatomic1"):
            subprocess.run(
                ["apt-get", "-q", *command.split()], env=environment, capture_output=True, check=False
            )


def _by_npm(root: Path) -> None:
    if not shutil.which("npm") or _browser(root):
        return
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


def _launcher(root: Path) -> Path:
    return root / ".tools" / "chromium" / "launch"


def _starts(path: str) -> bool:
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, check=False, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0
