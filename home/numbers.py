"""Numbers that come in an address or a form."""

LONGEST = 15  # digits; no key of a row has more


def number_in(text: str | None) -> int:
    """The whole number that a text is, or 0, which is the key of no row."""
    text = text or ""
    is_number = text.isascii() and text.isdecimal() and len(text) <= LONGEST
    return int(text) if is_number else 0
