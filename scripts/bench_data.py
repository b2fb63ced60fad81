"""
Fill the demo town with the large data of the budgets; print what to measure.

Each line: label, who, address, bar in times the plain view, cookie.
"""

import os
import sys
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

PROCEDURES = 550
CONTRIBUTIONS = 1000
THREADS = REPLIES = 20
VOTES = 5000


def main() -> None:
    import django

    django.setup()
    from django.db import transaction

    with transaction.atomic():
        idea, activity = fill()
    show(idea, activity)


def fill():
    from home.models import User
    from participation.models import ProcedurePage, Support
    from tests.factories.participation import (
        ContributionFactory,
        ProcedurePageFactory,
        activity_of,
    )

    people = User.objects.bulk_create(
        User(email=f"mess-{n}@stadtraum.example") for n in range(200)
    )
    for _ in range(PROCEDURES - ProcedurePage.objects.count()):
        procedure = ProcedurePageFactory()
    activity = activity_of(procedure)
    ideas = [
        ContributionFactory(activity=activity, author=people[n % 200])
        for n in range(CONTRIBUTIONS)
    ]
    Support.objects.bulk_create(
        Support(contribution=ideas[n // 200], person=people[n % 200])
        for n in range(VOTES)
    )
    talk_about(ideas[-1], people)
    return ideas[-1], activity


def talk_about(idea, people) -> None:
    from django.utils import timezone

    from participation.models import Comment, Writing

    text = "Das Pflaster bleibt, sagen die einen; Bäume und Bänke, sagen die anderen. "

    def comment(number, parent=None):
        return Comment(
            contribution=idea,
            parent=parent,
            author=people[number % len(people)],
            text=text * (1 + number % 5),
            status=Writing.Status.VISIBLE,
            created_at=timezone.now() + timedelta(seconds=number),
        )

    threads = Comment.objects.bulk_create(comment(n) for n in range(THREADS))
    Comment.objects.bulk_create(
        comment(n, parent) for parent in threads for n in range(REPLIES)
    )


def cookie_of(account: str) -> str:
    """A signed-in session, made without the door: its limits are not measured here."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from home.models import User

    user = User.objects.get(email=f"{account}@stadtraum.example")
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def show(idea, activity) -> None:
    citizen, staff = cookie_of("buergerin"), cookie_of("mitarbeiterin")
    thread, ideas = idea.get_absolute_url(), activity.get_absolute_url()
    rows = [
        ("front page", "", "/", 80, ""),
        ("overview of 550 procedures", "", "/beteiligung/", 100, ""),
        ("procedure", "", "/beteiligung/gestaltungslinie/", 100, ""),
        ("50 of 1,000 contributions", "", ideas, 100, ""),
        ("thread, 20 x 20", "", thread, 150, ""),
        ("thread, 20 x 20", "citizen", thread, 200, citizen),
        ("content page", "", "/impressum/", 80, ""),
        ("search", "", "/suche/?q=markt", 150, ""),
        ("month of dates", "", "/veranstaltungen/", 150, ""),
        ("staff start page", "staff", "/intranet/", 200, staff),
        ("knowledge", "staff", "/intranet/wissen/", 100, staff),
    ]
    for row in rows:
        print("\t".join(str(part) for part in row))


if __name__ == "__main__":
    main()
