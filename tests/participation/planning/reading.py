"""Opening what was printed, the way somebody at a desk would."""

import io
import shutil
import subprocess
import zipfile

import pikepdf
import pytest


def pages_of(content: bytes, tmp_path, *options: str) -> list[str]:
    """The text of each page of a PDF, as poppler reads it."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("poppler-utils reads PDF; it is not installed")
    path = tmp_path / "gelesen.pdf"
    path.write_bytes(content)
    command = [program, *(options or ["-layout"]), str(path), "-"]
    done = subprocess.run(command, capture_output=True, check=True)
    return done.stdout.decode().rstrip("\f").split("\f")


def structure_of(content: bytes) -> list[str]:
    """The kinds of elements that a screen reader finds, in order."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "de"
        assert 'pdfuaid:part="1"' in text_of_metadata(pdf) or (
            "<pdfuaid:part>1</pdfuaid:part>" in text_of_metadata(pdf)
        )
        return list(walk(pdf.Root.StructTreeRoot))


def text_of_metadata(pdf) -> str:
    return pdf.Root.Metadata.read_bytes().decode()


def walk(element):
    if "/S" in element:
        yield str(element.S).lstrip("/")
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            yield from walk(kid)


def number_of_pages(content: bytes) -> int:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return len(pdf.pages)


def everything_in(content: bytes) -> bytes:
    """The bytes of a file, and of whatever is packed in it."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"".join(everything_in(archive.read(n)) for n in archive.namelist())
