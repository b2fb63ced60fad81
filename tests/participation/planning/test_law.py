"""The table of docs/law.md names every test that proves one of its rows."""

import re
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parent
TESTS = HERE.parents[1]
LAW = TESTS.parent / "docs" / "law.md"
ROW = re.compile(r"^\| BP-(\d\d) \|[^|]+\|([^|]+)\|$", re.MULTILINE)
NAME = re.compile(r"^def (test_\w+)", re.MULTILINE)
NUMBER = re.compile(r"_bp(\d\d)(?=_)")


def named():
    """The files of tests that each row names."""
    rows = ROW.findall(LAW.read_text(encoding="utf-8"))
    return {
        number: {HERE / name for name in re.findall(r"`(test_\w+\.py)`", files)}
        for number, files in rows
    }


def carried():
    """The files of tests that carry the number of a row in a name."""
    found = defaultdict(set)
    for path in TESTS.rglob("test_*.py"):
        for name in NAME.findall(path.read_text(encoding="utf-8")):
            for number in NUMBER.findall(name):
                found[number].add(path)
    return found


def test_every_row_is_there():
    assert list(named()) == [f"{number:02}" for number in range(1, 35)]


def test_every_row_names_the_files_of_its_tests_and_no_others():
    assert named() == carried()
