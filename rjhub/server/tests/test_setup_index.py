"""Fetching the installer without pip, from an index on this machine."""

import base64
import hashlib
import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from rjhub.server.setup import index
from rjhub.server.setup.index import FetchTroubleError, Index

FILE = "tool-1.0-py3-none-any.whl"
CONTENT = b"what the file holds"
SHA256 = hashlib.sha256(CONTENT).hexdigest()


class Shelf(http.server.BaseHTTPRequestHandler):
    """An index with one project, which notes how it was asked."""

    as_json = False
    asked: list[tuple[str, str | None]] = []

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers["Authorization"]))
        if self.path == "/simple/tool/":
            kind, body = self.page()
        elif self.path == f"/files/{FILE}":
            kind, body = "application/octet-stream", CONTENT
        else:
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body)

    def page(self) -> tuple[str, bytes]:
        if self.as_json:
            files = {"files": [{"filename": FILE, "url": f"/files/{FILE}"}]}
            return "application/vnd.pypi.simple.v1+json", json.dumps(files).encode()
        return "text/html", f'<a href="../../files/{FILE}#sha256={SHA256}">{FILE}</a>'.encode()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the parent's
        """Say nothing on the terminal."""


@pytest.fixture
def shelf() -> Iterator[http.server.ThreadingHTTPServer]:
    Shelf.asked = []
    Shelf.as_json = False
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Shelf) as server:
        thread = threading.Thread(target=server.serve_forever, args=[0.01])
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def at(server: http.server.ThreadingHTTPServer, who: str = "") -> Index:
    return Index(f"http://{who}127.0.0.1:{server.server_port}/simple")


@pytest.mark.parametrize("as_json", [False, True], ids=["a page for people", "a page for programs"])
def test_a_file_is_found_on_the_page_of_its_project(
    shelf: http.server.ThreadingHTTPServer, *, as_json: bool
) -> None:
    Shelf.as_json = as_json

    assert index.fetch(at(shelf), "tool", FILE, SHA256) == CONTENT


def test_a_file_with_another_hash_is_not_used(shelf: http.server.ThreadingHTTPServer) -> None:
    with pytest.raises(FetchTroubleError, match="its SHA-256 differs"):
        index.fetch(at(shelf), "tool", FILE, "0" * 64)


def test_an_index_without_the_file_says_so(shelf: http.server.ThreadingHTTPServer) -> None:
    with pytest.raises(FetchTroubleError, match=r"does not have other\.whl"):
        index.fetch(at(shelf), "tool", "other.whl", SHA256)


def test_no_network_says_what_can_be_done() -> None:
    nobody_listens = Index("http://127.0.0.1:1/simple")

    with pytest.raises(FetchTroubleError, match=r"Check the network.*HTTPS_PROXY.*UV_DEFAULT_INDEX"):
        index.fetch(nobody_listens, "tool", FILE, SHA256)


def test_the_password_of_an_index_is_sent_to_it_but_never_shown(
    shelf: http.server.ThreadingHTTPServer,
) -> None:
    with_password = at(shelf, "hub:p%40ss@")

    index.fetch(with_password, "tool", FILE, SHA256)

    expected = f"Basic {base64.b64encode(b'hub:p@ss').decode()}"
    assert Shelf.asked == [("/simple/tool/", expected), (f"/files/{FILE}", expected)]
    with pytest.raises(FetchTroubleError) as refused:
        index.fetch(with_password, "absent", FILE, SHA256)
    assert "p%40ss" not in str(refused.value)


def test_the_password_of_an_index_is_not_sent_elsewhere() -> None:
    with_password = Index("https://hub:secret@index.example/simple")

    request = index._request(with_password, "https://files.example/tool.whl")

    assert not request.has_header("Authorization")


def test_without_settings_the_public_index_is_used(tmp_path: Path) -> None:
    assert index.configured({}, etc=tmp_path) == Index("https://pypi.org/simple")


@pytest.mark.parametrize(
    "variable", ["UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"], ids=lambda variable: variable
)
def test_a_variable_names_the_index(variable: str, tmp_path: Path) -> None:
    assert (
        index.configured({variable: "https://index.example/simple/"}, tmp_path).url
        == "https://index.example/simple"
    )


EITHER_SPELLING = pytest.mark.parametrize("mark", ["-", "_"])


@EITHER_SPELLING
def test_pips_files_name_the_index_and_the_users_own_comes_first(mark: str, tmp_path: Path) -> None:
    (tmp_path / "pip.conf").write_text(
        f"[global]\nindex{mark}url = https://office.example/simple\ncert = /etc/ca.pem\n"
    )
    (tmp_path / ".pip").mkdir()
    (tmp_path / ".pip" / "pip.conf").write_text(f"[global]\nindex{mark}url = https://user.example/simple\n")

    assert index.configured({"HOME": str(tmp_path)}, tmp_path) == Index(
        "https://user.example/simple", "/etc/ca.pem"
    )


def test_a_broken_file_of_pip_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "pip.conf").write_text("a line without a section\n")

    assert index.configured({}, tmp_path).url == index.DEFAULT


@EITHER_SPELLING
def test_uv_is_told_what_only_pip_was_told(mark: str, tmp_path: Path) -> None:
    (tmp_path / "pip.conf").write_text(
        f"[global]\nindex{mark}url = https://office.example/simple\ncert = /etc/ca.pem\n"
    )

    assert index.settings_for_uv({}, tmp_path) == {
        "UV_DEFAULT_INDEX": "https://office.example/simple",
        "SSL_CERT_FILE": "/etc/ca.pem",
    }


def test_uv_is_not_told_what_it_knows(tmp_path: Path) -> None:
    assert index.settings_for_uv({"UV_INDEX_URL": "https://index.example/simple"}, tmp_path) == {}
    assert index.settings_for_uv({}, tmp_path) == {}


def test_uv_trusts_the_certificates_of_the_machine(tmp_path: Path) -> None:
    (tmp_path / "ssl/certs").mkdir(parents=True)
    (tmp_path / "ssl/certs/ca-certificates.crt").touch()

    assert index.settings_for_uv({}, tmp_path) == {"UV_SYSTEM_CERTS": "true"}
