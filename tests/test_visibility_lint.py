"""
Readers get pages from ``home.visibility`` alone.

Code that asks for pages otherwise must be the administration, the founding of the
town or the demo, or say on the same line why no reader sees the answer:
``# no reader: …``.
"""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from wagtail.models import Page

ROOT = Path(__file__).resolve().parent.parent
APPS = ["home", "intranet", "knowledge", "participation", "training"]
FREE = re.compile(
    r"/(visibility|widening|founding|foundation|outlets|wagtail_hooks|workflow|rights_sync)\.py$"
    r"|/(demo|migrations|admin|management)/"
)
EXCUSE = "# no reader: "
# Ways from one page to others that ask nobody who is looking.
UNGUARDED = {
    "live",
    "public",
    "get_children",
    "get_descendants",
    "get_siblings",
    "get_next_siblings",
    "get_prev_siblings",
}
MANAGERS = {"objects", "_default_manager"}
PAGE_TYPES = {
    model.__name__ for model in apps.get_models() if issubclass(model, Page)
} | {"Page", "BasePage"}


def modules(app):
    return [p for p in sorted((ROOT / app).rglob("*.py")) if not FREE.search(str(p))]


def templates(app):
    return sorted((ROOT / app).rglob("*.html"))


@pytest.mark.parametrize("app", APPS)
def test_pages_come_from_the_visibility_module(app):
    offences = [place for path in modules(app) for place in offences_in(path)]

    assert offences == []


@pytest.mark.parametrize("app", APPS)
def test_templates_do_not_walk_the_tree(app):
    walks = re.compile(rf"\.({'|'.join(UNGUARDED - {'live', 'public'})})\b")
    offences = [p.name for p in templates(app) if walks.search(p.read_text("utf-8"))]

    assert offences == []


@pytest.mark.parametrize(
    "line",
    [
        "Page.objects.all()",
        "ContentPage.objects.live()",
        "models.HomePage.objects.first()",
        "page.get_children()",
        "parent.get_descendants().specific()",
    ],
)
def test_lint_sees_what_it_is_for(tmp_path, line):
    module = tmp_path / "views.py"
    module.write_text(f"pages = {line}\n")

    assert len(offences_in(module)) >= 1


def test_lint_lets_a_page_say_whether_it_is_online(tmp_path):
    module = tmp_path / "permissions.py"
    module.write_text("open = page.live and phase.is_open\n")

    assert offences_in(module) == []


def test_lint_accepts_an_excuse(tmp_path):
    module = tmp_path / "tasks.py"
    module.write_text(f"Page.objects.all()  {EXCUSE}counts only\n")

    assert offences_in(module) == []


def offences_in(path):
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    return [
        f"{path.parent.name}/{path.name}:{node.lineno} {lines[node.lineno - 1].strip()}"
        for node in ast.walk(ast.parse(text))
        if is_unguarded(node) and EXCUSE not in lines[node.lineno - 1]
    ]


def is_unguarded(node):
    if isinstance(node, ast.Call):
        return getattr(node.func, "attr", "") in UNGUARDED
    if isinstance(node, ast.Attribute):
        return node.attr in MANAGERS and owner(node) in PAGE_TYPES
    return False


def owner(node):
    """The name before the last dot: ``Page`` in ``models.Page.objects``."""
    return getattr(node.value, "id", getattr(node.value, "attr", ""))
