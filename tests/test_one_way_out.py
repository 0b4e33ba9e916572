"""Nothing leaves but by the one way out: no other module can send a mail, speak to the network, or start a program."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAIL = ("django.core.mail", "smtplib", "email.mime", "aiosmtplib", "anymail")
NETWORK = (
    "socket", "ssl", "http.client", "http.server", "socketserver", "urllib.request", "urllib3", "requests", "httpx",
    "aiohttp", "websockets", "ftplib", "imaplib", "poplib", "nntplib", "telnetlib", "xmlrpc", "pycurl", "twilio",
    "boto3", "paramiko", "playwright",
)  # fmt: skip
PROGRAMS = ("subprocess", "pty")
FORBIDDEN = (*MAIL, *NETWORK, *PROGRAMS)
# Reached as an attribute of something that has other uses.
CALLS = {
    "send_mail", "send_mass_mail", "mail_admins", "mail_managers", "email_user", "get_connection", "EmailMessage",
    "EmailMultiAlternatives", "sendmail", "urlopen", "urlretrieve", "create_connection", "open_connection",
    "create_subprocess_exec", "create_subprocess_shell", "popen", "system", "spawnv", "spawnl", "posix_spawn", "execv",
    "execve", "execl", "execvp",
}  # fmt: skip
BY_NAME = {"import_module", "import_string", "__import__"}
OF_THE_DATABASE = ("dblink", "to program", "from program", "pg_read_server_files")
# What may be where, and why.
ALLOWED = {
    "rjhub/outbound/carrying.py": ({*MAIL, "EmailMessage"}, "the one way out"),
    "rjhub/server/checks/mail.py": ({*MAIL, "get_connection"}, "greets the mail server; nothing is sent"),
    "rjhub/server/ports.py": ({"socket"}, "finds a free port on this machine"),
    "rjhub/server/run.py": ({"http.client"}, "asks this machine whether the program answers"),
    "rjhub/server/setup/index.py": (
        {"urllib.request", "urlopen", "ssl"},
        "fetches libraries before RJ Hub runs",
    ),
    "rjhub/server/setup/installer.py": ({"system"}, "reads which operating system this is"),
    "rjhub/bench/browser.py": (
        {"imports what a variable names"},
        "measures pages in a browser on this machine",
    ),
    "rjhub/bench/meeting.py": ({"http.client"}, "measures browsers that follow a meeting on this machine"),
    "rjhub/cli.py": ({"imports what a variable names"}, "loads one of its own commands"),
    "rjhub/partnership/signing_in/adapters.py": ({"send_mail"}, "allauth's name for it; sends in our words"),
}
STARTS_PROGRAMS = "rjhub/server/"


def leads_out(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every place of a module from which something could leave: its line, and by what."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name) for each in node.names if (name := _forbidden(each.name)))
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            whole = [node.module, *(f"{node.module}.{each.name}" for each in node.names)]
            yield from ((node.lineno, name) for each in dict.fromkeys(whole) if (name := _forbidden(each)))
            yield from ((node.lineno, each.name) for each in node.names if each.name in CALLS)
        elif isinstance(node, ast.Attribute) and node.attr in CALLS:
            yield node.lineno, node.attr
        elif isinstance(node, ast.Call) and _name_of(node.func) in BY_NAME:
            if not (node.args and isinstance(node.args[0], ast.Constant)):
                yield node.lineno, "imports what a variable names"
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from ((node.lineno, name) for name in _in_a_text(node.value))
        if isinstance(node, ast.FunctionDef) and node.name in CALLS:
            yield node.lineno, node.name


def _forbidden(module: str) -> str:
    return next((name for name in FORBIDDEN if module == name or module.startswith(f"{name}.")), "")


def _name_of(called: ast.expr) -> str:
    if isinstance(called, ast.Attribute):
        return called.attr
    return called.id if isinstance(called, ast.Name) else ""


def _in_a_text(text: str) -> list[str]:
    named = [_forbidden(text)] if " " not in text and "." in text else []
    lower = " ".join(text.lower().split())
    return [name for name in (*named, *(each for each in OF_THE_DATABASE if each in lower)) if name]


def modules() -> list[Path]:
    return [path for path in (ROOT / "rjhub").rglob("*.py") if "tests" not in path.parts]


def strays(path: Path, text: str) -> list[str]:
    """What of a module may not be there."""
    where = path.relative_to(ROOT).as_posix()
    allowed, _ = ALLOWED.get(where, (set(), ""))
    if where.startswith(STARTS_PROGRAMS):
        allowed = {*allowed, *PROGRAMS, "execv", "execvp", "execve"}
    if where.startswith("rjhub/settings/"):
        allowed = {*allowed, "django.core.mail"}  # names the part of Django that speaks to the mail server
    return [f"{where}:{line} {what}" for line, what in leads_out(ast.parse(text)) if what not in allowed]


def test_nothing_but_the_one_way_out_can_send() -> None:
    found = [each for path in modules() for each in strays(path, path.read_text())]
    assert found == []


def test_every_exception_is_still_needed() -> None:
    needed = {where for where in ALLOWED if list(leads_out(ast.parse((ROOT / where).read_text())))}
    assert needed == set(ALLOWED)


@pytest.mark.parametrize(
    "planted",
    [
        "from django.core.mail import send_mail",
        "from django.core import mail",
        "import smtplib as post",
        "import urllib.request",
        "from urllib import request",
        "from http import client",
        "import httpx",
        "def f():\n    import socket",
        "from asyncio import open_connection",
        "import os\nos.system('mail somebody')",
        "import os\nos.popen('mail somebody')",
        "import subprocess",
        "from importlib import import_module\nimport_module(name)",
        "from django.utils.module_loading import import_string\nimport_string('django.core.mail.send_mail')",
        "account.email_user('Alice Fenwick', 'lives at')",
        "cursor.execute(\"COPY people_person TO PROGRAM 'mail somebody'\")",
        "cursor.execute('SELECT dblink_exec(%s)', [somewhere])",
    ],
)
def test_another_way_out_is_found_wherever_it_is(planted: str) -> None:
    path = ROOT / "rjhub" / "cases" / "actions" / "contacts.py"
    assert strays(path, path.read_text()) == []
    assert strays(path, f"{path.read_text()}\n{planted}\n") != []
