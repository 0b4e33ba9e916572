"""What the demonstration's rows do not show by themselves: drafts, imports, invitations, visitors, and what goes wrong.

Each scene brings a browser into a state as somebody would, and gives the addresses at which a walk begins.
"""

import re
from collections.abc import Iterator
from typing import Any
from unittest import mock
from urllib.parse import urlencode

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client

from rjhub.kernel import clock, connecting
from rjhub.partnership.models import Account
from rjhub.partnership.tests import factories
from rjhub.partnership.tests.test_pathways import NEXT
from rjhub.partnership.vocabulary import Role
from rjhub.referrals.tests import browsing as web
from rjhub.referrals.tests import files, visiting

Scene = tuple[str, Client, tuple[str, ...]]
FORM = "application/x-www-form-urlencoded"
AREAS = ("sussex", "hertfordshire", "northumbria", "kent", "thames-valley")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def signed_in(name: str) -> Client:
    """A browser in which somebody of the cast is signed in."""
    client = Client(raise_request_exception=False)
    client.force_login(Account.objects.get(name=name), backend=BACKEND)
    return client


def at(name: str, *addresses: str) -> Scene:
    """Somebody of the cast, at these addresses and nowhere else."""
    return name, signed_in(name), addresses


def of_staff(name: str, *, everything: bool, first: tuple[str, ...] = ()) -> Scene:
    """A member of the cast, with whatever they have begun. `everything`: also what takes a while to prepare.

    `first`: where they go before anywhere else.
    """
    client = signed_in(name)
    begun = {
        "Dean Whitlock": _drafts_and_a_file,
        "Simon Hollands": _a_draft,
        "Helen Marsh": _an_invitation,
        "Marian Okafor": _another_pathway,
        "Bridget Mensah": lambda it: ("/acting-as",),
    }
    starts = begun[name](client) if everything and name in begun else ()
    return name, client, ("/", *first, *starts, "/no-such-page", "/cases/SX-00000-00000")


def of_visitors() -> Iterator[Scene]:
    """People without an account: at the beginning, in the middle and at the end of asking, and at the sign-in page."""
    areas = tuple(f"/ask/{code}" for code in AREAS)
    yield "A visitor", Client(), (*areas, "/account/sign-in", "/account/password/reset", f"{areas[0]}/contact",
                                  f"{areas[0]}/not-safe", f"{areas[0]}/sent", *_links_by_mail())  # fmt: skip
    steps = tuple(f"{visiting.START}/{key}" for key in visiting.PAGES)
    for who in ("self_harmed", "self_responsible", "family"):
        yield (
            f"A visitor ({who})",
            visiting.visitor(who),
            (*steps, f"{visiting.START}/for"),
        )
    asked = visiting.visitor()
    visiting.answer_all(asked)
    yield "A visitor at the end", asked, (f"{visiting.START}/check", *steps)
    sent = visiting.visitor()
    visiting.answer_all(sent)
    visiting.send(sent)
    yield "A visitor who sent it", sent, (f"{visiting.START}/sent",)


def of_newcomers() -> Iterator[Scene]:
    """Somebody without a second factor, somebody who has some, and somebody in the middle of signing in."""
    asha = factories.works_at(
        factories.agency("sussex-police"), "Asha Menon", Role.REFERRER, password_only=False
    )
    typed = {"login": asha.account.email, "password": factories.PASSWORD}
    first = Client()
    first.post("/account/sign-in", typed)
    yield "Somebody new", first, ("/account/factors", "/account/factors/app", "/account/factors/passkeys/new",
                                  "/account/confirm/password")  # fmt: skip
    shown = first.get("/account/factors/app").content.decode()
    found = re.search(r"<strong>([A-Z2-7 ]+)</strong>", shown)
    assert found
    code = format_hotp_value(hotp_value(found[1].replace(" ", ""), int(clock.now().timestamp()) // 30))
    first.post("/account/factors/app", {"code": code})
    with connecting.signed_in_as(connecting.FRONT):  # outside any door nobody else reaches second factors
        RecoveryCodes.activate(asha.account)
    yield "Somebody with second factors", first, (
        "/account/factors", "/account/factors/codes", "/account/factors/codes/new", "/account/factors/app/removal",
        "/account/factors/passkeys/new", "/account/confirm/code", "/account/confirm/passkey", "/account/sessions",
        "/account/password",
    )  # fmt: skip
    half = Client()
    half.post("/account/sign-in", typed)
    yield "Somebody half signed in", half, ("/account/sign-in/confirm",)


def troubles() -> Iterator[tuple[str, str, Any]]:
    """Who met it, at what address, and what RJ Hub answered, for each thing that no walk meets by itself."""
    marian = signed_in("Marian Okafor")
    with mock.patch("rjhub.cases.views.tasks.today", side_effect=ZeroDivisionError):
        yield "the program fails", "/", marian.get("/")
    with mock.patch("rjhub.cases.views.tasks.today", side_effect=OperationalError("gone")):
        yield "the database is stopped", "/", marian.get("/")
    typed = {"why": "He is ill", "ask_again_on-day": "1"}
    there = "/cases/SX-00000-00000/pause"
    nobody = Client(enforce_csrf_checks=True)
    yield "the session has ended", there, nobody.post(there, typed, headers={"origin": "http://testserver"})
    cache.clear()
    for _ in range(7):
        tried = Client().post(
            "/account/sign-in", {"login": "marian.okafor@sussex-rj-hubs.example", "password": "x"}
        )
    yield "too many tries", "/account/sign-in", tried
    cache.clear()
    yield (
        "a page that is too large",
        there,
        marian.post(
            there, urlencode({"why": "He is ill. " * 250_000}), FORM, headers={"origin": "http://testserver"}
        ),
    )


def _links_by_mail() -> tuple[str, ...]:
    reset = "/account/password/reset"
    return f"{reset}/0-0", f"{reset}/sent", f"{reset}/done", "/invitation/forged"


def _drafts_and_a_file(client: Client) -> tuple[str, ...]:
    empty, half, full, sent = (_a_draft(client)[0] for _ in range(4))
    for each in (full, sent):
        web.fill_in(client, each)
    receipt = web.send(client, sent)
    for key in ("circumstances", "harmed-1-who"):
        web.press(client, f"{half}/{key}", web.PAGES[key])
    content = files.of(
        [files.GOOD, files.GOOD | {"Your reference": "RJ/2", "PNC ID": "2001/0171310X"}, files.GOOD]
    )
    answer: Any = web.press(
        client, "/referrals/imports", {"file": SimpleUploadedFile("october.csv", content)}
    )
    return receipt, empty, half, full, f"{full}/checking", "/referrals/imports", str(answer["Location"])


def _a_draft(client: Client) -> tuple[str, ...]:
    return (web.start(client),)


def _an_invitation(client: Client) -> tuple[str, ...]:
    client.post(
        "/partnership/invitations/new",
        {"name": "Leila Farrow", "email": "leila.farrow@sussex-rj-hubs.example", "roles": ["facilitator"]},
    )
    return ("/partnership/invitations",)


def _another_pathway(client: Client) -> tuple[str, ...]:
    client.post("/partnership/pathways/change", {"text": NEXT, "store": "yes"})
    return "/partnership/pathways", "/partnership/pathways/sussex/comparison"
