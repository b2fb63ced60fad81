"""What the intranet shows of participation."""

from django import template
from django.db.models import Max

from home.visibility import visible_pages
from participation import clock
from participation.models import Circle, ProcedurePage

register = template.Library()
MOST = 5


@register.inclusion_tag("participation/tags/for_colleagues.html", takes_context=True)
def participations_for_colleagues(context):
    """``{% participations_for_colleagues %}``: what runs for staff alone."""
    day = clock.today(context["request"])
    pages = visible_pages(context["request"].user, ProcedurePage)
    running = pages.filter(
        circle=Circle.STAFF,
        archived_on=None,
        phases__first_day__lte=day,
        phases__last_day__gte=day,
    )
    running = running.annotate(until=Max("phases__last_day")).order_by("until", "pk")
    return {"procedures": running.values("title", "slug", "until")[:MOST]}
