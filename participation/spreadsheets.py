"""
Tables that people bring and take away: CSV as spreadsheets write it, and XLSX.

openpyxl is 12 MB in every process, so it is loaded when the first workbook is opened.
"""

import csv
import io
import re
from collections.abc import Iterator
from contextlib import closing
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _

FORMULA = object()  # stands in a cell that holds one
LARGEST_UNPACKED = 50 * 1024 * 1024
# What libraries say about a file that is not what its name says.
UNREADABLE = (BadZipFile, KeyError, OSError, SyntaxError, ValueError, csv.Error)
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # in XML, and so in workbooks


class Unreadable(Exception):  # noqa: N818
    """Why no table could be read, in words."""


def lines_of(file: BinaryIO, name: str, *, computed: bool = False) -> Iterator[list]:
    """
    The lines of a file, the names of its columns among them; ``Unreadable`` if not.

    Formulas come as FORMULA or, ``computed``, as what they showed when it was saved.
    """
    is_book = name.lower().endswith(".xlsx")
    try:
        yield from book_lines(file, computed) if is_book else csv_lines(file.read())
    except UNREADABLE as error:
        raise Unreadable(_("This is no CSV or XLSX file.")) from error


def book_lines(file: BinaryIO, computed: bool) -> Iterator[list]:
    ensure_small_inside(file)
    with closing(opened(file, data_only=computed)) as book:
        for cells in book.worksheets[0].iter_rows():
            yield [FORMULA if cell.data_type == "f" else cell.value for cell in cells]


def ensure_small_inside(file: BinaryIO) -> None:
    """A workbook is an archive: a small one may hold a house full."""
    with ZipFile(file) as archive:
        if sum(part.file_size for part in archive.infolist()) > LARGEST_UNPACKED:
            words = _("Unpacked, the file is larger than %(n)d MB. Please split it.")
            raise Unreadable(words % {"n": LARGEST_UNPACKED // 1024**2})
    file.seek(0)


def csv_lines(content: bytes) -> Iterator[list[str]]:
    """Divided by semicolons, commas or tabs; in UTF-8 or as Windows writes it."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    head = text.partition("\n")[0]
    delimiter = max(";,\t", key=head.count)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def opened(file, **options):
    """A workbook to read from; close it after use."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        return load_workbook(file, read_only=True, **options)
    except InvalidFileException as error:
        raise ValueError(str(error)) from error


def new_book():
    """A workbook that is written row by row, however long it gets."""
    from openpyxl import Workbook

    return Workbook(write_only=True)


def clean(text: str) -> str:
    """Without characters that no workbook or document may hold."""
    return FORBIDDEN.sub("", text)
