"""The rules between apps that reviewers should not have to remember."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = {"home", "intranet", "knowledge", "participation", "training"}
MAY_IMPORT = {app: {"home", app} for app in APPS} | {"home": {"home"}}


def modules_of(app):
    return [p for p in (ROOT / app).rglob("*.py") if "migrations" not in p.parts]


def imported_packages(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("app", sorted(APPS))
def test_app_imports_only_itself_and_home(app):
    forbidden = (APPS | {"config"}) - MAY_IMPORT[app]
    offences = {
        f"{path.relative_to(ROOT)} imports {package}"
        for path in modules_of(app)
        for package in imported_packages(path)
        if package in forbidden
    }

    assert offences == set()


# What answers a request about participation: it asks ``clock.now(request)``, so that
# an editor can look at another moment. Tasks, services and models are given theirs.
ASKED_BY_CITIZENS = [
    "participation/views/*.py",
    "participation/formats/*.py",
    "participation/forms/*.py",
    "participation/templatetags/*.py",
    "participation/procedures.py",
    "participation/overview.py",
    "participation/cards.py",
    "participation/words.py",
    "participation/threads.py",
]
OWN_CLOCKS = {"now", "localdate", "localtime", "today"}


def test_views_of_participation_ask_one_clock():
    modules = {path for pattern in ASKED_BY_CITIZENS for path in ROOT.glob(pattern)}
    offences = {
        f"{path.relative_to(ROOT)}:{node.lineno} asks {ast.unparse(node.func)}()"
        for path in modules
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in OWN_CLOCKS
        and ast.unparse(node.func.value) != "clock"
    }

    assert offences == set()
