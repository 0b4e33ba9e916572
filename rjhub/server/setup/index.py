"""Where packages come from, and fetching one without pip.

Debian's Python brings no pip, so the installer itself is fetched with what the standard library has. Whoever
uses an index of their own has told pip or uv about it; the same settings are read here.
"""

import base64
import configparser
import hashlib
import http
import json
import re
import ssl
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from rjhub.server.trouble import TroubleError

DEFAULT = "https://pypi.org/simple"
SECONDS = 60
TRIES = 3


class FetchTroubleError(TroubleError):
    """A package could not be had from the index."""


@dataclass(frozen=True)
class Index:
    """An index of packages as PEP 503 and PEP 691 describe it."""

    url: str = DEFAULT
    certificates: str | None = None

    def shown(self) -> str:
        """Give the address without the name and password that it may hold."""
        return re.sub(r"//[^/@]*@", "//", self.url)


def configured(environment: Mapping[str, str], etc: Path = Path("/etc")) -> Index:
    """Read which index is wanted: from uv's or pip's variables, else pip's files."""
    files = [part for file in _pip_files(environment, etc) for part in _read(file)]
    address = _first(environment, "UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL")
    url = address or _value(files, "index_url")
    certificates = _first(environment, "SSL_CERT_FILE", "PIP_CERT", "REQUESTS_CA_BUNDLE") or _value(
        files, "cert"
    )
    return Index((url or DEFAULT).rstrip("/"), certificates)


def settings_for_uv(environment: Mapping[str, str], etc: Path = Path("/etc")) -> dict[str, str]:
    """Give what uv must be told so that it uses the same index: it does not read pip's settings itself."""
    index = configured(environment, etc)
    wanted = {"UV_DEFAULT_INDEX": index.url} if index.url != DEFAULT else {}
    if index.certificates:
        wanted["SSL_CERT_FILE"] = index.certificates
    elif (etc / "ssl/certs/ca-certificates.crt").exists():
        wanted["UV_SYSTEM_CERTS"] = "true"
    told_already = {"UV_DEFAULT_INDEX"} if _first(environment, "UV_INDEX_URL", "UV_DEFAULT_INDEX") else set()
    return {name: value for name, value in wanted.items() if name not in told_already | set(environment)}


def fetch(index: Index, project: str, filename: str, sha256: str) -> bytes:
    """Fetch one file of a project. Raises FetchTroubleError if it cannot be had or is not the one we know."""
    page_address = f"{index.url}/{project}/"
    page, kind, final_address = _get(index, page_address)
    links = _links_in_json(page) if "json" in kind else _links_in_html(page)
    for link in links:
        address = urllib.parse.urljoin(final_address, link)
        if urllib.parse.unquote(urllib.parse.urlsplit(address).path).endswith("/" + filename):
            content, _, _ = _get(index, address)
            break
    else:
        raise FetchTroubleError(f"{index.shown()} does not have {filename}.")
    if hashlib.sha256(content).hexdigest() != sha256:
        raise FetchTroubleError(
            f"{filename} from {index.shown()} is not the file that it should be (its SHA-256 differs), so it "
            "was not used. Try again; if it happens again, tell whoever looks after that index."
        )
    return content


def _get(index: Index, address: str) -> tuple[bytes, str, str]:
    trouble: Exception | None = None
    for _ in range(TRIES):
        try:
            with urllib.request.urlopen(  # noqa: S310 - only the schemes that the index itself names
                _request(index, address), timeout=SECONDS, context=_tls(index)
            ) as answer:
                return answer.read(), answer.headers.get("Content-Type", ""), answer.geturl()
        except urllib.error.HTTPError as error:
            trouble = error
            if error.code < http.HTTPStatus.INTERNAL_SERVER_ERROR:
                break
        except (OSError, http.client.HTTPException) as error:
            trouble = error
    raise FetchTroubleError(
        f"Packages cannot be fetched from {index.shown()}: {trouble}. Check the network. Behind a proxy, set "
        "HTTPS_PROXY; if your organisation has its own index, set UV_DEFAULT_INDEX to its address."
    )


def _request(index: Index, address: str) -> urllib.request.Request:
    """Take name and password out of the address, and give them only to the index that they are for."""
    home, there = urllib.parse.urlsplit(index.url), urllib.parse.urlsplit(address)
    plain = there._replace(netloc=there.netloc.rpartition("@")[2]).geturl()
    accept = {"Accept": "application/vnd.pypi.simple.v1+json, text/html;q=0.5"}
    request = urllib.request.Request(plain, headers=accept)  # noqa: S310 - as above
    if home.username and there.hostname == home.hostname and there.scheme == home.scheme:
        who = f"{urllib.parse.unquote(home.username)}:{urllib.parse.unquote(home.password or '')}"
        request.add_unredirected_header("Authorization", f"Basic {base64.b64encode(who.encode()).decode()}")
    return request


def _tls(index: Index) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=index.certificates)


def _links_in_json(page: bytes) -> list[str]:
    return [file["url"] for file in json.loads(page)["files"]]


def _links_in_html(page: bytes) -> list[str]:
    found: list[str] = []

    class Anchors(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag == "a":
                found.extend(value for name, value in attrs if name == "href" and value)

    Anchors().feed(page.decode(errors="replace"))
    return found


def _pip_files(environment: Mapping[str, str], etc: Path) -> Iterator[Path]:
    if named := environment.get("PIP_CONFIG_FILE"):
        yield Path(named)
    if home := environment.get("HOME"):
        yield Path(environment.get("XDG_CONFIG_HOME") or Path(home) / ".config") / "pip/pip.conf"
        yield Path(home) / ".pip/pip.conf"
    yield etc / "xdg/pip/pip.conf"
    yield etc / "pip.conf"


def _read(file: Path) -> Iterator[Mapping[str, str]]:
    parser = configparser.RawConfigParser()
    try:
        parser.read_string(file.read_text())
    except (OSError, UnicodeDecodeError, configparser.Error):
        return
    for section in ("install", "global"):
        if parser.has_section(section):
            yield {name.replace("-", "_"): value.strip() for name, value in parser.items(section)}


def _value(parts: list[Mapping[str, str]], name: str) -> str | None:
    return next((part[name] for part in parts if part.get(name)), None)


def _first(environment: Mapping[str, str], *names: str) -> str | None:
    return next((environment[name] for name in names if environment.get(name)), None)
