"""Adding a version of the agreement: nothing typed is lost, and everybody sees first what it would do."""

import re
from collections.abc import Iterator

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rjhub.design.links import Link
from rjhub.design.pages import show
from rjhub.design.problems import Problem
from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused
from rjhub.partnership.agreement import model, shipped
from rjhub.partnership.agreement.schema import Agreement
from rjhub.partnership.middleware import StaffRequest
from rjhub.partnership.models import Partnership
from rjhub.partnership.pages.lines import excerpts
from rjhub.partnership.written.errors import FileError
from rjhub.partnership.written.reading import decode
from rjhub.sharing import forms, gains, policies, queries
from rjhub.sharing.actions import agreeing
from rjhub.sharing.pages import changing as pages

SHOWN = 50


@require_http_methods(["GET", "POST"])
def new_version(request: StaffRequest) -> HttpResponse:
    """Edit or upload a version, see what it would do, and add it."""
    if not policies.may_change_agreement(request.staff, request.staff.partnership):
        raise Http404
    if request.method == "GET":
        return _ask(request, forms.AgreementText(initial={"text": _to_begin_with(request.staff.partnership)}))
    form = forms.AgreementText(request.POST, request.FILES)
    if not form.is_valid():
        return _ask(request, form)
    raw = form.cleaned_data["raw"]
    text, errors = decode(raw, of=model.AN_AGREEMENT) if raw is not None else (form.cleaned_data["text"], ())
    if errors:
        return _ask(request, _holding(form.data.get("text", "")), errors=errors)
    if "edit" in request.POST:
        return _ask(request, _holding(text))
    return _act(request, text)


def effects_of(partnership: Partnership, agreement: Agreement) -> pages.Effects:
    """What an agreement would change against the one that counts or lapsed: in words, and for whom."""
    counts = queries.in_force(partnership.id)
    compared = counts or queries.lapsed(partnership.id)
    before = queries.read(compared) if compared else None
    against = ""
    if compared:
        state = "is in force" if counts else "has lapsed, so that nobody sees anything now"
        against = f"version {compared.number}, which {state}"
    return pages.effects(
        gains.changes(partnership.id, before, agreement),
        model.compare(before, agreement) if before else [],
        against=against,
    )


def _act(request: StaffRequest, text: str) -> HttpResponse:
    partnership = request.staff.partnership
    try:
        if "store" in request.POST:
            version = agreeing.add_version(partnership, text, by=request.staff)
            messages.success(request, f"Version {version.number} was added. It waits to be signed.")
            return redirect("sharing:version", version.number)
        agreement, _ = agreeing.checked(partnership, text, by=request.staff)
    except model.AgreementErrors as wrong:
        return _ask(request, _holding(text), text=text, errors=wrong.errors)
    except Refused as refusal:
        return _ask(request, _holding(text), reasons=refusal.reasons)
    return show(
        request,
        pages.Review(
            number=agreement.version,
            text=text,
            action=reverse("sharing:new_version"),
            effects=effects_of(partnership, agreement),
            back=_back(),
        ),
    )


def _ask(
    request: StaffRequest,
    form: forms.AgreementText,
    *,
    text: str = "",
    errors: tuple[FileError, ...] = (),
    reasons: tuple[str, ...] = (),
) -> HttpResponse:
    page = pages.NewVersion(
        form=form,
        example=not queries.versions(request.staff.partnership_id),
        wrong=tuple(_problems(form, text, errors[:SHOWN], reasons)),
        excerpts=tuple(excerpts(text, errors[:SHOWN])),
        back=_back(),
    )
    return show(request, page)


def _problems(
    form: forms.AgreementText, text: str, errors: tuple[FileError, ...], reasons: tuple[str, ...]
) -> Iterator[Problem]:
    """Each leads to its line where the page shows lines, and to the box with the text where it does not."""
    box = f"#{form['text'].id_for_label}"
    for error in errors:
        yield Problem(f"Line {error.line}: {error.message}", f"#line-{error.line}" if text else box)
    for reason in reasons:
        yield Problem(reason, box)


def _holding(text: str) -> forms.AgreementText:
    """The form again with everything that was typed, or that stood in the file."""
    return forms.AgreementText(initial={"text": text})


def _to_begin_with(partnership: Partnership) -> str:
    """The text that counts, else the newest, else the area's example; with the next number."""
    found = queries.versions(partnership.id)
    if not found:
        try:
            return shipped.for_area(partnership.code, starts_on=clock.today())
        except KeyError:
            return ""
    begin = queries.in_force(partnership.id) or found[0]
    following = f"version: {found[0].number + 1}"
    return re.sub(r"^version:\s*\d+", following, begin.text, count=1, flags=re.MULTILINE)


def _back() -> Link:
    return Link("Back to the agreement", reverse("sharing:versions"))
