"""Sending forms as somebody would who wants to see what comes back: blank, wrong, and filled in as far as it goes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

WRONG = "\u00a7 not this \u00a7"
WORDS = "Words of the proof"
TYPED = {"text", "search", "tel", "email", "number", "password", "date", "url"}
LEFT = {"file", "submit", "button", "image", "reset"}


@dataclass
class Form:
    """A form of a page: where it is sent, and what it asks for."""

    address: str
    hidden: dict[str, str] = field(default_factory=dict)
    typed: list[str] = field(default_factory=list)
    chosen: dict[str, list[str]] = field(default_factory=dict)

    def ways(self) -> Iterator[dict[str, str]]:
        """What is sent: nothing, nonsense everywhere, and the first and last of each choice with words."""
        yield self.hidden
        yield self.hidden | dict.fromkeys([*self.typed, *self.chosen], WRONG)
        for at in (0, -1):
            picked = {name: values[at] for name, values in self.chosen.items() if values}
            yield self.hidden | dict.fromkeys(self.typed, WORDS) | picked


def forms_of(address: str, body: str) -> list[Form]:
    """The forms of a page that change something, each once."""
    reading = _Reading(address)
    reading.feed(body)
    return list({one.address: one for one in reading.found}.values())


class _Reading(HTMLParser):
    """Reads forms out of a page."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.page, self.found = address, list[Form]()
        self.form: Form | None = None
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a form, or a field of it."""
        said = {name: value or "" for name, value in attrs}
        if tag == "form" and said.get("method", "").lower() == "post":
            where = urlsplit(urljoin(self.page, said.get("action", "")))
            if not where.netloc:
                self.form = Form(where.path + (f"?{where.query}" if where.query else ""))
                self.found.append(self.form)
        elif self.form is not None:
            self._field(self.form, tag, said)

    def _field(self, form: Form, tag: str, said: dict[str, str]) -> None:
        name, kind = said.get("name", ""), said.get("type", "text").lower()
        if tag == "select":
            self.select = name
            form.chosen.setdefault(name, [])
        elif tag == "option" and self.select and said.get("value"):
            form.chosen[self.select].append(said["value"])
        elif tag == "textarea" and name:
            form.typed.append(name)
        elif tag == "input" and name and kind not in LEFT:
            if kind in {"radio", "checkbox"}:
                form.chosen.setdefault(name, []).append(said.get("value", "on"))
            elif kind in TYPED:
                form.typed.append(name)
            else:
                form.hidden[name] = said.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        """Leave a form, or a list of choices."""
        if tag == "form":
            self.form = None
        elif tag == "select":
            self.select = ""
