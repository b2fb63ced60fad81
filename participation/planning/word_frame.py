"""The frame of a Word document with one long table; its rows are written later."""

import io

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

MARK = "@@zeilen@@"


def frame(title: str, subtitle: str, heads, widths) -> io.BytesIO:
    """A4 across, with a title and a table whose one row is to be replaced."""
    document = Document()
    lay_across(document.sections[0])
    document.styles["Normal"].font.size = Pt(9)
    speak_german(document)
    document.core_properties.title = title
    document.core_properties.author = ""
    document.core_properties.language = "de-DE"
    document.add_heading(title, level=1)
    document.add_paragraph(subtitle)
    table = document.add_table(rows=2, cols=len(heads), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        cell.paragraphs[0].add_run(head).bold = True
    repeat_on_every_page(table.rows[0])
    table.rows[1].cells[0].text = MARK
    made = io.BytesIO()
    document.save(made)
    return made


def lay_across(section) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(1.6)
    section.top_margin = section.bottom_margin = Cm(1.8)


def speak_german(document) -> None:
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "de-DE")
    document.styles["Normal"].element.get_or_add_rPr().append(language)


def repeat_on_every_page(row) -> None:
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)
