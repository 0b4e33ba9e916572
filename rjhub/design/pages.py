"""From a presenter to an answer: `show` finds the template and puts the frame round it."""

import dataclasses
import functools
import re
from collections.abc import Iterator
from typing import Any, Protocol, runtime_checkable

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils.cache import add_never_cache_headers

from rjhub.design import shell
from rjhub.design.forms import Form
from rjhub.design.problems import Problem
from rjhub.design.shell import NEUTRAL_SITE

_PAGES_MODULE = re.compile(r"rjhub\.(?P<room>[\w.]+?)\.pages(\.|$)")


@runtime_checkable
class Page(Protocol):
    """A presenter: a frozen dataclass with what one template shows, and nothing else.

    `page.html` also uses `back: Link | None`, `breadcrumbs: tuple[Link, ...]` and every form among the
    fields, when the presenter has them.
    """

    @property
    def title(self) -> str:
        """The heading, and what the browser's tab says."""


def show(request: HttpRequest, page: Page, *, status: int = 200) -> HttpResponse:
    """Answer with the page, in the frame that the registered provider gives.

    Nothing that RJ Hub shows may be kept by a browser or proxy, so every answer forbids storing.
    """
    template = loader.get_template(template_for(type(page)), using="rjhub")
    response = HttpResponse(template.render(_context(request, page), request), status=status)
    add_never_cache_headers(response)
    return response


def leave(request: HttpRequest, *, to: str = NEUTRAL_SITE) -> HttpResponse:
    """Answer "Exit this page": forget what was typed, here and in the browser, and go to a neutral site."""
    if hasattr(request, "session"):
        request.session.flush()
    response = HttpResponse(status=303, headers={"Location": to, "Clear-Site-Data": '"cache", "storage"'})
    add_never_cache_headers(response)
    return response


@functools.cache
def template_for(presenter: type) -> str:
    """Name a presenter's template: `cases/closing.html` for `rjhub.cases.pages.Closing`.

    Raises TypeError for a class that does not stand in a room's `pages`.
    """
    found = _PAGES_MODULE.match(presenter.__module__)
    if not found:
        message = f"{presenter.__module__}.{presenter.__name__} has to stand in a room's pages to be shown."
        raise TypeError(message)
    name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", presenter.__name__).lower()
    return f"{found['room'].replace('.', '/')}/{name}.html"


def _context(request: HttpRequest, page: Page) -> dict[str, Any]:
    return {
        "page": page,
        "shell": shell.for_request(request),
        "problems": tuple(_problems(page)),
        "notices": tuple(messages.get_messages(request)),
    }


def _problems(page: Page) -> Iterator[Problem]:
    for form in _forms(page):
        if not form.is_bound:
            continue
        if isinstance(form, Form):
            yield from form.problems()
            continue
        for name, texts in form.errors.items():  # a form of another package
            place = form[name].id_for_label if name in form.fields else "main-content"
            for text in texts:
                yield Problem(str(text), f"#{place}")


def _forms(page: Page) -> Iterator[BaseForm]:
    if not dataclasses.is_dataclass(page):
        return
    for entry in dataclasses.fields(page):
        value = getattr(page, entry.name)
        for each in value if isinstance(value, (tuple, list)) else (value,):
            if isinstance(each, BaseForm):
                yield each
