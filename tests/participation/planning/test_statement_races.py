"""Many statements at the same moment: each gets its own number, none is lost."""

import uuid

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from participation.planning.models import Statement
from participation.planning.statements import submit_statement
from tests.factories.planning import RoundFactory
from tests.participation.test_races import ATTEMPTS, at_once

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
]


def give(in_round, key=None):
    return submit_statement(
        in_round, key=key or uuid.uuid4(), at=timezone.now(), text="Zu laut.", values={}
    )


def test_thirty_statements_at_once_have_thirty_numbers_without_a_gap(town):
    in_round = RoundFactory()

    errors = at_once(lambda: give(in_round))

    assert errors == []
    numbers = Statement.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, ATTEMPTS + 1))


def test_without_the_lock_some_of_them_fail(town, monkeypatch):
    in_round = RoundFactory()
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows: rows.all())

    errors = at_once(lambda: give(in_round))

    assert errors != []
    assert Statement.objects.count() < ATTEMPTS


def test_the_same_form_thirty_times_at_once_is_one_statement_and_one_receipt(town):
    in_round, key, codes = RoundFactory(), uuid.uuid4(), set()

    errors = at_once(lambda: codes.add(give(in_round, key).code))

    assert errors == []
    assert Statement.objects.count() == 1
    assert len(codes) == 1
    in_round.plan.refresh_from_db()
    assert in_round.plan.last_number == 1
