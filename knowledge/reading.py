"""What a reader of an article is shown beside its text."""

import re
from html import unescape

from django.utils.html import strip_tags
from django.utils.text import slugify
from wagtail.rich_text import RichText

from home.models import PageCare, Visitor
from home.visibility import visible_pages
from knowledge.forms import ConfirmForm
from knowledge.permissions import can_confirm

HEADING = re.compile(r"<h2[^>]*>(.*?)</h2>", re.DOTALL)
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def article(page, reader: Visitor) -> dict:
    """Trust, contents and ways on, for one reader of one article."""
    care = care_of(page)
    others = [row.page_id for row in page.related_pages.all()]
    return {
        "care": care,
        "contact": care.owner.person_in_charge() if care else None,
        "contents": anchor(page.body),
        "related": visible_pages(reader).filter(pk__in=others),
        "change_notes": page.change_notes.all(),
        "topics": page.topics.all(),
        "may_confirm": care is not None and can_confirm(reader, page),
        "confirm_form": ConfirmForm(),
    }


def care_of(page) -> PageCare | None:
    """Who looks after a page itself, with everything that its badge says."""
    cares = PageCare.objects.filter(page=page.pk)
    return cares.select_related("owner__unit", "owner__holder__profile").first()


def anchor(body) -> list[tuple[str, str]]:
    """Give every heading of a text an address; return them as table of contents."""
    contents: dict[str, str] = {}
    for block in body:
        if block.block_type == "text":
            block.value = RichText(with_anchors(block.value.source, contents))
    return list(contents.items())


def with_anchors(source: str, contents: dict[str, str]) -> str:
    def anchored(match):
        words = unescape(strip_tags(match[1])).strip()
        name = free_name(slugify(words.lower().translate(UMLAUTS)), contents)
        contents[name] = words
        return f'<h2 id="{name}">{match[1]}</h2>'

    return HEADING.sub(anchored, source)


def free_name(name: str, taken: dict[str, str]) -> str:
    name = name or "abschnitt"
    number = sum(other == name or other.startswith(f"{name}-") for other in taken)
    return f"{name}-{number + 1}" if name in taken else name
