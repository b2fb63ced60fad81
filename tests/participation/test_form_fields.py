"""Texts from people are kept as they read, and hide nothing."""

import pytest

from participation.forms.fields import PlainTextField


@pytest.mark.parametrize(
    ("rows", "typed", "kept"),
    [
        (0, "Mehr Bänke\r\nBcc: alle", "Mehr Bänke Bcc: alle"),
        (0, "  Mehr \t Bänke ", "Mehr Bänke"),
        (4, "Mehr Bänke\r\nund Schatten", "Mehr Bänke\nund Schatten"),
        (4, "Ba\u0308nke\u202e\u0000", "Bänke"),
    ],
)
def test_one_line_stays_one_line_and_more_lines_stay(rows, typed, kept):
    assert PlainTextField(longest=100, rows=rows).clean(typed) == kept
