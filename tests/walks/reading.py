"""What a browser without scripts makes of a page: its words, its links, and its forms as they would be sent."""

from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from typing import Any

PARTS = ("day", "month", "year")
UNSEEN = {"script", "style", "title", "template", "svg"}


@dataclass
class Control:
    """One thing that can be filled in or chosen."""

    kind: str
    value: str = ""
    on: bool = False
    options: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    id: str = ""


@dataclass
class Form:
    """A form as it stands on the page."""

    action: str
    controls: dict[str, list[Control]] = field(default_factory=dict)
    buttons: list[str] = field(default_factory=list)

    def filled(self, answers: dict[str, Any]) -> dict[str, list[str]]:
        """What a browser sends once these answers are given. Fails on a question that the form does not ask."""
        given = dict(self.spread(answers))
        unknown = set(given) - set(self.controls)
        assert not unknown, f"The form does not ask {sorted(unknown)}, only {sorted(self.controls)}"
        sent = {}
        for name, controls in self.controls.items():
            values = [one.value for one in controls if one.on]
            if name in given:
                values = _answered(name, controls, given[name])
            if values:
                sent[name] = values
        return sent

    def spread(self, answers: dict[str, Any]) -> Any:
        """The answers by the names that the controls have: a day is three of them."""
        for name, answer in answers.items():
            if isinstance(answer, date) and name not in self.controls:
                yield from ((f"{name}-{part}", str(getattr(answer, part))) for part in PARTS)
            else:
                yield name, answer


def _answered(name: str, controls: list[Control], answer: Any) -> list[str]:
    """The values to send for one question. What can only be chosen must be on offer."""
    wanted = [str(one) for one in (answer if isinstance(answer, list | tuple) else [answer])]
    if controls[0].kind == "typed":
        return wanted
    offered = [option for one in controls for option in (one.options or [one.value])]
    assert set(wanted) <= set(offered), f"{name}: {wanted} is not among {offered}"
    return wanted


class Reader(HTMLParser):
    """Reads a page once."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.forms: list[Form] = []
        self.errors = ""
        self._inside: list[str] = []
        self._form: Form | None = None
        self._typing: Control | None = None
        self._labels: dict[str, str] = {}
        self._link = self._button = self._label = self._option = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag in UNSEEN:
            self._inside.append(tag)
        elif tag == "form":
            self._form = Form(found.get("action", ""))
            self.forms.append(self._form)
        elif tag == "a" and "href" in found:
            self._link = (len(self.words), found["href"])
        elif tag == "button":
            self._button = (len(self.words), found)
        elif tag == "label":
            self._label = (len(self.words), found.get("for", ""))
        elif tag == "option" and self._typing:
            self._option = len(self.words)
            self._typing.options.append(found.get("value", ""))
            if "selected" in found or len(self._typing.options) == 1:
                self._typing.value = found.get("value", "")
        elif tag in {"input", "select", "textarea"} and self._form and found.get("name"):
            self._take(tag, found)

    def _take(self, tag: str, found: dict[str, str]) -> None:
        kind = found.get("type", "text") if tag == "input" else tag
        chosen = kind in {"radio", "checkbox"}
        control = Control(
            kind="chosen" if chosen or tag == "select" else "typed",
            value=found.get("value", "on" if chosen else ""),
            on="checked" in found if chosen else kind != "file",
            id=found.get("id", ""),
        )
        self._form.controls.setdefault(found["name"], []).append(control)
        self._typing = control if tag != "input" else None

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSEEN and self._inside:
            self._inside.pop()
        elif tag == "form":
            self._form = None
        elif tag == "a" and self._link:
            start, href = self._link
            self.links.append((self.said(start), href))
            self._link = None
        elif tag == "button" and self._button and self._form:
            start, _ = self._button
            self._form.buttons.append(self.said(start))
            self._button = None
        elif tag == "label" and self._label:
            start, of = self._label
            self._labels[of] = self.said(start)
            self._label = None
        elif tag == "option" and self._typing and self._option is not None:
            self._typing.labels.append(self.said(self._option))
        elif tag in {"select", "textarea"}:
            self._typing = None

    def handle_data(self, data: str) -> None:
        if self._inside:
            return
        if self._typing and self._typing.kind == "typed":
            self._typing.value += data.removeprefix("\r\n").removeprefix("\n")
        self.words.append(data)

    def value_of(self, name: str, words: str) -> str:
        """The value of the one choice for a question that begins with these words."""
        found: dict[str, str] = {}
        for one in (control for form in self.forms for control in form.controls.get(name, [])):
            of_its_own = [(self._labels.get(one.id, ""), one.value)]
            found |= dict(zip(one.labels, one.options, strict=True) if one.options else of_its_own)
        fits = [value for label, value in found.items() if label.startswith(words)]
        assert len(fits) == 1, f"{name}: “{words}” is not one of {list(found)}"
        return fits[0]

    def said(self, start: int = 0) -> str:
        """The words from somewhere on, with single spaces."""
        return " ".join(" ".join(self.words[start:]).split())
