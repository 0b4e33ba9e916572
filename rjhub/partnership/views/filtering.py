"""Lists in parts, and what their filters say."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest, QueryDict

from rjhub.design import forms
from rjhub.design.pieces import Paging

Item = TypeVar("Item", bound=Model)


def answers(form: forms.Form) -> dict[str, Any]:
    """What the filters say; one that makes no sense is left out, and the page says so beside it."""
    form.is_valid()
    return {name: value for name, value in form.cleaned_data.items() if value}


@dataclass(frozen=True)
class Part(Generic[Item]):
    """One page of a list."""

    items: list[Item]
    paging: Paging


def part_of(request: HttpRequest, found: QuerySet[Item], *, size: int, things: str) -> Part[Item]:
    """Cut one page out of a list; a page that is not there is the first one."""
    total = found.count()
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < len("1000000") else 1
    first = (max(number, 1) - 1) * size
    if first >= total:
        number, first = 1, 0
    items = list(found[first : first + size])
    paging = Paging(
        first=first + 1 if items else 0,
        last=first + len(items),
        total=total,
        previous_href=_address(request, page=number - 1) if first else "",
        next_href=_address(request, page=number + 1) if first + size < total else "",
        things=things,
    )
    return Part(items, paging)


def _address(request: HttpRequest, **changes: Any) -> str:
    query: QueryDict = request.GET.copy()
    if "page" not in changes:
        query.pop("page", None)
    for name, value in changes.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"{request.path}?{query.urlencode()}" if query else request.path
