"""
Fill the demo town with the large data of the budgets; print what to measure.

Each line is a JSON object: what it is called, who asks, the bar in times the plain
view, and the requests (address, cookie, fields of a form or null), taken in turn.
"""

import json
import os
import sys
import uuid
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

PROCEDURES = 550
CONTRIBUTIONS = 1000
THREADS = REPLIES = 20
VOTES = 5000
TOKEN = "b" * 32
ANYBODY = "besucht=ja"  # a cookie, so that no page comes from the page cache


def main() -> None:
    import django

    django.setup()
    from django.db import transaction

    with transaction.atomic():
        ideas, activity, people = fill()
    show(ideas, activity, people)


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
    return ideas, activity, people


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


def cookie_of(email: str) -> str:
    """A signed-in session, made without the door: its limits are not measured here."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from home.models import User

    user = User.objects.get(email=email)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    csrf = f"{settings.CSRF_COOKIE_NAME}={TOKEN}"
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}; {csrf}"


def show(ideas, activity, people) -> None:
    citizen, staff = (
        cookie_of(f"{name}@stadtraum.example")
        for name in ("buergerin", "mitarbeiterin")
    )
    thread, listing = ideas[-1].get_absolute_url(), activity.get_absolute_url()
    pages = [
        ("front page", "", "/", 80, ANYBODY),
        ("overview of 550 procedures", "", "/beteiligung/", 100, ANYBODY),
        ("procedure", "", "/beteiligung/gestaltungslinie/", 100, ANYBODY),
        ("50 of 1,000 contributions", "", listing, 100, ANYBODY),
        ("thread, 20 x 20", "", thread, 150, ANYBODY),
        ("thread, 20 x 20", "citizen", thread, 200, citizen),
        ("content page", "", "/impressum/", 80, ANYBODY),
        ("search", "", "/suche/?q=markt", 150, ANYBODY),
        ("month of dates", "", "/veranstaltungen/", 150, ANYBODY),
        ("staff start page", "staff", "/intranet/", 200, staff),
        ("knowledge", "staff", "/intranet/wissen/", 100, staff),
    ]
    for label, who, path, bar, cookie in pages:
        tell(label, who, bar, [(path, cookie, None)])
    tell("cast a vote", "citizen", 30, votes(ideas, citizen))
    tell("post a comment", "citizen", 60, comments(ideas[0], people))


def votes(ideas, citizen) -> list:
    fields = {"csrfmiddlewaretoken": TOKEN}
    return [
        (f"/beteiligung/beitrag/{idea.pk}/unterstuetzen/", citizen, fields)
        for idea in ideas
    ]


def comments(idea, people) -> list:
    """A few of each person: nobody may write more than 20 in ten minutes."""
    path = f"/beteiligung/beitrag/{idea.pk}/kommentar/"
    cookies = [cookie_of(person.email) for person in people[REPLIES:60]]
    return [(path, cookie, comment(n)) for n in range(15) for cookie in cookies]


def comment(number: int) -> dict:
    return {
        "text": f"Ein Brunnen wäre schön, und Schatten. {number}",
        "idempotency_key": str(uuid.uuid4()),
        "csrfmiddlewaretoken": TOKEN,
    }


def tell(label: str, who: str, bar: int, requests: list) -> None:
    print(json.dumps({"label": label, "who": who, "bar": bar, "requests": requests}))


if __name__ == "__main__":
    main()
