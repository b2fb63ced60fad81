"""Documents of the demo plan as PDF/UA: short, invented, ours."""

from home import paper

TEMPLATE = """
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title, author: "Stadt Bad Rebenheim")
#set page(paper: "a4", margin: 2.5cm, numbering: "1")
#set text(font: "Libertinus Serif", size: 12pt, lang: "de")
#set par(leading: 0.75em, spacing: 1.2em)
#heading(level: 1)[#data.title]
#for paragraph in data.paragraphs [ #paragraph \\
#parbreak() ]
"""


def document(title: str, paragraphs: list[str]) -> bytes:
    return paper.printed(TEMPLATE, {"title": title, "paragraphs": paragraphs})
