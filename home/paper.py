"""
Printable papers as PDF/UA, by Typst.

A template gets ``data`` as values and prints them; nothing that a person typed is
ever read as markup.
"""

import json


def printed(template: str, data: dict) -> bytes:
    """The PDF of a template, which reads the data as JSON in ``sys.inputs.data``."""
    import typst  # here: most processes never print, and it is large

    values = json.dumps(data, ensure_ascii=False, default=str)
    return typst.compile(
        template.encode(), sys_inputs={"data": values}, pdf_standards="ua-1"
    )
