"""
Printable papers of a formal procedure as PDF/UA, by Typst.

A template gets ``data`` as values and prints them; nothing that a person typed is
ever read as markup.
"""

import json
from pathlib import Path

import typst

TEMPLATES = Path(__file__).parent / "typst"


def compiled(name: str, data: dict) -> bytes:
    """The PDF of a template in ``typst/`` with these values."""
    text = (TEMPLATES / f"{name}.typ").read_text()
    sheet = (TEMPLATES / "sheet.typ").read_text()
    values = json.dumps(data, ensure_ascii=False, default=str)
    return typst.compile(
        f"{sheet}\n{text}".encode(), sys_inputs={"data": values}, pdf_standards="ua-1"
    )
