"""What parts of a page need, and what a page forgets easily."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = {
    str(path.relative_to(folder)): path.read_text(encoding="utf-8")
    for folder in ROOT.glob("*/templates")
    for path in folder.rglob("*.html")
}
INCLUDE = re.compile(r'{%\s*include\s+"([^"]+)"([^%]*)%}')
WHOLE_PAGES = [name for name, text in TEMPLATES.items() if "{% extends" in text]


def with_its_parts(name):
    """The text of a template and of everything it includes by name."""
    waiting, texts = [name], {}
    while waiting:
        part = waiting.pop()
        if part not in texts:
            texts[part] = TEMPLATES.get(part, "")  # or one of Wagtail's or allauth's
            waiting += [name for name, _options in INCLUDE.findall(texts[part])]
    return "".join(texts.values())


def test_parts_with_a_form_are_given_its_token():
    forgotten = [
        (name, part)
        for name, text in TEMPLATES.items()
        for part, options in INCLUDE.findall(text)
        if " only" in options
        and "csrf_token=" not in options
        and "{% csrf_token %}" in with_its_parts(part)
    ]

    assert forgotten == []


@pytest.mark.parametrize("name", WHOLE_PAGES)
def test_page_loads_htmx_if_it_exchanges_parts_and_not_otherwise(name):
    text = with_its_parts(name)

    assert ("{% htmx_script %}" in text) == bool(re.search(r"\bhx-(get|post)=", text))
