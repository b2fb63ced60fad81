"""A text that an editor pastes, taken apart into paragraphs."""

import re

BLANK_LINE = re.compile(r"\n[ \t]*\n+")
LONGEST, LONGEST_HEADING = 5000, 160
LAST = 1000  # after those that are there already


def split(text: str) -> list[tuple[str, str]]:
    """A pasted text as paragraphs; a line “# …” is the heading of what follows."""
    parts = [part.strip() for part in BLANK_LINE.split(text.replace("\r\n", "\n"))]
    found, heading = [], ""
    for part in filter(None, parts):
        if part.startswith("#"):
            first, _, part = part.partition("\n")
            heading = first.lstrip("# ")[:LONGEST_HEADING]
            if not part.strip():
                continue
        for start in range(0, len(part), LONGEST):
            found.append((heading, part[start : start + LONGEST].strip()))
            heading = ""
    return found


def take_pasted(page_form) -> list[tuple[str, list]]:
    """Take what was pasted out of the settings: for each activity its new parts."""
    found = []
    for form in page_form.formsets["activities"].forms:
        given = form.instance.settings.get("textreview", {})
        pasted = given.pop("paste", "")
        if pasted and not given:
            form.instance.settings.pop("textreview")
        found.append((form.instance.key, split(pasted)))
    return found


def add_paragraphs(procedure, pasted) -> None:
    """Put new paragraphs at the end of the text they belong to."""
    paragraph = procedure.paragraphs.model
    for activity_key, parts in pasted:
        for place, (title, text) in enumerate(parts):
            procedure.paragraphs.add(
                paragraph(
                    activity_key=activity_key,
                    title=title,
                    text=text,
                    sort_order=LAST + place,
                )
            )
