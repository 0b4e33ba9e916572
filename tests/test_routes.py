"""Every address stands in `routes.toml` with whom it admits, and behaves as it says there."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from rjhub.partnership.admission import admitted_to

WHO = ("everybody", "half_way", "signed_in", "staff")
TABLE: dict[str, list[str]] = tomllib.loads((Path(__file__).parent / "routes.toml").read_text())
# What the walk of `python -m tests.looks` cannot come to, with the reason.
NOT_REACHED: dict[str, str] = tomllib.loads(
    (Path(__file__).parent / "looks" / "not_reached.toml").read_text()
)
SAMPLES = {"uuid": str(uuid4()), "int": "1", "slug": "nothing", "str": "nothing", "path": "nothing"}


def routes(resolver: URLResolver, prefix: str = "", space: str = "") -> Iterator[tuple[str, str, object]]:
    """Every address: its name, a path that fits it, and its view."""
    for entry in resolver.url_patterns:
        path = prefix + _sample(entry)
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from routes(entry, path, inner)
        elif isinstance(entry, URLPattern):
            yield f"{space}{entry.name or path}", "/" + path, entry.callback


def _sample(entry: URLPattern | URLResolver) -> str:
    text = str(entry.pattern)
    for name, converter in entry.pattern.converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")
        sample = SAMPLES.get(kind, "nothing")
        for written in (f"<{kind}:{name}>", f"<{name}>"):
            text = text.replace(written, sample)
    return text.lstrip("^").rstrip("$").replace("\\Z", "")


ROUTES = {name: (path, view) for name, path, view in routes(get_resolver())}


def test_every_address_stands_in_the_table_once() -> None:
    listed = [name for names in TABLE.values() for name in names]
    assert sorted(listed) == sorted(ROUTES)
    assert set(TABLE) == set(WHO)


def test_only_addresses_that_there_are_have_a_reason_not_to_be_walked_to() -> None:
    assert set(NOT_REACHED) - set(ROUTES) == set()
    assert {name for name, reason in NOT_REACHED.items() if len(reason.split()) < 3} == set()


def test_every_address_admits_whom_the_table_says() -> None:
    said = {name: who for who, names in TABLE.items() for name in names}
    found = {name: admitted_to(view).name.lower() for name, (_, view) in ROUTES.items()}
    assert {name: who for name, who in found.items() if said[name] != who} == {}


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(name for who in WHO[1:] for name in TABLE[who]))
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_who_is_not_signed_in_reaches_it(name: str, method: str) -> None:
    path, _ = ROUTES[name]
    answer = getattr(Client(), method)(path)
    assert answer.status_code in {302, 401, 403, 405}, (path, answer.status_code)
    if answer.status_code == 302:
        assert answer.url.startswith(reverse("account_login")), (path, answer.url)
