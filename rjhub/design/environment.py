"""The Jinja environment in which every page of RJ Hub is written.

A name that is not there stops the page with an error instead of leaving a hole in it. Only a missing key
of a plain dictionary is let through, because the GOV.UK macros test for options in that way.
"""

from pathlib import Path
from typing import Any

import jinja2
from django.templatetags import static
from django.urls import reverse
from markupsafe import Markup, escape

import rjhub
from rjhub.design import shown, words
from rjhub.design.forms import drawing

TEMPLATES_BACKEND: dict[str, Any] = {
    "BACKEND": "django.template.backends.jinja2.Jinja2",
    "NAME": "rjhub",
    "DIRS": [],
    "APP_DIRS": False,
    "OPTIONS": {"environment": "rjhub.design.environment.environment"},
}
"""Goes first in `TEMPLATES`; Django's own engine stays second, for allauth and the admin."""


def environment(**options: Any) -> "Environment":
    """Make the environment; Django's Jinja2 backend calls this with its options."""
    asked_for = options.pop("loader", None)
    options["undefined"] = Missing
    loaders = [asked_for, _rooms(), _govuk()]
    made = Environment(
        loader=jinja2.ChoiceLoader([loader for loader in loaders if loader is not None]),
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"],
        **options,
    )
    made.globals.update(
        static=static.static,
        url=reverse,
        # How the GOV.UK macros say "nothing".
        undefined=jinja2.Undefined(name="undefined"),
        null=None,
        field=drawing.draw,
    )
    made.filters.update(
        day=words.day,
        moment=words.moment,
        clock_time=words.clock_time,
        ago=words.ago,
        plural=words.plural,
        money=words.pounds,
        paragraphs=paragraphs,
        field=drawing.draw,
        shown=shown.shown,
        tag=shown.tag,
    )
    return made


class Missing(jinja2.StrictUndefined):
    """A name that is not there. Only a macro may ask whether it was called with a body (`caller`)."""

    def __bool__(self) -> bool:  # type: ignore[override]  # the stubs say that it never answers
        """Answer for `caller`; for any other name raise UndefinedError."""
        if self._undefined_name != "caller":
            self._fail_with_undefined_error()
        return False


class Environment(jinja2.Environment):
    """Strict about names and presenters, lenient about the option dictionaries of the GOV.UK macros."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Read `obj.attribute`, an attribute before an item."""
        if type(obj) is dict and attribute not in obj and not hasattr(obj, attribute):
            return jinja2.Undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Read `obj['argument']`, an item before an attribute."""
        if type(obj) is dict and argument not in obj:
            return jinja2.Undefined(obj=obj, name=argument)
        return super().getitem(obj, argument)


def paragraphs(text: str) -> Markup:
    """Show text that a person typed as paragraphs; a single line break stays a line break."""
    blocks = [block.strip() for block in text.replace("\r\n", "\n").split("\n\n") if block.strip()]
    return Markup("").join(
        Markup('<p class="govuk-body">{}</p>').format(Markup("<br>").join(escape(block).split("\n")))
        for block in blocks
    )


def _rooms() -> jinja2.BaseLoader:
    """Each room keeps its templates in `rjhub/<room>/templates/<room>/`."""
    folders = sorted(Path(rjhub.__file__).parent.glob("*/templates"))
    return jinja2.FileSystemLoader([str(folder) for folder in folders])


def _govuk() -> jinja2.BaseLoader:
    return jinja2.PrefixLoader({"govuk_frontend_jinja": jinja2.PackageLoader("govuk_frontend_jinja")})
