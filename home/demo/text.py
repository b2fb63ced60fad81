"""From the plain texts of the demo town to what editors would have written."""

import re
import tomllib
from pathlib import Path

from django.utils.html import escape
from django.utils.text import slugify
from wagtail.rich_text import RichText

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
MARKS = {"## ": "h2", "### ": "h3"}
LISTS = {"ul": re.compile(r"- (.*)"), "ol": re.compile(r"\d+\. (.*)")}
BOLD = re.compile(r"\*\*(.+?)\*\*")


def load(path: Path) -> dict:
    """Read a file of the demo town: ``load(Path(__file__).parent / "news.toml")``."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def body(text: str) -> list[tuple[str, RichText]]:
    """The value of a page's ``body``: one block of text."""
    return [("text", RichText(rich_text(text)))]


def slug(title: str) -> str:
    """A title as an address: „Fünf Straßen“ becomes ``fuenf-strassen``."""
    return slugify(title.lower().translate(UMLAUTS))


def rich_text(text: str) -> str:
    """
    Turn a plain text into HTML.

    A blank line begins a paragraph, ``## `` a heading, ``- `` or ``1. `` a list,
    ``**…**`` is bold. All else is taken literally.
    """
    parts = re.split(r"\n\s*\n", text.strip())
    return "".join(part_to_html(part) for part in parts if part.strip())


def part_to_html(part: str) -> str:
    lines = [line.strip() for line in part.strip().splitlines()]
    for mark, tag in MARKS.items():
        if lines[0].startswith(mark):
            rest = "\n".join(lines[1:])
            heading = f"<{tag}>{inline(lines[0].removeprefix(mark))}</{tag}>"
            return heading + (part_to_html(rest) if rest else "")
    return "".join(runs_to_html(lines))


def runs_to_html(lines: list[str]):
    """Lists and the lines between them, in their order."""
    run, kind = [], ""
    for line in [*lines, None]:
        of = kind_of(line) if line is not None else None
        if run and of != kind:
            yield run_to_html(kind, run)
            run = []
        kind = of
        run.append(line)


def kind_of(line: str) -> str:
    return next((tag for tag, mark in LISTS.items() if mark.match(line)), "p")


def run_to_html(kind: str, lines: list[str]) -> str:
    if kind == "p":
        return "<p>" + "<br/>".join(inline(line) for line in lines) + "</p>"
    items = (LISTS[kind].match(line)[1] for line in lines)
    return f"<{kind}>" + "".join(f"<li>{inline(i)}</li>" for i in items) + f"</{kind}>"


def inline(text: str) -> str:
    return BOLD.sub(r"<b>\1</b>", escape(text))
