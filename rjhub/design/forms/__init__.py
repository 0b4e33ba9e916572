"""Questions and their answers. A room's `forms.py` says `from rjhub.design import forms` and writes its own.

A form checks whether the answers make sense and keeps everything that was typed; it never saves.
"""

from rjhub.design.forms.choices import Choice, Choices, Confirmation, LongSelect, Select, YesNo
from rjhub.design.forms.dates import Date, Moment, Time
from rjhub.design.forms.files import File
from rjhub.design.forms.form import Filters, Form
from rjhub.design.forms.safeguards import Once, Versioned
from rjhub.design.forms.texts import Email, Hidden, Line, Money, Number, Phone, Text

__all__ = [
    "Choice",
    "Choices",
    "Confirmation",
    "Date",
    "Email",
    "File",
    "Filters",
    "Form",
    "Hidden",
    "Line",
    "LongSelect",
    "Moment",
    "Money",
    "Number",
    "Once",
    "Phone",
    "Select",
    "Text",
    "Time",
    "Versioned",
    "YesNo",
]
