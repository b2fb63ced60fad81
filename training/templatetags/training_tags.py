"""What other rooms show of courses and events."""

from django import template
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.utils import timezone

from home.pagecache import generation
from training.agenda import Entry, entry_of
from training.models import Registration, Session, SessionDate

register = template.Library()
SECONDS = 60  # as long as a page is kept: dates pass by themselves


@register.inclusion_tag("training/tags/next_dates.html", takes_context=True)
def next_dates(context, most=4):
    """``{% next_dates %}``: the next public dates, the same for everybody."""
    key = f"next-dates-{generation()}-{most}"
    return {
        "entries": cache.get_or_set(
            key,
            lambda: entries_of(coming(AnonymousUser())[:most], context["request"]),
            SECONDS,
        )
    }


@register.inclusion_tag("training/tags/next_dates_for_me.html", takes_context=True)
def next_dates_for_me(context, most=3):
    """``{% next_dates_for_me %}``: one's own dates, then where there is still room."""
    user = context["request"].user
    own = Registration.objects.visible_to(user).active().for_listing()
    own = own.filter(session__ends_at__gte=timezone.now())
    own = list(own.order_by("session__starts_at")[:most])
    others = coming(user).exclude(session__in=[row.session_id for row in own])
    entries = entries_of(others.with_room()[:most], context["request"])
    return {"registrations": own, "entries": entries}


def coming(user):
    """The next dates that this visitor may see and that are not cancelled."""
    sessions = Session.objects.visible_to(user).filter(state=Session.State.OPEN)
    dates = SessionDate.objects.filter(
        session__in=sessions, ends_at__gte=timezone.now()
    )
    return dates.for_calendar()


def entries_of(dates, request) -> list[Entry]:
    return [entry_of(date, request) for date in dates]


@register.simple_tag(takes_context=True)
def stands_inside(context, offer=None):
    """Whether an offer stands in the intranet; without one, whether the visitor may."""
    if not offer:
        return context["is_staff_member"]
    url = offer.get_url(context["request"]) or ""
    return url.startswith(settings.INTRANET_PATH)
