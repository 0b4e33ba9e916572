"""A real Chromium, and the gallery served to it on this machine."""

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.db import connections
from playwright.sync_api import Browser, sync_playwright


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    block_on_close = False


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing: a test says what it saw."""


@contextmanager
def serving() -> Iterator[str]:
    """Serve the gallery; gives its address."""
    server = make_server("127.0.0.1", 0, StaticFilesHandler(WSGIHandler()), _Server, _Quiet)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the browser that `dev.py` found, or the machine's own."""
    found = os.environ.get("RJHUB_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        # Django keeps connections for this thread apart while Playwright's event loop runs in it. Those that an earlier
        # browser left open may lead to a database in which what is written now does not stand.
        connections.close_all()
        browser = playwright.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()
