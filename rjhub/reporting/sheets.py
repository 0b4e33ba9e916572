"""A table as a file: CSV, XLSX (Office Open XML) and ODS (OpenDocument), with nothing in it that could run.

Texts are texts in each of them, numbers are numbers, and no cell is a formula: a text that begins like one gets an
apostrophe, since somebody will save one format as another.
"""

import csv
import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

from rjhub.kernel.text import excel_safe

Cell = str | int | float | None
Rows = Sequence[Sequence[Cell]]
KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OOXML = "http://schemas.openxmlformats.org"
_OFFICE = f"{_OOXML}/officeDocument/2006/relationships"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
# The first line is a heading: bold, and it stays in view.
_XLSX = {
    "[Content_Types].xml": f'<Types xmlns="{_OOXML}/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
    '<Override PartName="/xl/styles.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_OOXML}/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_OOXML}/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{_OOXML}/spreadsheetml/2006/main"><fonts count="2"><font/>'
    '<font><b/></font></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf fontId="0"/>'
    '<xf fontId="1" applyFont="1"/></cellXfs></styleSheet>',
}
_ODS_MANIFEST = (
    f'<manifest:manifest xmlns:manifest="{_OASIS}:manifest:1.0" manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{KINDS["ods"]}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def as_file(kind: str, title: str, rows: Rows) -> bytes:
    """Write a table; its first row is the heading. Raises KeyError for a kind that is not in `KINDS`."""
    return {"csv": _csv, "xlsx": _xlsx, "ods": _ods}[kind](title, rows)


def _csv(title: str, rows: Rows) -> bytes:
    del title
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    for row in rows:
        writer.writerow(["" if cell is None else _safe(cell) for cell in row])
    return b"\xef\xbb\xbf" + written.getvalue().encode()


def _safe(cell: str | float) -> str | float:
    return excel_safe(cell) if isinstance(cell, str) else cell


def _xlsx(title: str, rows: Rows) -> bytes:
    lines = "".join(
        f'<row r="{line}">{"".join(_xlsx_cell(cell, line) for cell in row)}</row>'
        for line, row in enumerate(rows, start=1)
    )
    main = f"{_OOXML}/spreadsheetml/2006/main"
    sheet = (
        f'<worksheet xmlns="{main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" '
        'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="1" width="52" '
        'customWidth="1"/><col min="2" max="9" width="24" customWidth="1"/></cols>'
        f"<sheetData>{lines}</sheetData></worksheet>"
    )
    book = (
        f'<workbook xmlns="{main}" xmlns:r="{_OFFICE}"><sheets><sheet name={_attribute(title)} sheetId="1" '
        'r:id="rId1"/></sheets></workbook>'
    )
    return _zipped({**_XLSX, "xl/workbook.xml": book, "xl/worksheets/sheet1.xml": sheet})


def _xlsx_cell(cell: Cell, line: int) -> str:
    style = ' s="1"' if line == 1 else ""
    if cell is None:
        return f"<c{style}/>"
    if isinstance(cell, str):
        return f'<c t="inlineStr"{style}><is><t xml:space="preserve">{_text(cell)}</t></is></c>'
    return f"<c{style}><v>{cell}</v></c>"


def _ods(title: str, rows: Rows) -> bytes:
    heading, *others = rows
    lines = f"<table:table-header-rows>{_ods_row(heading)}</table:table-header-rows>" + "".join(
        map(_ods_row, others)
    )
    content = (
        f'<office:document-content xmlns:office="{_OASIS}:office:1.0" xmlns:table="{_OASIS}:table:1.0" '
        f'xmlns:text="{_OASIS}:text:1.0" office:version="1.2"><office:body><office:spreadsheet>'
        f"<table:table table:name={_attribute(title)}>{lines}</table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return _zipped({"META-INF/manifest.xml": _ODS_MANIFEST, "content.xml": content}, first=KINDS["ods"])


def _ods_row(row: Sequence[Cell]) -> str:
    return f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>"


def _ods_cell(cell: Cell) -> str:
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, str):
        return (
            f'<table:table-cell office:value-type="string"><text:p>{_text(cell)}</text:p></table:table-cell>'
        )
    value = f'office:value-type="float" office:value="{cell}"'
    return f"<table:table-cell {value}><text:p>{cell}</text:p></table:table-cell>"


def _text(cell: str) -> str:
    """What XML may hold of a text, which is everything but most control characters."""
    return escape("".join(each for each in excel_safe(cell) if each >= " " or each in "\t\n"))


def _attribute(title: str) -> str:
    kept = "".join(each for each in title if each.isalnum() or each in " -")
    return f'"{kept[:31].strip() or "Figures"}"'


def _zipped(parts: dict[str, str], first: str = "") -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as file:
        if first:  # OpenDocument says what it is before anything else, not packed
            file.writestr(zipfile.ZipInfo("mimetype"), first, zipfile.ZIP_STORED)
        for name, content in parts.items():
            file.writestr(name, _HEAD + content)
    return written.getvalue()
