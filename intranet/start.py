"""What the intranet's start page tells one person today."""

from datetime import timedelta

from django.utils import timezone

from home.models import Absence, Visitor
from home.registries import tasks_for
from intranet.listings import latest_news
from intranet.models.links import QuickLink
from intranet.models.news import NewsPage

LATEST = 30
NEWS = 6
PEOPLE_NEWS = 3
AWAY = 5
ALERT_DAYS = 3


def overview(person: Visitor) -> dict:
    """Tasks, news, absences and links for one person."""
    today = timezone.localdate()
    away = list(absences(today))
    latest = latest_news(person)[:LATEST]
    alerts = [item for item in latest if is_alert(item, today)]
    about_people = [item for item in latest if item.kind == NewsPage.Kind.PEOPLE]
    others = [item for item in latest if item not in [*alerts, *about_people]]
    return {
        "today": today,
        "tasks": tasks_for(person),
        "alerts": alerts,
        "news": others[:NEWS],
        "people_news": about_people[:PEOPLE_NEWS],
        "away": away[:AWAY],
        "away_count": len(away),
        "links": QuickLink.objects.all(),
    }


def is_alert(item: NewsPage, today) -> bool:
    """Whether a piece of news stands above everything else, for some days."""
    is_new = item.day > today - timedelta(days=ALERT_DAYS)
    return item.kind == NewsPage.Kind.ALERT and is_new


def absences(day):
    """Who is away on a day, with whom to ask instead."""
    away = Absence.objects.on(day).exclude(person__profile=None)
    away = away.filter(person__is_active=True)
    return away.select_related("person__profile", "contact__holder").order_by(
        "person__last_name", "person__first_name"
    )
