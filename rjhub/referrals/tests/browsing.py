"""Going through the pages of a referral as a browser does, without its scripts."""

import re
from html import unescape
from typing import Any

from django.http import HttpResponse
from django.test import Client

from rjhub.partnership.models import Account

Answers = dict[str, Any]

CIRCUMSTANCES: Answers = {
    "source": "police",
    "initiator": "harmed",
    "raised_by": "police",
    "raised_how": "When he took her statement",
    "aware": "yes",
    "agreeable": "yes",
    "source_reference": "RJ/26/114",
}
HAPPENED: Answers = {
    "crime_group": "burglary_residential",
    "force_code": "E23000033",
    "crime_reference": "47250012345",
    "description": "Her home was broken into while she slept.",
    "when": "day",
    "happened_on-day": "14",
    "happened_on-month": "8",
    "happened_on-year": "2026",
    "district": "Worthing",
    "place": "A house in Worthing",
}
WHO_HARMED: Answers = {
    "given_name": "Alice",
    "family_name": "Fenwick",
    "born_on-day": "11",
    "born_on-month": "2",
    "born_on-year": "1984",
}
CONTACT: Answers = {
    "known": "yes",
    "channels": ["phone", "text"],
    "mobile": "07700 900101",
    "voicemail": "never",
    "safe_times": "Weekdays before 3pm",
}
AGREED: Answers = {"told": "yes", "agrees_to_contact": "yes", "agrees_to_assessment": "not_known"}
WHO_RESPONSIBLE: Answers = {"given_name": "Kyle", "family_name": "Marsden", "pnc": "01/171310W"}
RISKS: Answers = {
    "harmed_kinds": ["none-of-these"],
    "responsible_kinds": ["substances"],
    "responsible_substances": "Drinks heavily",
}
PAGES: dict[str, Answers] = {
    "circumstances": CIRCUMSTANCES,
    "happened": HAPPENED,
    "harmed-1-who": WHO_HARMED,
    "harmed-1-contact": CONTACT,
    "harmed-1-agreed": AGREED,
    "responsible-1-who": WHO_RESPONSIBLE,
    "responsible-1-contact": {"known": "no"},
    "responsible-1-agreed": AGREED | {"told": "no"},
    "risks": RISKS,
}


def signed_in(name: str) -> Client:
    """A browser in which a member of the cast is signed in. It is as strict about forged forms as a real one."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(
        Account.objects.get(name=name), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


def hidden(page: str, name: str) -> str:
    """A value that the page carries along unseen."""
    found = re.search(rf'<input type="hidden" name="{name}"[^>]* value="([^"]*)"', page)
    assert found, f"no hidden {name}"
    return unescape(found[1])


def text_of(response: Any) -> str:
    """What a page says."""
    return unescape(response.content.decode())


def press(client: Client, address: str, answers: Answers | None = None, *, at: str = "") -> HttpResponse:
    """Open a page and send its form, with every hidden value that it carries. `at`: where the form is sent."""
    page = client.get(address).content.decode()
    unseen = re.findall(r'<input type="hidden" name="([^"]+)"[^>]* value="([^"]*)"', page)
    carried = {name: unescape(value) for name, value in unseen}
    response: Any = client.post(at or address, carried | (answers or {}))
    return response


def start(client: Client) -> str:
    """Begin a referral; answers with the address of its task list."""
    response: Any = press(client, "/referrals/sent", at="/referrals/drafts")
    assert response.status_code == 302
    return str(response["Location"])


def fill_in(client: Client, draft: str, **instead: Answers) -> None:
    """Fill in every page that a referral needs."""
    for key, answers in (PAGES | instead).items():
        response = press(client, f"{draft}/{key}", answers)
        assert response.status_code == 302, text_of(response)


def send(client: Client, draft: str) -> str:
    """Check the answers and send; answers with the address of the receipt."""
    response: Any = press(client, f"{draft}/checking", at=f"{draft}/sending")
    assert response.status_code == 302
    return str(response["Location"])
