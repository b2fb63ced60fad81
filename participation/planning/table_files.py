"""
The weighing table as Word document, spreadsheet and PDF.

Each is written row by row. A PDF that would get too long comes in parts, packed
together, because nobody prints or opens 4,000 pages at once.
"""

import zipfile
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO
from xml.sax.saxutils import escape

from participation import spreadsheets
from participation.exports import harmless
from participation.planning import press
from participation.planning.table import HEADS, Row

WIDTHS = (2.4, 3.6, 2.8, 7.2, 7.2, 3.3)  # centimetres, on A4 across
LONGEST_CELL = 32_000  # a cell holds 32,767 letters, more would be lost in silence
CUT = " … [gekürzt: vollständig im Word-Dokument und in der Akte]"


def docx(title: str, subtitle: str, rows: Iterable[Row], target: BinaryIO) -> None:
    """
    A Word document: python-docx makes the frame, the rows are written into it one by
    one; its own tables would hold every cell in memory.
    """
    from participation.planning.word_frame import MARK, frame  # here: it is large

    made = frame(title, subtitle, HEADS, WIDTHS)
    with (
        zipfile.ZipFile(made) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name == "word/document.xml":
                write_body(new, old.read(name).decode(), MARK, rows)
            else:
                new.writestr(name, old.read(name))


def write_body(archive, frame: str, mark: str, rows: Iterable[Row]) -> None:
    """The text of the frame, with the rows in place of the one that was marked."""
    place = frame.index(mark)
    before = frame[: frame.rindex("<w:tr>", 0, place)]
    after = frame[frame.index("</w:tr>", place) + len("</w:tr>") :]
    with archive.open("word/document.xml", "w", force_zip64=True) as body:
        body.write(before.encode())
        for row in rows:
            body.write(docx_row(row).encode())
        body.write(after.encode())


def docx_row(row: Row) -> str:
    cells = (
        f'<w:tc><w:tcPr><w:tcW w:w="{round(width * 567)}" w:type="dxa"/></w:tcPr>'
        f"{docx_lines(text)}</w:tc>"
        for text, width in zip(row.cells, WIDTHS, strict=True)
    )
    return f"<w:tr>{''.join(cells)}</w:tr>"


def docx_lines(text: str) -> str:
    return "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
        for line in clean(text).split("\n")
    )


def clean(text: str) -> str:
    """Without letters that no document may hold."""
    return spreadsheets.clean(text.replace("\r\n", "\n").replace("\r", "\n"))


def xlsx(title: str, subtitle: str, rows: Iterable[Row], target: BinaryIO) -> None:
    """A spreadsheet in which every cell is text, whatever it begins with."""
    from participation.planning.table_book import book  # here: it is large

    lines = ([for_cell(text) for text in row.cells] for row in rows)
    book(title, HEADS, WIDTHS, lines).save(target)


def for_cell(text: str) -> str:
    text = harmless(clean(text))
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(CUT)] + CUT


def pdf(title: str, subtitle: str, rows: Iterable[Row], target: BinaryIO) -> str:
    """PDF/UA, or an archive of its parts; returns how the file's name ends."""
    with TemporaryDirectory() as folder:
        parts = list(pdf_parts(title, subtitle, rows, Path(folder)))
        if len(parts) == 1:
            target.write(parts[0].read_bytes())
            return "pdf"
        with zipfile.ZipFile(target, "w") as archive:  # PDF is compressed already
            for part in parts:
                archive.write(part, part.name)
        return "zip"


def pdf_parts(title, subtitle, rows, folder: Path):
    measured = ((sum(map(len, row.cells)), row.cells) for row in rows)
    for number, piece in enumerate(press.pieces(measured), start=1):
        path = folder / f"teil-{number:02d}.pdf"
        data = {
            "title": title,
            "subtitle": subtitle,
            "part": f"Teil {number}",
            "heads": HEADS,
            "rows": piece,
        }
        press.set_piece("weighing_table", data, path)
        yield path
    if not any(folder.iterdir()):
        yield from pdf_parts(title, subtitle, [Row(*[""] * len(HEADS))], folder)
