"""
Plain text from people, made readable: paragraphs, and addresses as links.

The text is escaped first; what is built around it is ours. Links say to nobody
where they come from and give no weight to what they point to.
"""

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

# Linear: a scheme, then everything up to a blank or a bracket.
ADDRESS = re.compile(r"https?://[^\s<>\"']{1,300}")
TRAILING = ".,;:!?)]}"


def readable(text: str) -> SafeString:
    """Escape a plain text, mark its paragraphs and its addresses."""
    paragraphs = [
        part for part in re.split(r"\n[ \t]*\n+", text.strip()) if part.strip()
    ]
    html = "".join(f"<p>{linked(part)}</p>" for part in paragraphs)
    return mark_safe(html)  # noqa: S308 - every part has been escaped


def linked(part: str) -> str:
    """Escape one paragraph and make links of its addresses."""
    found, end = [], 0
    for match in ADDRESS.finditer(part):
        address = match.group().rstrip(TRAILING)
        found.append(escape(part[end : match.start()]))
        found.append(link_to(address))
        end = match.start() + len(address)
    found.append(escape(part[end:]))
    return "".join(found).replace("\n", "<br>")


def link_to(address: str) -> str:
    shown = address if len(address) <= 60 else address[:57] + "…"
    return (
        f'<a href="{escape(address)}" rel="nofollow ugc noopener">{escape(shown)}</a>'
    )
