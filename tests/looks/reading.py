"""What a page holds, read from its HTML: where it leads, what it asks, and which kinds of elements it is made of."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

TELLING = {"role", "aria-label", "aria-describedby", "aria-current", "disabled", "checked", "hidden", "open"}
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
ASKED = ("input", "select", "textarea", "button")


@dataclass
class Asked:
    """One field of a form. `options` are the values of a select."""

    name: str
    kind: str
    value: str = ""
    checked: bool = False
    options: list[str] = field(default_factory=list)


@dataclass
class Form:
    """A form as it stands on a page."""

    action: str
    method: str
    fields: list[Asked] = field(default_factory=list)

    @property
    def open_questions(self) -> list[Asked]:
        """What somebody answers, as against what the page carries along."""
        return [each for each in self.fields if each.kind not in {"hidden", "submit", "button"}]


@dataclass(frozen=True)
class Contents:
    """What there is on a page. `kinds` tells two states of it apart, however many rows they have.

    `parts` does so more closely: what each element is, and in what it stands.
    """

    links: tuple[str, ...]
    forms: tuple[Form, ...]
    kinds: frozenset[tuple[str, str]]
    parts: frozenset[tuple[str, ...]]


def read(html: str) -> Contents:
    """Read a page."""
    reader = _Reader()
    reader.feed(html)
    return Contents(
        tuple(dict.fromkeys(reader.links)),
        tuple(reader.forms),
        frozenset(reader.kinds),
        frozenset(reader.parts),
    )


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[Form] = []
        self.kinds: set[tuple[str, str]] = set()
        self.parts: set[tuple[str, ...]] = set()
        self._inside: list[str] = []
        self._form: Form | None = None
        self._field: Asked | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        classes = " ".join(sorted(said.get("class", "").split()))
        self.kinds.add((tag, classes))
        what = " ".join(
            [tag, classes, said.get("type", ""), *sorted(name for name in said if name in TELLING)]
        )
        self.parts.add((*self._inside[-2:], what))
        if tag not in VOID:
            self._inside.append(what)
        if tag == "a" and said.get("href"):
            self.links.append(said["href"])
        elif tag == "form":
            self._form = Form(said.get("action", ""), said.get("method", "get").lower())
            self.forms.append(self._form)
        elif tag == "option" and self._field:
            self._field.options.append(said.get("value", ""))
        elif tag in ASKED and self._form is not None and said.get("name"):
            kind = said.get("type", "text") if tag == "input" else tag
            self._field = Asked(
                said["name"], "submit" if tag == "button" else kind, said.get("value", ""), "checked" in said
            )
            self._form.fields.append(self._field)

    def handle_data(self, data: str) -> None:
        if self._field and self._field.kind == "textarea":
            self._field.value += data

    def handle_endtag(self, tag: str) -> None:
        while self._inside and self._inside.pop().split(" ", 1)[0] != tag:
            """What was left open ends with what it stands in."""
        if tag in ("select", "textarea"):
            self._field = None
        if tag == "form":
            self._form = None
