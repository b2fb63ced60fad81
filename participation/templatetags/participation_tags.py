"""What other rooms show of participation, and how people's text is printed."""

from django import template

from home import proof
from participation import clock, links, words
from participation.cards import front_page_cards

register = template.Library()
register.filter(words.in_supports)  # {{ idea.support_count|in_supports }}
register.filter(words.in_comments)


@register.filter
def plain(text):
    """Text as people wrote it: escaped, in paragraphs, with links."""
    return links.readable(text)


@register.simple_tag
def proof_bits() -> int:
    """How much a guest's browser computes for a form."""
    return proof.BITS


@register.inclusion_tag("participation/tags/open_procedures.html", takes_context=True)
def open_procedures(context):
    """``{% open_procedures %}``: cards of what is open now or soon, ending first."""
    return {"cards": front_page(context)["open"]}


@register.inclusion_tag("participation/tags/recent_results.html", takes_context=True)
def recent_results(context):
    """``{% recent_results %}``: what became of participations, the latest first."""
    return {"cards": front_page(context)["results"]}


def front_page(context) -> dict[str, list]:
    """The cards of both tags, read together and once per request."""
    request = context["request"]
    if not hasattr(request, "_participation_front"):
        request._participation_front = front_page_cards(
            request.user, clock.today(request)
        )
    return request._participation_front
