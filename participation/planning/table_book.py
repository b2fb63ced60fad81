"""A workbook with one long table of texts, written row by row."""

from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

TEXT = "@"  # the format in which a spreadsheet computes nothing
WRAPPED, BOLD = Alignment(wrap_text=True, vertical="top"), Font(bold=True)


def book(title: str, heads, widths, lines: Iterable[list[str]]) -> Workbook:
    """Its head stays in sight; columns are as wide as ``widths`` says, in cm."""
    made = Workbook(write_only=True)
    made.properties.title, made.properties.creator = title, ""
    sheet = made.create_sheet("Abwägung")
    sheet.freeze_panes = "A2"
    for number, width in enumerate(widths):
        sheet.column_dimensions[chr(ord("A") + number)].width = width * 5
    sheet.append([cell(sheet, head, font=BOLD) for head in heads])
    for line in lines:
        sheet.append([cell(sheet, text) for text in line])
    return made


def cell(sheet, text: str, font: Font | None = None) -> WriteOnlyCell:
    made = WriteOnlyCell(sheet, text)
    made.data_type, made.number_format, made.alignment = "s", TEXT, WRAPPED
    if font:
        made.font = font
    return made
