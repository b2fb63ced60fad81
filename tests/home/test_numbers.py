import pytest

from home.numbers import number_in


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("47", 47),
        ("007", 7),
        ("9" * 15, 999_999_999_999_999),
        ("9" * 16, 0),
        ("9" * 5_000, 0),  # more digits than Python reads
        ("²", 0),
        ("٣", 0),
        ("-1", 0),
        ("", 0),
        (None, 0),
    ],
)
def test_number_or_none_at_all(text, number):
    assert number_in(text) == number
