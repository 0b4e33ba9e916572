"""What every question has in common: its words, its place on the page and how it complains."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from markupsafe import Markup

from rjhub.design.forms import drawing, parts


class Asked(forms.Field):
    """A field that knows what it asks for, so that its messages read "Enter the date of the offence".

    `label` is the question on the page; `what` is the same thing as a noun inside a sentence, by default the
    label with a small first letter. `width` is a GOV.UK width: "2" to "30" characters, or "one-half".
    """

    asks_to = "Enter"

    def __init__(
        self, label: str, *, what: str = "", hint: str = "", width: str = "", **options: Any
    ) -> None:
        super().__init__(label=label, help_text=hint, **options)
        self.what = what or label[:1].lower() + label[1:].rstrip("?")
        self.width = width
        self.error_messages["required"] = f"{self.asks_to} {self.what}"

    def widget_attrs(self, _widget: forms.Widget) -> dict[str, Any]:
        """Leave limits to the server: a browser that cuts off a pasted text loses words without saying so."""
        return {}

    @property
    def subject(self) -> str:
        """The noun at the beginning of a sentence."""
        return self.what[:1].upper() + self.what[1:]

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> "Question":
        """Bind this to a form that is being shown or checked."""
        return Question(form, self, field_name)


class Question(BoundField):
    """One question as it stands on a page."""

    def as_field(self, *, heading: bool = False) -> Markup:
        """Draw the question; as the page's heading where it is the only one."""
        return drawing.draw(self, heading=heading)

    @property
    def anchor(self) -> str:
        """The id to which the error summary leads: the first part that is wrong."""
        wrong = parts.faulty(self)
        return f"{self.auto_id}-{wrong[0]}" if wrong else str(self.auto_id)

    @property
    def in_words(self) -> str:
        """The answer as a person would read it."""
        return drawing.in_words(self.field, self.value())
