"""Draws whatever a row or a cell holds. In Python, because a long list draws hundreds of them."""

from collections.abc import Callable, Sequence
from typing import Any

from markupsafe import Markup, escape

from rjhub.design.links import Link
from rjhub.design.pieces import Code, Shown, Tag

_NOTHING = Markup(
    '<span aria-hidden="true">–</span><span class="govuk-visually-hidden">Nothing recorded</span>'
)
_TAG = Markup('<strong class="govuk-tag govuk-tag--{}">{}</strong>')
_LINK = Markup('<a class="govuk-link" href="{}">{}</a>')
_LIST = Markup('<ul class="govuk-list rj-shown">{}</ul>')
_ITEM = Markup("<li>{}</li>")
_BREAK = Markup("<br>")
_CODE = Markup("<code>{}</code>")
_LONG = Markup('<span class="rj-long-word">{}</span>')
# A longer word than this, such as an address or a name of 80 letters, may be broken wherever the column ends.
LONGEST = 24


def shown(value: Shown) -> Markup:
    """Draw a text with its line breaks, a number, a link, a tag, or several of these below each other."""
    if value in (None, "", (), []):
        return _NOTHING
    if isinstance(value, str) and not isinstance(value, Markup) and "\n" in value:
        return _BREAK.join(in_columns(line) for line in value.split("\n"))
    if type(value) is str:
        return in_columns(value)
    if type(value) in _DRAWN:
        return _DRAWN[type(value)](value)
    if isinstance(value, (tuple, list)):
        return _several(value)
    return escape(value)


def _several(values: Sequence[Shown]) -> Markup:
    """One thing alone is no list: whoever listens would hear where it begins and ends in every cell."""
    if len(values) == 1:
        return shown(values[0])
    return _LIST.format(Markup().join(_ITEM.format(shown(each)) for each in values))


def in_columns(text: str) -> Markup:
    """A text in which one very long word does not push a table beyond the page."""
    if isinstance(text, Markup) or len(text) <= LONGEST or all(len(word) <= LONGEST for word in text.split()):
        return escape(text)
    words = (_LONG.format(word) if len(word) > LONGEST else escape(word) for word in text.split(" "))
    return Markup(" ").join(words)


def tag(status: Tag) -> Markup:
    """Draw a status in its colour."""
    return _TAG.format(status.tone, status.text)


_DRAWN: dict[type, Callable[[Any], Markup]] = {
    Link: lambda link: _LINK.format(link.href, in_columns(link.text)),
    Tag: tag,
    Code: lambda code: _CODE.format(code.text),
}
