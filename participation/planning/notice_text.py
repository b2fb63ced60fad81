"""
The wording of a notice, made of facts: the same facts always give the same text.

The text is the notice. Its form is simple enough to be printed anywhere: the title in
the first line, paragraphs between blank lines, “1. …” as headings, “– …” as lists;
``notice_blocks`` reads it again for the page and the PDF. What is announced at the end
of a procedure is made by ``council_notices``.
"""

from collections.abc import Callable, Iterator

from participation.planning.notice_early import drawing_up, early
from participation.planning.notice_facts import Facts
from participation.planning.notice_parts import closing
from participation.planning.notice_publication import publication

BUILDERS: dict[str, Callable[[Facts], Iterator]] = {
    "drawing_up": drawing_up,
    "early": early,
    "publication": publication,
    "renewed": publication,
}


def text_of(facts: Facts) -> str:
    """The whole notice as plain text."""
    title, *sections = BUILDERS[facts.kind](facts)
    filled = [(heading, list(filter(None, blocks))) for heading, blocks in sections]
    parts = [title]
    for number, (heading, blocks) in enumerate((s for s in filled if s[1]), start=1):
        parts += [f"{number}. {heading}", *blocks]
    return "\n\n".join([*parts, *closing(facts)]) + "\n"
