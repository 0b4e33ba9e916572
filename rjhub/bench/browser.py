"""A browser of few words: sends requests through the program's own WSGI application and keeps its cookies."""

import io
import re
import time
from dataclasses import dataclass
from html import unescape
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.module_loading import import_string

from rjhub.bench.processor import Processor
from rjhub.kernel import connecting
from rjhub.partnership.models import Account

_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)"[^>]* value="([^"]*)"')


@dataclass(frozen=True)
class Answer:
    """What came back, and how long it took until the last byte of it."""

    status: int
    headers: dict[str, str]
    body: str
    seconds: float
    processor_seconds: float | None

    @property
    def location(self) -> str:
        """Where it leads."""
        return self.headers.get("location", "")

    def hidden(self) -> dict[str, str]:
        """What the page's form carries along unseen."""
        return {name: unescape(value) for name, value in _HIDDEN.findall(self.body)}


class Browser:
    """Signed in as somebody. Raises RuntimeError for an answer that is an error."""

    def __init__(self, application: WSGIHandler, account: Account) -> None:
        """Sign in, as after a password and whatever else the account needs."""
        from django.contrib.auth import login

        self._application = application
        self._cookies: SimpleCookie = SimpleCookie()
        request = HttpRequest()
        engine = import_string(f"{settings.SESSION_ENGINE}.SessionStore")
        request.session = engine()
        with connecting.signed_in_as(connecting.FRONT):
            login(request, account, backend="allauth.account.auth_backends.AuthenticationBackend")
            request.session.save()
        self._cookies[settings.SESSION_COOKIE_NAME] = str(request.session.session_key)

    @property
    def session(self) -> str:
        """The key by which the program knows this browser."""
        return str(self._cookies[settings.SESSION_COOKIE_NAME].value)

    def get(self, path: str) -> Answer:
        """Ask for a page."""
        return self._send("GET", path, b"")

    def post(self, path: str, answers: dict[str, Any]) -> Answer:
        """Send a form."""
        return self._send("POST", path, urlencode(answers, doseq=True).encode())

    def press(self, path: str, answers: dict[str, Any], *, at: str = "") -> Answer:
        """Open a page and send its form with everything that it carries; the time is that of the sending."""
        return self.post(at or path, self.get(path).hidden() | answers)

    def _send(self, method: str, path: str, content: bytes) -> Answer:
        told: dict[str, Any] = {}

        def start(status: str, headers: list[tuple[str, str]], *_: Any) -> Any:
            told["status"], told["headers"] = int(status.split(" ", 1)[0]), headers
            return lambda _: None

        processor = Processor()
        used, began = processor.seconds(), time.perf_counter()
        answer: Any = self._application(self._environ(method, path, content), start)
        body = b"".join(answer)
        answer.close()
        seconds, used = time.perf_counter() - began, processor.seconds() - used
        for name, value in told["headers"]:
            if name.lower() == "set-cookie":
                self._cookies.load(value)
        headers = {name.lower(): value for name, value in told["headers"]}
        # A page that is quick because it only sends us away would be no figure.
        sent_away = headers.get("location", "").startswith(resolve_url(settings.LOGIN_URL))
        if sent_away or told["status"] >= 400:  # noqa: PLR2004 - from here on answers are errors
            raise RuntimeError(f"{method} {path} answered {told['status']} {headers.get('location', '')}")
        known = used if processor.is_known else None
        return Answer(told["status"], headers, body.decode(errors="replace"), seconds, known)

    def _environ(self, method: str, path: str, content: bytes) -> dict[str, Any]:
        address, _, query = path.partition("?")
        return {
            "REQUEST_METHOD": method,
            "PATH_INFO": address,
            "QUERY_STRING": query,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "443",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "127.0.0.1",
            "HTTP_REFERER": f"https://127.0.0.1{address}",
            "HTTP_COOKIE": "; ".join(f"{name}={morsel.value}" for name, morsel in self._cookies.items()),
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(content)),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "https",
            "wsgi.input": io.BytesIO(content),
            "wsgi.errors": io.StringIO(),
            "wsgi.multithread": False,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
