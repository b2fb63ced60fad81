"""The wording of notices on pages."""

from django import template

from participation.planning.notice_blocks import Block, blocks_of

register = template.Library()


@register.filter
def notice_blocks(text: str) -> list[Block]:
    """The headings, paragraphs and lists of a notice."""
    return blocks_of(text)
