"""Asking somebody who is signed in to show once more who they are, before what would outlast their session."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows import reauthentication
from django.http import HttpRequest, HttpResponse
from django.urls import reverse


def is_fresh(request: HttpRequest) -> bool:
    """Whether they have just shown it."""
    return bool(reauthentication.did_recently_reauthenticate(request))


def ask(request: HttpRequest) -> HttpResponse:
    """Send them to the page where they show it, and back to this one afterwards."""
    ways = get_adapter().get_reauthentication_methods(request.user)
    suspended: HttpResponse = reauthentication.suspend_request(
        request, ways[0]["url"] if ways else reverse("account_login")
    )
    return suspended
