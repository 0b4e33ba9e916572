import io

import pypdf
import pytest
import typst

from rjhub.design.glyphs import drawable
from rjhub.design.pdf import Texts, pdf

REPORT: dict[str, Texts] = {
    "title": "Suitability for restorative justice",
    "reference": "SX-2026-0417",
    "words": "Daniel accepts the basic facts.\nHe wrote to the court.\n\nHe has asked to meet.",
    "agreed": ["He pays £120 by June.", "He stays away from the shop. 🙂"],
    "dates": [["3 March 2026", "Convicted"], ["3 September 2026", "Sentence"]],
}


def read(**changed: str) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf("design/tests/report", {**REPORT, **changed})))


def words(reader: pypdf.PdfReader) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


def kinds(node: object) -> set[str]:
    """The tags of a structure tree."""
    found: set[str] = set()
    if isinstance(node, pypdf.generic.IndirectObject):
        node = node.get_object()
    if isinstance(node, list):
        return found.union(*(kinds(each) for each in node))
    if isinstance(node, dict):
        found.add(str(node.get("/S", "")))
        return found | kinds(node.get("/K"))
    return found


def test_a_report_is_tagged_titled_and_says_its_language() -> None:
    reader = read()
    catalog = reader.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "en-GB"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Suitability for restorative justice"
    assert b"pdfuaid" in catalog["/Metadata"].get_object().get_data()
    assert {"/H1", "/H2", "/P", "/L", "/Table", "/TH"} <= kinds(catalog["/StructTreeRoot"]["/K"])


def test_a_report_holds_its_words_its_marking_and_page_numbers() -> None:
    text = words(read(words="\n\n".join(f"Paragraph {number}." for number in range(60))))
    for expected in (
        "OFFICIAL-SENSITIVE",
        "Page 1 of 3",
        "Page 3 of 3",
        "SX-2026-0417",
        "Paragraph 59.",
        "He pays £120",
    ):
        assert expected in text


def test_what_was_typed_is_never_an_instruction() -> None:
    typed = '#read("/settings/base.py") *bold* = Heading $x$ #panic() <label> @ref \\ // gone'
    assert " ".join(typed.split()) in words(read(words=typed))


def test_a_text_that_the_template_needs_and_lacks_is_an_error() -> None:
    with pytest.raises(typst.TypstError):
        pdf("design/tests/report", {"title": "x"})


def test_only_the_fonts_that_we_bring_are_used() -> None:
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in read().pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts
    assert all("NotoSans" in font for font in fonts)


@pytest.mark.parametrize(
    "name", ["Zoë Llŷr Ŵyn", "Łukasz Żółć", "Αλέξης", "Олена", "محمد", "李小龙", "ਗੁਰਪ੍ਰੀਤ", "🙂"]
)
def test_a_name_in_any_script_does_not_stop_a_letter(name: str) -> None:
    letter = {
        "title": "Your letter",
        "to": f"{name}\n1 Example Street",
        "from": "Sussex hub",
        "day": "3 March 2026",
    }
    assert pdf("design/tests/letter", {**letter, "words": f"Dear {name}"}).startswith(b"%PDF")


def test_a_letter_to_a_person_carries_no_marking() -> None:
    letter = {
        "title": "Your letter",
        "to": "Sam Hill",
        "from": "Sussex hub",
        "day": "3 March 2026",
        "words": "Dear Sam",
    }
    text = words(pypdf.PdfReader(io.BytesIO(pdf("design/tests/letter", letter))))
    assert "OFFICIAL" not in text
    assert "Dear Sam" in text


def test_what_cannot_be_drawn_is_named() -> None:
    assert drawable("Thank you \U0001f642 \u674e") == "Thank you [slightly smiling face] [character U+674E]"
    assert drawable("Zo\u00eb\nO\u2019Neill \u2013 \u00a312") == "Zo\u00eb\nO\u2019Neill \u2013 \u00a312"
