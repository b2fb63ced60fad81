"""Printable papers of a formal procedure, all on the same sheet."""

from pathlib import Path

from home import paper

TEMPLATES = Path(__file__).parent / "typst"


def compiled(name: str, data: dict) -> bytes:
    """The PDF of a template in ``typst/`` with these values."""
    text = (TEMPLATES / f"{name}.typ").read_text()
    sheet = (TEMPLATES / "sheet.typ").read_text()
    return paper.printed(f"{sheet}\n{text}", data)
