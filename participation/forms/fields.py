"""Text from people: plain, in one form of Unicode, without invisible tricks."""

import re
import unicodedata

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

# Control and format characters except tab and newline: they reverse or hide text.
INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u2069\ufeff]"
)
MANY_BLANK_LINES = re.compile(r"\n{4,}")


def plain(text: str) -> str:
    """One way to write what looks the same; nothing that can't be seen."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return MANY_BLANK_LINES.sub("\n\n\n", INVISIBLE.sub("", text)).strip()


class PlainTextField(forms.CharField):
    """
    A text with a limit that is named before it is hit.

    Line breaks count as one character, as people count; browsers send two. Without
    ``rows`` it is one line, whatever was sent.
    """

    def __init__(self, *, longest, rows=0, **kwargs):
        if rows:  # long fields say their limit themselves
            kwargs["widget"] = forms.Textarea(attrs={"rows": rows})
        else:
            limit = format_lazy(_("Up to {limit} characters."), limit=longest)
            kwargs.setdefault("help_text", limit)
        self.is_one_line = not rows
        super().__init__(max_length=longest, **kwargs)

    def to_python(self, value):
        text = plain(super().to_python(value) or "")
        return " ".join(text.split()) if self.is_one_line else text
