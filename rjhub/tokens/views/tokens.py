"""Tokens of one's own, made after signing in once more, and those of an agency."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rjhub.design.pages import show
from rjhub.kernel import clock
from rjhub.partnership.admission import signed_in
from rjhub.partnership.middleware import StaffRequest
from rjhub.partnership.models import Staff
from rjhub.partnership.signing_in import confirmation
from rjhub.sharing import doors, readers
from rjhub.tokens import forms, keeper, policies
from rjhub.tokens.actions import tokens as actions
from rjhub.tokens.pages import tokens as pages


@require_GET
def tokens(request: StaffRequest) -> HttpResponse:
    """One's own tokens."""
    administers = bool(policies.may_see_tokens_of_agency(request.staff))
    return show(request, pages.own(request.staff, keeper.tokens(), administers=administers))


@signed_in
@require_http_methods(["GET", "POST"])
def making(request: StaffRequest) -> HttpResponse:
    """Make one, by whoever has just shown again who they are. Its words are in this answer and in no other.

    The front door knows whether they have; the token is made in a door of its own.
    """
    if request.staff is None:
        return redirect("partnership:acting_as")
    if not confirmation.is_fresh(request):
        return _keeping(request) if request.method == "POST" else confirmation.ask(request)
    typed = {question: request.GET.get(question, "")[:100] for question in forms.NewToken.base_fields}
    form = forms.NewToken(request.POST or None, initial=typed)
    if form.is_valid():
        name, days = form.cleaned_data["name"], int(form.cleaned_data["days"])
        with doors.opened(readers.reader_for(request.staff), door="tokens:making", purpose="page:POST"):
            made = actions.make_token(name=name, days=days, by=request.staff, at=clock.now())
        return show(request, pages.made(made.words))
    return show(request, pages.making(request.staff, form))


def _keeping(request: StaffRequest) -> HttpResponse:
    """Ask who they are once more, and keep what they typed: it stands in the form that they come back to."""
    form = forms.NewToken(request.POST)
    typed = {bound.name: bound.value() or "" for bound in form}
    messages.warning(request, "The token is not made yet. Confirm that it is you. What you typed is kept.")
    return redirect(f"{reverse('tokens:making')}?{urlencode(typed)}")


@require_POST
def ending(request: StaffRequest, token_id: UUID) -> HttpResponse:
    """End a token, and go back to the list on which it stood."""
    own = any(one.id == token_id for one in keeper.tokens())
    actions.end_token(token_id, by=request.staff)
    messages.success(request, "The token has ended.")
    return redirect("tokens:tokens" if own else "tokens:of_agency")


@require_GET
def of_agency(request: StaffRequest) -> HttpResponse:
    """The tokens of an agency's people, for its administrators."""
    policies.may_see_tokens_of_agency(request.staff).or_refuse()
    found = keeper.tokens(of_agency=True)
    whose = Staff.objects.select_related("account").in_bulk({one.staff_id for one in found})
    return show(request, pages.of_agency(request.staff, found, whose))
