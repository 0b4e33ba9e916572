"""Letters and reports as accessible PDF (PDF/UA-1), typeset by typst with fonts of our own.

What people typed reaches typst as data, never as markup, so nothing in it can become an instruction.
"""

import functools
import json
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

import typst

import rjhub
from rjhub.design import glyphs
from rjhub.kernel import clock

Texts = str | Sequence["Texts"]
"""A text, or a list of texts, or a list of lists of them."""

_PROGRAM = Path(rjhub.__file__).parent
_one_at_a_time = threading.Lock()


def pdf(template: str, data: Mapping[str, Texts]) -> bytes:
    """Typeset `cases/report` (the file `rjhub/cases/typst/report.typ`) with the texts that it asks for.

    A list of texts is what the template reads with `items`, a list of such lists with `table-of`.

    Raises typst.TypstError where the template asks for a text that `data` does not have.
    """
    texts = {name: _as_input(value) for name, value in data.items()}
    with _one_at_a_time:  # a compiler keeps the inputs of its last document
        made = _compiler(template).compile(
            sys_inputs=texts, pdf_standards="ua-1", timestamp=int(clock.now().timestamp())
        )
    if not isinstance(made, bytes):
        message = f"{template} gave pages instead of one document."
        raise TypeError(message)
    return made


def _as_input(value: Texts) -> str:
    drawn = _drawable(value)
    return drawn if isinstance(drawn, str) else json.dumps(drawn, ensure_ascii=False)


def _drawable(value: Texts) -> Texts:
    return glyphs.drawable(value) if isinstance(value, str) else [_drawable(each) for each in value]


@functools.cache
def _compiler(template: str) -> typst.Compiler:
    room, _, name = template.rpartition("/")
    return typst.Compiler(
        _PROGRAM / room / "typst" / f"{name}.typ",
        root=_PROGRAM,
        font_paths=_fonts(),
        ignore_system_fonts=True,
    )


@functools.cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[glyphs.FONTS])
