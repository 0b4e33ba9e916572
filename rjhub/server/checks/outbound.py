"""Whether people may be contacted, and whether the register of noes is written where a restore does not reach it."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from rjhub.server.checks.connecting import ask, connect
from rjhub.server.checks.finding import Finding, ok, warning, wrong

SUBJECT = "contact"
REGISTER = "register of noes"
FROZEN = "select code from partnership_partnership p where keeper.frozen(p.id) order by code"
ENTERED = """
select code, exists (select from keeper.register r where r.partnership_id = p.id) from partnership_partnership p
"""


def check() -> Iterator[Finding]:
    """Look whether contact stands still anywhere, and for a register wherever somebody said no."""
    with connect("owner") as connection:
        connection.execute("SET ROLE rjhub_keeper")
        still = [code for (code,) in ask(connection, FROZEN)]
        entered = [code for code, some in ask(connection, ENTERED) if some]
    for code in still:
        yield wrong(
            SUBJECT,
            f"nobody may be contacted in {code}, because the database was restored",
            "`rjhub outbound status` says what to do.",
        )
    if not still:
        yield ok(SUBJECT, "people may be contacted")
    yield from _register(entered)


def _register(entered: list[str]) -> Iterator[Finding]:
    folder: Path | None = settings.REGISTER_FOLDER
    missing = [code for code in entered if folder is None or not list(folder.glob(f"{code}.*.noes"))]
    for code in missing:
        yield wrong(
            REGISTER,
            f"nothing is written for {code} in {folder}, so a restore would lose who said no since the backup",
            "Start a worker (`rjhub serve` or `rjhub worker`), and see that it may write there.",
        )
    if not missing and folder == settings.DATA_ROOT / "register":
        yield warning(
            REGISTER,
            f"it is written to {folder}, beside the program's own data",
            "Name a folder on another machine or disk in RJHUB_NOES_REGISTER: a backup of this one takes it along.",
        )
    elif not missing:
        yield ok(REGISTER, f"it is written to {folder}")
