"""3,000 statements with five points each: by hand, ``pytest -m slow``."""

import random
from hashlib import sha256
from time import perf_counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from home import roles
from home.rights_sync import sync_roles
from participation.planning import grouping, weighing
from participation.planning.models import Point, Statement, StatementVersion
from tests.factories.home import PostFactory, UserFactory
from tests.factories.planning import RoundFactory
from tests.participation.planning.test_likeness import FORM

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

STATEMENTS, POINTS = 3_000, 5
TOPICS = ["Lärm", "Verkehr", "Höhe", "Hochwasser", "Bäume", "Kita"]
WORDS = [f"Wort{n}" for n in range(2_000)] + ["die", "der", "und", "nicht", "zu"] * 200


@pytest.fixture
def planner(client):
    sync_roles()
    person = UserFactory(roles=[roles.PARTICIPATION_PLANNERS])
    client.force_login(person)
    return person


@pytest.fixture
def plan():
    """A third of the statements are a form letter with something added."""
    round_, dice = RoundFactory(), random.Random(7)
    rows = Statement.objects.bulk_create(
        Statement(
            plan=round_.plan,
            round=round_,
            number=number,
            origin="online",
            received_at=timezone.now(),
            is_late=number % 50 == 0,
            name=f"Person {number}",
            address=f"Marktplatz {number}",
        )
        for number in range(1, STATEMENTS + 1)
    )
    texts = [text_of(row.number, dice) for row in rows]
    StatementVersion.objects.bulk_create(
        StatementVersion(
            statement=row, number=1, text=text, sha256=sha256(text.encode()).hexdigest()
        )
        for row, text in zip(rows, texts, strict=True)
    )
    add_points(rows, texts, dice)
    return round_.plan


def text_of(number, dice):
    own = " ".join(dice.choices(WORDS, k=dice.randint(50, 400)))
    return f"{FORM} {own[:80]}" if number % 3 == 0 else own


def add_points(rows, texts, dice):
    posts = PostFactory.create_batch(4)
    Point.objects.bulk_create(
        Point(
            statement=row,
            number=number,
            text=text[:600],
            topic=dice.choice(TOPICS),
            post=dice.choice(posts),
            to_office=number == 1,
        )
        for row, text in zip(rows, texts, strict=True)
        for number in range(1, POINTS + 1)
    )


def timed(act):
    began = perf_counter()
    answer = act()
    return answer, perf_counter() - began


def test_table_of_15000_points_stays_within_20_queries(client, planner, plan):
    here = reverse("planning:weighing", args=[plan.pk])
    client.get(here)

    for query in ("", "?thema=L%C3%A4rm&spaet=ja", "?page=300"):
        with CaptureQueriesContext(connection) as captured:
            answer, seconds = timed(lambda query=query: client.get(here + query))
        assert answer.status_code == 200
        assert len(captured) <= 20
        assert seconds < 2


def test_like_statements_are_found_among_3000_in_seconds(planner, plan):
    found, seconds = timed(lambda: grouping.suggestions(plan))

    assert [(len(f.statements), f.persons) for f in found] == [(1_000, 1_000)]
    assert seconds < 10


def test_15000_points_are_changed_at_once(planner, plan):
    points = Point.objects.filter(statement__plan=plan)

    number, seconds = timed(
        lambda: weighing.change_many(points, by=planner, topic="Alles")
    )

    assert number == STATEMENTS * POINTS
    assert seconds < 60
