"""Changing a partnership's pathway: nothing typed is lost, and nothing comes into force unseen."""

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
from rjhub.kernel.decisions import Refused
from rjhub.partnership import forms, policies, queries
from rjhub.partnership.actions import pathways as actions
from rjhub.partnership.middleware import StaffRequest
from rjhub.partnership.models import PathwayVersion
from rjhub.partnership.pages import pathways as pages
from rjhub.partnership.pages.lines import excerpts
from rjhub.partnership.pathway.model import A_PATHWAY, PathwayError, PathwayErrors
from rjhub.partnership.views.pathways import to_pathways
from rjhub.partnership.written.reading import decode

SHOWN = 50


@require_http_methods(["GET", "POST"])
def pathway_change(request: StaffRequest) -> HttpResponse:
    """Edit or upload the pathway, see what a change does, and put it into force."""
    if not policies.may_change_pathway(request.staff, request.staff.partnership):
        raise Http404
    latest = next(iter(queries.pathway_versions(request.staff.partnership_id)), None)
    if request.method == "GET":
        form = forms.PathwayText(initial={"text": _to_begin_with(latest)})
        return _ask(request, form, _code(latest, ""))
    form = forms.PathwayText(request.POST, request.FILES)
    if not form.is_valid():
        return _ask(request, form, _code(latest, ""))
    raw = form.cleaned_data["raw"]
    text, errors = decode(raw, of=A_PATHWAY) if raw is not None else (form.cleaned_data["text"], ())
    code = _code(latest, text)
    if errors:
        return _ask(request, _holding(form.data.get("text", "")), code, errors=errors)
    return _act(request, code, text)


def _act(request: StaffRequest, code: str, text: str) -> HttpResponse:
    partnership = request.staff.partnership
    try:
        if "store" in request.POST:
            version = actions.add_version(partnership, code, text, by=request.staff)
            messages.success(
                request, f"Version {version.number} is in force for cases that are opened from now on."
            )
            return redirect("partnership:pathway", version.code, version.number)
        pathway, before = actions.checked(partnership, code, text)
    except PathwayErrors as wrong:
        return _ask(request, _holding(text), code, text=text, errors=wrong.errors)
    except Refused as refusal:
        return _ask(request, _holding(text), code, reasons=refusal.reasons)
    return show(
        request,
        pages.PathwayReview(
            number=pathway.version,
            text=text,
            action=reverse("partnership:pathway_change"),
            differences=tuple(actions.differences(before, pathway)) if before else (),
            first=before is None,
            back=to_pathways(),
        ),
    )


def _ask(
    request: StaffRequest,
    form: forms.PathwayText,
    code: str,
    *,
    text: str = "",
    errors: tuple[PathwayError, ...] = (),
    reasons: tuple[str, ...] = (),
) -> HttpResponse:
    page = pages.PathwayChange(
        form=form,
        code=code,
        wrong=tuple(_problems(form, text, errors[:SHOWN], reasons)),
        excerpts=tuple(excerpts(text, errors[:SHOWN])),
        back=Link("Back to the pathway", reverse("partnership:pathways")),
    )
    return show(request, page)


def _problems(
    form: forms.PathwayText, text: str, errors: tuple[PathwayError, ...], reasons: tuple[str, ...]
) -> Iterator[Problem]:
    """Each leads to its line where the page shows lines, and to the box with the text where it does not."""
    box = f"#{form['text'].id_for_label}"
    for error in errors:
        yield Problem(f"Line {error.line}: {error.message}", f"#line-{error.line}" if text else box)
    for reason in reasons:
        yield Problem(reason, box)


def _holding(text: str) -> forms.PathwayText:
    """The form again with everything that was typed, or that stood in the file."""
    return forms.PathwayText(initial={"text": text})


def _to_begin_with(latest: PathwayVersion | None) -> str:
    if latest is None:
        return ""
    return re.sub(
        r"^version:\s*\d+", f"version: {latest.number + 1}", latest.text, count=1, flags=re.MULTILINE
    )


def _code(latest: PathwayVersion | None, text: str) -> str:
    """The key under which versions are kept: that of the versions there are, else what the file itself says."""
    if latest is not None:
        return latest.code
    found = re.search(r"^key:\s*['\"]?([a-z0-9-]{1,50})", text, re.MULTILINE)
    return found[1] if found else "pathway"
