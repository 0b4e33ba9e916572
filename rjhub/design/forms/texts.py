"""Questions that are answered by typing."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from rjhub.design.forms.asking import Asked
from rjhub.kernel import money
from rjhub.kernel.identifiers import email, telephone
from rjhub.kernel.invalid import Invalid
from rjhub.kernel.text import clean_line, clean_text

_LONGEST_LINE = 200
_LONGEST_TEXT = 20_000


class Line(Asked, forms.CharField):
    """One line of text. `read` turns it into what is stored, or raises Invalid saying what to enter."""

    widget: type[forms.Widget] = forms.TextInput
    clean_typed: Callable[[str], str] = staticmethod(clean_line)

    def __init__(
        self,
        label: str,
        *,
        read: Callable[[str], str] | None = None,
        longest: int = _LONGEST_LINE,
        autocomplete: str = "",
        **options: Any,
    ) -> None:
        super().__init__(label, max_length=longest, strip=False, **options)
        self.read = read
        self.autocomplete = autocomplete
        self.error_messages["max_length"] = f"{self.subject} must be %(limit_value)d characters or fewer"

    def to_python(self, value: Any) -> str:
        """Clean what was typed. Raises ValidationError in the words of whoever reads it."""
        try:
            typed = self.clean_typed(super().to_python(value) or "")
            return self.read(typed) if typed and self.read else typed
        except Invalid as wrong:
            # Two answers may be wrong in the same way; the summary has to say which is which.
            said = wrong.message.replace("This contains", f"{self.subject}: there is", 1)
            raise ValidationError(said, code="invalid") from wrong


class Text(Line):
    """Several lines. With a `limit`, the page counts the characters that are left."""

    widget = forms.Textarea
    clean_typed = staticmethod(clean_text)

    def __init__(self, label: str, *, limit: int = 0, rows: int = 5, **options: Any) -> None:
        super().__init__(label, longest=limit or _LONGEST_TEXT, **options)
        self.limit = limit
        self.rows = rows


class Email(Line):
    """An e-mail address."""

    widget = forms.EmailInput

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, read=email.parse, **{"longest": 254, "width": "two-thirds", **options})


class Phone(Line):
    """A telephone number, stored in its international form."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, read=telephone.parse, **{"longest": 40, "width": "20", **options})
        self.input_type = "tel"


class Hidden(Line):
    """Something that the page carries along unseen."""

    widget = forms.HiddenInput

    def __init__(self, **options: Any) -> None:
        super().__init__("", what="the page again: a part of it was missing", **options)
        self.error_messages["required"] = "Open the page again: a part of it was missing"


class Number(Asked, forms.IntegerField):
    """A whole number, with or without commas between its thousands."""

    widget = forms.TextInput

    def __init__(self, label: str, *, suffix: str = "", **options: Any) -> None:
        super().__init__(label, **{"width": "5", **options})
        self.suffix = suffix
        self.inputmode = "numeric"
        self.error_messages["invalid"] = f"{self.subject} must be a whole number, like 12"
        self.error_messages["min_value"] = f"{self.subject} must be %(limit_value)s or more"
        self.error_messages["max_value"] = f"{self.subject} must be %(limit_value)s or less"

    def to_python(self, value: Any) -> int | None:
        """Read the number. Raises ValidationError for anything else."""
        return super().to_python(value.replace(",", "").strip() if isinstance(value, str) else value)


class Money(Asked):
    """An amount in pounds and pence, answered in whole pence."""

    widget = forms.TextInput

    def __init__(self, label: str, *, least: int = 0, most: int | None = None, **options: Any) -> None:
        super().__init__(label, **{"width": "5", **options})
        self.least, self.most = least, most
        self.prefix = "£"
        self.inputmode = "decimal"

    def prepare_value(self, value: Any) -> Any:
        """Show stored pence as pounds; what was typed stays as it was typed."""
        return money.shown(value).removeprefix("£") if isinstance(value, int) else value

    def to_python(self, value: Any) -> int | None:
        """Read the amount. Raises ValidationError."""
        if value in self.empty_values:
            return None
        try:
            pence = money.parse(value)
        except Invalid as wrong:
            raise ValidationError(wrong.message, code="invalid") from wrong
        self.check_limits(pence)
        return pence

    def check_limits(self, pence: int) -> None:
        """Raise ValidationError where the amount is too small or too large."""
        if pence < self.least:
            message = f"{self.subject} must be {money.shown(self.least)} or more"
            raise ValidationError(message, code="min_value")
        if self.most is not None and pence > self.most:
            message = f"{self.subject} must be {money.shown(self.most)} or less"
            raise ValidationError(message, code="max_value")
