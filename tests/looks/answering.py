"""Ways to send a form that knows nothing of what it asks: empty, wrong, filled in, and as an older copy."""

from collections.abc import Callable, Iterator
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from rjhub.kernel import clock
from tests.looks.reading import Asked, Form

Answers = dict[str, list[Any]]
EMPTY = "sent empty"
NONSENSE = "\u202eno such thing"  # text that runs backwards is refused everywhere


def ways(form: Form) -> Iterator[tuple[str, Answers]]:
    """Every way to send a form that posts, with its name for the report."""
    if not form.open_questions:
        yield "pressed", _all(form, lambda _: None)
        return
    yield EMPTY, _all(form, lambda _: None)
    yield "sent wrong", _all(form, _wrong)
    for name, choose in (("first choices", 0), ("last choices", -1)):
        yield f"sent with the {name}", _all(form, lambda asked, at=choose: _right(asked, at), choose)
    if any(each.name == "version" for each in form.fields):
        yield "sent from an older copy", _all(form, lambda asked: _right(asked, 0), 0) | {"version": ["0"]}


def _all(form: Form, answer: Callable[[Asked], Any], choose: int | None = None) -> Answers:
    answers: Answers = {}
    groups: dict[str, list[Asked]] = {}
    for each in form.fields:
        if each.kind == "hidden":
            answers[each.name] = [each.value]
        elif each.kind in {"radio", "checkbox"}:
            groups.setdefault(each.name, []).append(each)
        elif each.kind != "submit" and (given := answer(each)) is not None:
            answers[each.name] = [given]
    for name, group in groups.items():
        if choose is not None:
            answers[name] = [group[choose].value]
        elif (given := answer(group[0])) is not None:
            answers[name] = [given]
    pressed = [each for each in form.fields if each.kind == "submit"]
    return answers | {each.name: [each.value] for each in pressed[:1]}


def _wrong(asked: Asked) -> Any:
    if asked.kind == "file":
        return SimpleUploadedFile("nothing.exe", b"MZ\x00\x00")
    return NONSENSE


def _right(asked: Asked, at: int) -> Any:
    today = clock.today()
    last = asked.name.rpartition("-")[2]
    if asked.kind == "select":
        offered = [value for value in asked.options if value]
        return offered[at] if offered else ""
    if asked.kind == "file":
        return SimpleUploadedFile("letter.pdf", b"%PDF-1.7\n%%EOF\n")
    by_name = {"day": today.day, "month": today.month, "year": today.year, "email": "somebody@example.org"}
    by_kind = {"email": "somebody@example.org", "tel": "01632 960123"}
    if last.endswith(("time", "_at")):
        return "10:30am"
    return str(by_name.get(last) or by_kind.get(asked.kind) or asked.value or "They told us about it")
