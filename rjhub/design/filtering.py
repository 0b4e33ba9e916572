"""What a list is narrowed down by now, as links that each take one of the filters away."""

from django.forms import Form
from django.http import QueryDict

from rjhub.design.forms import drawing
from rjhub.design.links import Link

PLACES = ("after", "before", "from")


def chosen(form: Form, address: str) -> tuple[Link, ...]:
    """The filters in force. Each link leads to the list without its filter, at its beginning."""
    if not form.is_bound or not form.is_valid():
        return ()
    return tuple(
        Link(
            f"{form[name].label}: {drawing.in_words(form.fields[name], value)}", _without(form, name, address)
        )
        for name, value in form.cleaned_data.items()
        if value
    )


def _without(form: Form, name: str, address: str) -> str:
    typed, kept = QueryDict(mutable=True), QueryDict(mutable=True)
    typed.update(form.data)
    for key, values in typed.lists():
        question = key if key in form.fields else key.rpartition("-")[0]  # a date is typed in parts
        if question in form.fields and question != name and key not in PLACES:
            kept.setlist(key, [value for value in values if value])
    query = kept.urlencode()
    return f"{address}?{query}" if query else address
